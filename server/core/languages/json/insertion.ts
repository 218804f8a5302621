import type { PlainValue, PolicyPath } from '../../policy/model.ts';
import type { ListValue, ObjectValue, Value } from '../../policy/value.ts';
import type { TextEdit } from '../../text/edit.ts';
import { indentAt, type Layout, membersOf, print, printEntry } from './layout.ts';
import { commaAfter, endOfRemark, hasBreak, isBlank, isBreak, startsLine } from './trivia.ts';

/** Puts a new entry where IAM's customary order wants it. `path` is that of the object. */
export function insertEntry(
  text: string,
  layout: Layout,
  object: ObjectValue,
  path: PolicyPath,
  name: string,
  value: PlainValue,
): readonly TextEdit[] {
  const index = placeOf(object, path, name);
  return insertMember(text, layout, object, index, (indent, spread) =>
    printEntry(name, value, layout, indent, spread),
  );
}

export function insertItem(
  text: string,
  layout: Layout,
  list: ListValue,
  index: number,
  value: PlainValue,
): readonly TextEdit[] {
  return insertMember(text, layout, list, index, (indent, spread) => print(value, layout, indent, spread));
}

/** Turns a value without brackets into a list of two. What the author wrote stays as it is, only further to the right. */
export function widen(
  text: string,
  layout: Layout,
  value: Value,
  index: 0 | 1,
  added: PlainValue,
): readonly TextEdit[] {
  const { start, end } = value.range;
  const { eol, unit, padding, comma } = layout;
  const indent = indentAt(text, start);
  const scalars = value.type !== 'object' && typeof added !== 'object';
  if (!layout.spread || (scalars && layout.inlineLists)) {
    const flat = print(added, layout, indent, false);
    const before = index === 0 ? flat + comma : '';
    const after = index === 1 ? comma + flat : '';
    return [insertAt(start, `[${padding}${before}`), insertAt(end, `${after}${padding}]`)];
  }
  const inner = indent + unit;
  const printed = print(added, layout, inner, true);
  const before = index === 0 ? `${printed},${eol}${inner}` : '';
  const after = index === 1 ? `,${eol}${inner}${printed}` : '';
  return [
    insertAt(start, `[${eol}${inner}${before}`),
    ...lineStarts(text, start, end).map((at) => insertAt(at, unit)),
    insertAt(end, `${after}${eol}${indent}]`),
  ];
}

/** Where the further lines of a stretch begin, empty ones aside. */
function lineStarts(text: string, start: number, end: number): readonly number[] {
  const starts: number[] = [];
  for (let at = start; at < end; at++) {
    if (isBreak(text.charCodeAt(at)) && !isBreak(text.charCodeAt(at + 1))) starts.push(at + 1);
  }
  return starts;
}

function insertAt(offset: number, newText: string): TextEdit {
  return replace(offset, offset, newText);
}

type Print = (indent: string, spread: boolean) => string;

function insertMember(
  text: string,
  layout: Layout,
  container: ObjectValue | ListValue,
  index: number,
  printAt: Print,
): readonly TextEdit[] {
  const members = membersOf(container);
  const following = members[index];
  const previous = members[index - 1];
  const spread = hasBreak(text, container.range.start, container.range.end);
  if (previous === undefined) {
    if (following === undefined) return fill(text, layout, container, printAt);
    const at = following.range.start;
    const indent = indentAt(text, at);
    const gap = startsLine(text, at) ? `,${layout.eol}${indent}` : layout.comma;
    return [replace(at, at, printAt(indent, spread) + gap)];
  }
  return insertAfter(text, layout, container, previous.range, printAt, spread);
}

function insertAfter(
  text: string,
  layout: Layout,
  container: ObjectValue | ListValue,
  previous: { readonly start: number; readonly end: number },
  printAt: Print,
  spread: boolean,
): readonly TextEdit[] {
  const indent = indentAt(text, previous.start);
  const { end } = previous;
  if (!startsLine(text, previous.start)) return [replace(end, end, layout.comma + printAt(indent, spread))];
  const printed = layout.eol + indent + printAt(indent, spread);
  const comma = commaAfter(text, end, container.range.end);
  const from = comma ?? end;
  const line = endOfRemark(text, from);
  if (comma !== undefined) return [replace(line, line, `${printed},`)];
  if (line === from) return [replace(end, end, `,${printed}`)];
  return [replace(end, end, ','), replace(line, line, printed)];
}

/** The first member of an empty container. */
function fill(
  text: string,
  layout: Layout,
  container: ObjectValue | ListValue,
  printAt: Print,
): readonly TextEdit[] {
  const start = container.range.start + 1;
  const end = container.range.end - 1;
  const outer = indentAt(text, container.range.start);
  const indent = outer + layout.unit;
  const broken = hasBreak(text, start, end);
  const spread = broken || (layout.spread && container.type === 'object');
  if (!isEmpty(text, start, end)) {
    const at = lastOfInside(text, start, end);
    return [replace(at, at, layout.eol + indent + printAt(indent, true))];
  }
  if (spread) {
    return [replace(start, end, `${layout.eol}${indent}${printAt(indent, true)}${layout.eol}${outer}`)];
  }
  const printed = printAt(indent, layout.spread);
  if (hasBreak(printed, 0, printed.length))
    return [replace(start, end, `${layout.eol}${indent}${printed}${layout.eol}${outer}`)];
  return [replace(start, end, layout.padding + printed + layout.padding)];
}

/** After the last entry that customarily comes earlier; in an object without an order, at the end. */
function placeOf(object: ObjectValue, path: PolicyPath, name: string): number {
  const { entries } = object;
  const order = orderAt(path);
  const rank = order?.indexOf(name) ?? -1;
  if (order === undefined || rank < 0) return entries.length;
  const ranks = entries.map((entry) => order.indexOf(entry.name));
  const before = ranks.findLastIndex((one) => one >= 0 && one < rank);
  if (before >= 0) return before + 1;
  const after = ranks.findIndex((one) => one > rank);
  return after >= 0 ? after : entries.length;
}

function orderAt(path: PolicyPath): readonly string[] | undefined {
  if (path.length === 0) return DOCUMENT_ORDER;
  const inStatement =
    path[0] === 'Statement' && (path.length === 1 || (path.length === 2 && typeof path[1] === 'number'));
  return inStatement ? STATEMENT_ORDER : undefined;
}

const DOCUMENT_ORDER = ['Version', 'Id', 'Statement'];
const STATEMENT_ORDER = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

function isEmpty(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isBlank(code) && !isBreak(code)) return false;
  }
  return true;
}

/** The end of the last comment in a container that holds nothing else. */
function lastOfInside(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (isBlank(text.charCodeAt(at - 1)) || isBreak(text.charCodeAt(at - 1)))) at--;
  return at;
}

function replace(start: number, end: number, newText: string): TextEdit {
  return { range: { start, end }, newText };
}
