import type { PlainValue } from '../../policy/model.ts';
import type { Entry, ListValue, ObjectValue, Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import { hasBreak, isBlank, isBreak, startsLine } from './trivia.ts';

/** How an author lays out JSON, as far as new text has to follow it. */
export interface Layout {
  readonly eol: string;
  /** One step of indentation. */
  readonly unit: string;
  /** Whether the document spans lines. */
  readonly spread: boolean;
  /** With its blanks: `: `. */
  readonly colon: string;
  /** Between neighbours on one line: `, `. */
  readonly comma: string;
  /** Inside the brackets of something on one line: a blank or nothing. */
  readonly padding: string;
  /** Lists of several scalars stand on one line. */
  readonly inlineLists: boolean;
}

export function layoutOf(text: string, root: Value): Layout {
  const { start, end } = root.range;
  const spread = hasBreak(text, start, end);
  const first = root.type === 'object' ? root.entries[0] : undefined;
  const colon = colonOf(text, first);
  const next = text[start + 1];
  return {
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    unit: unitOf(text, root) ?? (/^\t/m.test(text) ? '\t' : '  '),
    spread,
    colon,
    comma: colon.endsWith(' ') ? ', ' : ',',
    padding: !spread && next === ' ' ? ' ' : '',
    inlineLists: !spread || writesListsInline(text, root),
  };
}

/** A value in the layout of its file. `indent` is that of the line on which it starts. */
export function print(value: PlainValue, layout: Layout, indent: string, spread: boolean): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) {
    const flat = printFlat(value, layout);
    const short = value.length < 2 || (layout.inlineLists && flat.length <= LONGEST_LINE);
    if (!spread || (short && value.every((item) => typeof item !== 'object'))) return flat;
    return printLines('[', ']', value, layout, indent, (item, inner) => print(item, layout, inner, true));
  }
  const entries = Object.entries(value);
  if (!spread || entries.length === 0) return printFlat(value, layout);
  return printLines('{', '}', entries, layout, indent, ([name, part], inner) =>
    printEntry(name, part, layout, inner, true),
  );
}

export function printEntry(
  name: string,
  value: PlainValue,
  layout: Layout,
  indent: string,
  spread: boolean,
): string {
  return `${JSON.stringify(name)}${layout.colon}${print(value, layout, indent, spread)}`;
}

/** The blanks that start the line of `offset`. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (end < offset && isBlank(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

/** The members of an object or list with the text each of them takes. */
export function membersOf(container: ObjectValue | ListValue): readonly { readonly range: TextRange }[] {
  return container.type === 'object' ? container.entries : container.items;
}

function printFlat(value: PlainValue, layout: Layout): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  const { padding } = layout;
  if (isList(value)) {
    if (value.length === 0) return '[]';
    return `[${padding}${value.map((item) => printFlat(item, layout)).join(layout.comma)}${padding}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const inside = entries.map(
    ([name, part]) => `${JSON.stringify(name)}${layout.colon}${printFlat(part, layout)}`,
  );
  return `{${padding}${inside.join(layout.comma)}${padding}}`;
}

function printLines<T>(
  open: string,
  close: string,
  parts: readonly T[],
  { eol, unit }: Layout,
  indent: string,
  printPart: (part: T, indent: string) => string,
): string {
  const inner = indent + unit;
  const lines = parts.map((part) => inner + printPart(part, inner));
  return `${open}${eol}${lines.join(`,${eol}`)}${eol}${indent}${close}`;
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}

function colonOf(text: string, entry: Entry | undefined): string {
  if (entry === undefined) return ': ';
  const between = text.slice(entry.key.range.end, entry.value.range.start);
  return /^[ \t]*:[ \t]*$/.test(between) ? between : ': ';
}

/** What the first member that starts a line is indented by, beyond the line of its container. */
function unitOf(text: string, value: Value): string | undefined {
  if (value.type !== 'object' && value.type !== 'list') return undefined;
  for (const { range } of membersOf(value)) {
    if (!startsLine(text, range.start)) continue;
    // In a heredoc the blanks before the first line may not be the document's.
    const close = value.range.end - 1;
    const outer = indentAt(text, startsLine(text, close) ? close : value.range.start);
    const inner = indentAt(text, range.start);
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  const children = value.type === 'object' ? value.entries.map((entry) => entry.value) : value.items;
  for (const child of children) {
    const unit = unitOf(text, child);
    if (unit !== undefined) return unit;
  }
  return undefined;
}

/** Judged by the first list that has several scalars. */
function writesListsInline(text: string, root: Value): boolean {
  const list = firstScalarList(root);
  return list !== undefined && !hasBreak(text, list.range.start, list.range.end);
}

function firstScalarList(value: Value): ListValue | undefined {
  if (value.type === 'list') {
    if (value.items.length > 1 && value.items.every((item) => 'text' in item)) return value;
    return firstOf(value.items);
  }
  return value.type === 'object' ? firstOf(value.entries.map((entry) => entry.value)) : undefined;
}

function firstOf(values: readonly Value[]): ListValue | undefined {
  for (const value of values) {
    const list = firstScalarList(value);
    if (list !== undefined) return list;
  }
  return undefined;
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at--;
  return at;
}

const LONGEST_LINE = 80;
