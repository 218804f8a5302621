import type { PolicyPath } from '../../policy/model.ts';
import type { Text } from '../../policy/text.ts';
import type { Entry, ListValue, ObjectValue, Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import { membersOf } from './layout.ts';
import type { Sheet } from './sheet.ts';
import { commaAfter, skipTrivia } from './trivia.ts';

/** What stands at an offset of a sheet, and what a text typed there needs around it. Offsets are those of the sheet. */
export interface Spot {
  readonly path: PolicyPath;
  readonly role: 'key' | 'value';
  /** The scalar at the offset. A word without quotes is one too. */
  readonly text: Text | undefined;
  readonly range: TextRange;
  /** Which quotes stand there already. */
  readonly quotes: 'none' | 'opening' | 'both';
  /** A value whose colon is not typed yet. */
  readonly colonBefore: 'typed' | 'missing';
  /** For a key: a colon follows, and the value is the author's. */
  readonly colonAfter: boolean;
  /** An element follows without a comma between. */
  readonly commaAfter: 'needless' | 'missing';
  /** Where the comma after the element before is missing. */
  readonly commaBefore: number | undefined;
}

/** Undefined in comments, on brackets and outside the document. */
export function spotAt(sheet: Sheet, offset: number): Spot | undefined {
  if (isInComment(sheet, offset)) return undefined;
  const { root } = sheet;
  const path: (string | number)[] = [];
  let value = root;
  while (value.type === 'object' || value.type === 'list') {
    if (!isInside(sheet, value, offset)) return undefined;
    const step: Step =
      value.type === 'object' ? stepIn(sheet, value, path, offset) : itemAt(sheet, value, path, offset);
    if (step === undefined || 'spot' in step) return step?.spot;
    path.push(step.name);
    value = step.value;
  }
  return value === root ? scalarSpot(sheet, value, path, offset) : undefined;
}

/** The answer, or the container in which it stands. */
type Step =
  | { readonly spot: Spot | undefined }
  | { readonly name: string | number; readonly value: Value }
  | undefined;

function stepIn(sheet: Sheet, object: ObjectValue, path: PolicyPath, offset: number): Step {
  const { entries } = object;
  const entry = entries[lastStarting(entries, offset)];
  if (entry === undefined) return { spot: gap(sheet, [...path, ''], 'key', offset, undefined) };
  if (offset <= entry.key.range.end) return { spot: keySpot(sheet, entry, path) };
  const { value } = entry;
  const here = [...path, entry.name];
  if (isMissing(value)) return { spot: afterKey(sheet, entry, path, offset) };
  if (offset < value.range.start) return undefined;
  if (isContainer(value) && isInside(sheet, value, offset)) return { name: entry.name, value };
  if (offset <= value.range.end && !isContainer(value))
    return { spot: scalarSpot(sheet, value, here, offset) };
  if (offset < value.range.end) return undefined;
  return { spot: gap(sheet, [...path, ''], 'key', offset, value.range.end) };
}

function itemAt(sheet: Sheet, list: ListValue, path: PolicyPath, offset: number): Step {
  const { items } = list;
  const index = lastStarting(items, offset);
  const item = items[index];
  if (item === undefined) return { spot: gap(sheet, [...path, 0], 'value', offset, undefined) };
  if (isContainer(item) && isInside(sheet, item, offset)) return { name: index, value: item };
  if (offset <= item.range.end && !isContainer(item))
    return { spot: scalarSpot(sheet, item, [...path, index], offset) };
  if (offset < item.range.end || offset === item.range.start) return undefined;
  return { spot: gap(sheet, [...path, index + 1], 'value', offset, item.range.end) };
}

/** Behind a key whose value is not typed: the value's place, until a comma, or a line break without a colon. */
function afterKey(sheet: Sheet, entry: Entry, path: PolicyPath, offset: number): Spot | undefined {
  const { text } = sheet;
  const from = entry.key.range.end;
  const at = skipTrivia(text, from, offset);
  const colon = at < offset && text[at] === ':';
  const after = colon ? at + 1 : from;
  if (commaAfter(text, after, offset) !== undefined) return gap(sheet, [...path, ''], 'key', offset, after);
  if (!colon && /[\r\n]/.test(text.slice(from, offset)))
    return gap(sheet, [...path, ''], 'key', offset, undefined);
  if (!colon && text[skipTrivia(text, offset, text.length)] === ':') return undefined;
  const spot = gap(sheet, [...path, entry.name], 'value', offset, undefined);
  return { ...spot, colonBefore: colon ? 'typed' : 'missing' };
}

/** A place where nothing is typed yet. `previous` is the end of the element before. */
function gap(
  sheet: Sheet,
  path: PolicyPath,
  role: Spot['role'],
  offset: number,
  previous: number | undefined,
): Spot {
  const comma = previous === undefined ? undefined : commaAfter(sheet.text, previous, offset);
  return {
    path,
    role,
    text: undefined,
    range: { start: offset, end: offset },
    quotes: 'none',
    colonBefore: 'typed',
    colonAfter: false,
    commaAfter: needsComma(sheet, offset),
    commaBefore: comma === undefined ? previous : undefined,
  };
}

function keySpot(sheet: Sheet, { key, name }: Entry, path: PolicyPath): Spot {
  const { range } = key;
  return {
    path: [...path, name],
    role: 'key',
    text: key,
    range,
    quotes: quotesOf(key),
    colonBefore: 'typed',
    colonAfter: sheet.text[skipTrivia(sheet.text, range.end, sheet.text.length)] === ':',
    commaAfter: needsComma(sheet, range.end),
    commaBefore: undefined,
  };
}

function scalarSpot(sheet: Sheet, value: Value, path: PolicyPath, offset: number): Spot | undefined {
  if (value.type === 'null' || value.type === 'object' || value.type === 'list') return undefined;
  if (value.type === 'unknown' && value.missing !== true) return undefined;
  const { range } = value;
  if (value.type === 'unknown' && isMissing(value)) return gap(sheet, path, 'value', offset, undefined);
  const text = value.type === 'unknown' ? wordText(sheet.text, range) : value.text;
  if (text === undefined) return gap(sheet, path, 'value', offset, undefined);
  return {
    path,
    role: 'value',
    text,
    range,
    quotes: quotesOf(text),
    colonBefore: 'typed',
    colonAfter: false,
    commaAfter: needsComma(sheet, range.end),
    commaBefore: undefined,
  };
}

/** A word in place of a value. The root of an empty document spans all of it and is none. */
function wordText(source: string, range: TextRange): Text | undefined {
  const value = source.slice(range.start, range.end);
  if (/^[\s\ufeff]*$/.test(value)) return undefined;
  return { range, inner: range, value, pieces: [{ kind: 'text', text: value, range }], literal: 'string' };
}

function quotesOf({ range, inner }: Text): Spot['quotes'] {
  if (range.start === inner.start) return 'none';
  return range.end === inner.end ? 'opening' : 'both';
}

function needsComma({ text }: Sheet, from: number): Spot['commaAfter'] {
  const next = text[skipTrivia(text, from, text.length)];
  return next === undefined || ',]}:'.includes(next) ? 'needless' : 'missing';
}

function isContainer(value: Value): value is ObjectValue | ListValue {
  return value.type === 'object' || value.type === 'list';
}

function isMissing(value: Value): boolean {
  return value.type === 'unknown' && value.missing === true && value.range.start === value.range.end;
}

/** Between the brackets; without a closing one, up to where the reader takes the container to end. */
function isInside({ text }: Sheet, container: ObjectValue | ListValue, offset: number): boolean {
  const { start, end } = container.range;
  const last = membersOf(container).at(-1)?.range.end ?? start + 1;
  const closer = container.type === 'object' ? '}' : ']';
  const closed = last < end && text[end - 1] === closer;
  return start < offset && (closed ? offset < end : offset <= end);
}

function lastStarting(members: readonly { readonly range: TextRange }[], offset: number): number {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((members[middle]?.range.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function isInComment({ text, comments }: Sheet, offset: number): boolean {
  return comments.some(
    ({ start, end }) => start < offset && (offset < end || (offset === end && text[start + 1] !== '*')),
  );
}
