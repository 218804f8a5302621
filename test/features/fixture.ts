import {
  applyEdits,
  type CompletionItem,
  type CompletionList,
  complete,
  createEngine,
  defaultSettings,
  type Engine,
  type Hover,
  hover,
  json,
  type Project,
  type Source,
} from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';

let shared: Engine | undefined;

/** The engine with the real tables and no rules: features need none. */
export function engine(): Engine {
  shared ??= createEngine({ catalog: catalog(), languages: [json], rules: [] });
  return shared;
}

export const uri = 'file:///work/policy.json';

export interface Marked {
  readonly text: string;
  readonly offset: number;
}

/** A text with `|` where the cursor stands. */
export function marked(text: string): Marked {
  const offset = text.indexOf('|');
  if (offset < 0) throw new Error('no cursor in the text');
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}

export function projectOf(text: string, at = uri, others: Readonly<Record<string, string>> = {}): Project {
  const sources = new Map<string, Source>();
  for (const [name, content] of Object.entries({ ...others, [at]: text }))
    sources.set(name, { uri: name, languageId: 'json', text: content });
  return { sources, settings: defaultSettings };
}

export interface Completed extends Marked {
  readonly list: CompletionList | undefined;
  readonly labels: readonly string[];
  item(label: string): CompletionItem;
  /** The document after an item is accepted, snippet stops shown as their text. */
  accept(label: string): string;
}

export function completeIn(
  source: string,
  at = uri,
  others: Readonly<Record<string, string>> = {},
): Completed {
  const { text, offset } = marked(source);
  const list = complete(engine(), projectOf(text, at, others), at, offset);
  const items = sorted(list?.items ?? []);
  const item = (label: string) => {
    const found = items.find((one) => one.label === label);
    if (found === undefined)
      throw new Error(
        `no item ${label} among ${items.length}: ${items.slice(0, 20).map((one) => one.label)}`,
      );
    return found;
  };
  return {
    text,
    offset,
    list,
    labels: items.map(({ label }) => label),
    item,
    accept(label) {
      const { newText, range, snippet } = item(label);
      const place = range ?? list?.range ?? { start: offset, end: offset };
      const plain = snippet === true ? withoutStops(newText) : newText;
      return applyEdits(text, [{ range: place, newText: plain }, ...(list?.also ?? [])]);
    },
  };
}

/** As editors sort when every item fits the typed text equally well. */
export function sorted(items: readonly CompletionItem[]): readonly CompletionItem[] {
  const key = (item: CompletionItem) => (item.sortText ?? item.label).toLowerCase();
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

export function withoutStops(snippet: string): string {
  return snippet
    .replace(/(?<!\\)\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/(?<!\\)\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');
}

export function hoverIn(source: string, at = uri): Hover | undefined {
  const { text, offset } = marked(source);
  return hover(engine(), projectOf(text, at), at, offset);
}

/** A document with one statement. */
export function policy(statement: string): string {
  return `{\n  "Version": "2012-10-17",\n  "Statement": [\n    ${statement}\n  ]\n}\n`;
}
