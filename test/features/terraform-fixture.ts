import {
  applyEdits,
  type CompletionItem,
  type CompletionList,
  complete,
  createEngine,
  createTerraform,
  defaultSettings,
  type Engine,
  type Hover,
  hover,
  json,
  type Location,
  type Project,
  type Source,
} from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';
import { hclParser } from '../terraform/parser.ts';
import { marked, sorted, withoutStops } from './fixture.ts';

const terraform = createTerraform({
  parser: await hclParser(),
  facts: () => catalog().terraform,
  catalog: catalog(),
});

/** Both languages with the real tables and no rules: features need none. */
export const engine: Engine = createEngine({ catalog: catalog(), languages: [json, terraform], rules: [] });

/** Files of one folder by their names; one of them has `|` where the cursor stands. */
export type Files = Readonly<Record<string, string>>;

export interface Spot {
  readonly project: Project;
  readonly uri: string;
  readonly text: string;
  readonly offset: number;
}

const FOLDER = 'file:///module';

export function spotIn(files: Files): Spot {
  const sources = new Map<string, Source>();
  let spot: Omit<Spot, 'project'> | undefined;
  for (const [name, content] of Object.entries(files)) {
    const uri = `${FOLDER}/${name}`;
    const at = content.includes('|') ? marked(content) : undefined;
    if (at !== undefined) spot = { uri, ...at };
    sources.set(uri, { uri, languageId: 'terraform', text: at?.text ?? content });
  }
  if (spot === undefined) throw new Error('no cursor in the files');
  return { project: { sources, settings: defaultSettings }, ...spot };
}

/** `main.tf:3 text`, lines counted from one, the text up to its first line's end. */
export function told(project: Project, places: readonly Location[]): readonly string[] {
  return places.map(({ uri, range }) => {
    const text = project.sources.get(uri)?.text ?? '';
    const line = text.slice(0, range.start).split('\n').length;
    return `${uri.slice(FOLDER.length + 1)}:${line} ${text.slice(range.start, range.end).split('\n')[0]}`;
  });
}

export function hoverIn(files: Files): Hover | undefined {
  const { project, uri, offset } = spotIn(files);
  return hover(engine, project, uri, offset);
}

export interface Completed extends Spot {
  readonly list: CompletionList | undefined;
  /** As the editor shows them. */
  readonly labels: readonly string[];
  item(label: string): CompletionItem;
  /** The document after an item is accepted, snippet stops shown as their text. */
  accept(label: string): string;
}

export function completeIn(files: Files): Completed {
  const spot = spotIn(files);
  const { project, uri, text, offset } = spot;
  const list = complete(engine, project, uri, offset);
  const items = sorted(list?.items ?? []);
  const item = (label: string) => {
    const found = items.find((one) => one.label === label);
    if (found !== undefined) return found;
    throw new Error(`no ${label} among ${items.length}: ${items.slice(0, 20).map((one) => one.label)}`);
  };
  return {
    ...spot,
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
