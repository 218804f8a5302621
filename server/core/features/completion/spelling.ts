import type { Cursor, SnippetParts } from '../../policy/cursor.ts';
import { rangeWithin } from '../../policy/text.ts';
import type { TextRange } from '../../text/range.ts';

/**
 * A text with places to fill in: characters as they are, and stops with what stands there at first.
 * Several stops of one number hold the same text.
 */
export type Template = readonly (string | Stop)[];

export interface Stop {
  readonly stop: number;
  readonly text?: string;
}

/** The template spelled at the cursor as a snippet: the syntax escapes its characters, not its stops. */
export function spellTemplate(cursor: Cursor, template: Template): string {
  const { inside, stops } = mark(template);
  return fill(escapeSnippet(cursor.spell(inside)), stops);
}

/** The template as a snippet whose characters are in the syntax of the file already. */
export function fillTemplate(template: Template): string {
  const { inside, stops } = mark(template);
  return fill(escapeSnippet(inside), stops);
}

/** An expression of the template language with its stops; undefined where the syntax has none. */
export function spellReference(cursor: Cursor, expression: Template, suffix: string): string | undefined {
  const { inside, stops } = mark(expression);
  const spelled = cursor.refer?.(inside, suffix);
  return spelled === undefined ? undefined : fill(escapeSnippet(spelled), stops);
}

/** A key, itself a template, and the value that follows it. */
export function spellKeyTemplate(cursor: Cursor, key: Template, value: SnippetParts['value']): string {
  const { inside, stops } = mark(key);
  return fill(cursor.spellSnippet({ key: inside, value }), stops);
}

export function plainText(template: Template): string {
  return template.map((part) => (typeof part === 'string' ? part : (part.text ?? ''))).join('');
}

/** Characters of the private use area stand in for stops until the syntax has had its say. */
function mark(template: Template): { readonly inside: string; readonly stops: readonly Stop[] } {
  const stops: Stop[] = [];
  const inside = template.map((part) => {
    if (typeof part === 'string') return part;
    stops.push(part);
    return String.fromCharCode(FIRST_MARK + stops.length - 1);
  });
  return { inside: inside.join(''), stops };
}

const FIRST_MARK = 0xe000;

function fill(spelled: string, stops: readonly Stop[]): string {
  return spelled.replace(/[\ue000-\ue0ff]/g, (character) => {
    const stop = stops[character.charCodeAt(0) - FIRST_MARK];
    if (stop === undefined) return character;
    return stop.text === undefined ? `$${stop.stop}` : `\${${stop.stop}:${escapeSnippet(stop.text)}}`;
  });
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/**
 * The place in the file of the typed word that begins `length` characters before the cursor, up to the end of the scalar
 * or to the first of `delimiters` behind the cursor. Undefined where only the whole scalar can be replaced:
 * a quote or a comma is still missing, or the word has escapes.
 */
export function partAtCursor(cursor: Cursor, length: number, delimiters = ''): TextRange | undefined {
  const { text, before, offset, replace } = cursor;
  if (text === undefined || text.range.start === text.inner.start || text.range.end === text.inner.end)
    return undefined;
  if (replace.start !== text.inner.start || replace.end !== text.inner.end) return undefined;
  const start = offset - length;
  if (start < text.inner.start || offset > text.inner.end) return undefined;
  if (text.value === undefined) return { start, end: offset };
  if (!text.value.startsWith(before)) return undefined;
  const after = text.value.slice(before.length);
  let stop = 0;
  while (stop < after.length && !delimiters.includes(after[stop] ?? '')) stop++;
  if (length + stop === 0) return { start, end: offset };
  const range = rangeWithin(text, before.length - length, before.length + stop);
  return range.start === start && range.end === offset + stop ? range : undefined;
}
