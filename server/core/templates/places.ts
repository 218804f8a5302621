import type { PlainValue } from '../policy/model.ts';
import type { TextEdit } from '../text/edit.ts';
import type { Template } from './template.ts';

/** Places of a template as single characters of the private use area, which survive being spelled in any syntax. */
const FIRST_MARK = 0xe100;
const MARKS = /[\ue100-\ue1fe]/g;

/** The template's statements with marks in the place of its places. */
export function markedStatements({ document, places }: Template): Template['document']['Statement'] {
  const marks = new Map(
    Object.keys(places).map((name, index) => [`{{${name}}}`, String.fromCharCode(FIRST_MARK + index)]),
  );
  return marks.size === 0 ? document.Statement : document.Statement.map((one) => markedObject(one, marks));
}

type Marks = ReadonlyMap<string, string>;

function markedObject(value: { readonly [name: string]: PlainValue }, marks: Marks) {
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, marked(part, marks)]));
}

function marked(value: PlainValue, marks: Marks): PlainValue {
  if (typeof value === 'string') return value.replace(/\{\{\w+\}\}/g, (place) => marks.get(place) ?? place);
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => marked(item, marks));
  return markedObject(value, marks);
}

/** `Array.isArray` that narrows readonly lists. */
function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}

/** What stands in the places until somebody fills them in. */
export function withDefaults(text: string, { places }: Template): string {
  const defaults = Object.values(places);
  return text.replace(MARKS, (mark) => defaults[mark.charCodeAt(0) - FIRST_MARK] ?? mark);
}

/** Marks become stops of a snippet; the rest is escaped already. */
export function withStops(escaped: string, { places }: Template): string {
  const defaults = Object.values(places);
  return escaped.replace(MARKS, (mark) => {
    const index = mark.charCodeAt(0) - FIRST_MARK;
    const text = defaults[index];
    return text === undefined ? mark : `\${${index + 1}:${escapeSnippet(text)}}`;
  });
}

export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

export function unescapeSnippet(text: string): string {
  return text.replace(/\\([\\$}])/g, '$1');
}

/** Edits that have marks, in two readings: with what stands in the places at first, and as snippets. */
export function filled(
  edits: readonly TextEdit[],
  template: Template,
): { readonly edits: readonly TextEdit[]; readonly snippets?: readonly (TextEdit | undefined)[] } {
  const plain = edits.map(({ range, newText }) => ({ range, newText: withDefaults(newText, template) }));
  if (!edits.some(({ newText }) => newText.search(MARKS) >= 0)) return { edits: plain };
  const snippets = edits.map(({ range, newText }) =>
    newText.search(MARKS) < 0 ? undefined : { range, newText: asSnippet(newText, template) },
  );
  return { edits: plain, snippets };
}

/** A text with marks as a snippet. */
export function asSnippet(text: string, template: Template): string {
  return withStops(escapeSnippet(text), template);
}
