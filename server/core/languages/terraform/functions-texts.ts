import type { Piece } from '../../policy/text.ts';
import type { Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import { readJson } from '../json/value.ts';
import { concat } from './functions-lists.ts';
import { plainOf } from './merge.ts';
import {
  isKnown,
  knownText,
  listValue,
  madeString,
  piecesOf,
  relocate,
  stringValue,
  unknown,
} from './values.ts';

export function onText(
  args: readonly Value[],
  range: TextRange,
  change: (text: string) => string,
  otherwise?: (args: readonly Value[], range: TextRange) => Value,
): Value {
  const text = knownText(args[0]);
  if (text !== undefined) return madeString(change(text), range);
  return otherwise?.(args, range) ?? unknown(range);
}

/** Keys sorted, compact, with `<`, `>` and `&` escaped, as Terraform writes it. */
export function jsonencode(value: Value | undefined, range: TextRange): Value {
  if (value === undefined || !isKnown(value)) return unknown(range);
  return madeString(encode(plainOf(value)), range);
}

function encode(value: ReturnType<typeof plainOf>): string {
  if (Array.isArray(value))
    return `[${value.map((item) => encode(item as ReturnType<typeof plainOf>)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([name, part]) => `${encode(name)}:${encode(part)}`).join(',')}}`;
  }
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function jsondecode(value: Value | undefined, range: TextRange): Value {
  const text = knownText(value);
  if (text === undefined) return unknown(range);
  const reading = readJson(text);
  return reading.value === undefined || reading.errors.length > 0
    ? unknown(range)
    : relocate(reading.value, range);
}

export function join(args: readonly Value[], range: TextRange): Value {
  const separator = knownText(args[0]);
  const list = concat(args.slice(1), range);
  if (separator === undefined || list.type !== 'list' || list.open.length > 0) return unknown(range);
  const pieces: Piece[] = [];
  list.items.forEach((item, index) => {
    if (index > 0 && separator !== '') pieces.push({ kind: 'text', text: separator, range });
    pieces.push(...piecesOf(relocate(item, range), range));
  });
  return stringValue(pieces, range, range);
}

export function format(args: readonly Value[], range: TextRange): Value {
  const [pattern, ...values] = args;
  const text = knownText(pattern);
  if (text === undefined) return unknown(range);
  const pieces: Piece[] = [];
  let next = 0;
  let at = 0;
  for (const match of text.matchAll(/%(%|[sdv]|\[\d+\][sdv]|[^%])/g)) {
    const before = text.slice(at, match.index);
    if (before !== '') pieces.push({ kind: 'text', text: before, range });
    at = match.index + match[0].length;
    const verb = match[1] ?? '';
    if (verb === '%') {
      pieces.push({ kind: 'text', text: '%', range });
      continue;
    }
    if (!/^(\[\d+\])?[sdv]$/.test(verb)) return unknown(range);
    const place = /^\[(\d+)\]/.exec(verb)?.[1];
    const value = values[place === undefined ? next++ : Number(place) - 1];
    if (value === undefined) return unknown(range);
    pieces.push(...piecesOf(relocate(value, range), range));
  }
  const rest = text.slice(at);
  if (rest !== '') pieces.push({ kind: 'text', text: rest, range });
  return stringValue(pieces, range, range);
}

export function formatlist(args: readonly Value[], range: TextRange): Value {
  const [pattern, ...values] = args;
  const lists = values.filter((value) => value.type === 'list');
  const [list] = lists;
  if (pattern === undefined || list === undefined || lists.length !== 1) return listValue([], range, [range]);
  const items = list.items.map((item) =>
    format([pattern, ...values.map((value) => (value === list ? item : value))], range),
  );
  return listValue(items, range, list.open);
}

export function split(args: readonly Value[], range: TextRange): Value {
  const separator = knownText(args[0]);
  const text = knownText(args[1]);
  if (separator === undefined || text === undefined) return listValue([], range, [range]);
  return listValue(
    text.split(separator).map((part) => madeString(part, range)),
    range,
  );
}

export function onTwo(
  args: readonly Value[],
  range: TextRange,
  change: (text: string, part: string) => string,
): Value {
  const [text, part] = args.map(knownText);
  return text === undefined || part === undefined ? unknown(range) : madeString(change(text, part), range);
}

export function replace(args: readonly Value[], range: TextRange): Value {
  const [text, from, to] = args.map(knownText);
  if (text === undefined || from === undefined || to === undefined) return unknown(range);
  // A pattern between slashes is a regular expression of another dialect.
  if (from.length > 1 && from.startsWith('/') && from.endsWith('/')) return unknown(range);
  return madeString(
    text.replaceAll(from, () => to),
    range,
  );
}
