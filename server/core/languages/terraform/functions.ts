import type { Piece } from '../../policy/text.ts';
import type { Entry, Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import { readJson } from '../json/value.ts';
import { readFile, readTemplateFile } from './files.ts';
import type { CallExpr, Expr } from './hcl/ast.ts';
import { plainOf } from './merge.ts';
import type { Scope } from './scope.ts';
import {
  isKnown,
  knownText,
  listValue,
  madeString,
  objectValue,
  piecesOf,
  relocate,
  scalarValue,
  stringValue,
  unknown,
} from './values.ts';

type Evaluate = (expr: Expr, scope: Scope) => Value;

/** What a call of one of Terraform's functions gives; a function that is not here gives an unknown value. */
export function callFunction(call: CallExpr, scope: Scope, evaluate: Evaluate): Value {
  const { range } = call;
  if (call.name === 'try' || call.name === 'coalesce') return firstOf(call, scope, evaluate);
  if (call.name === 'file') return readFile(call, scope, evaluate);
  if (call.name === 'templatefile') return readTemplateFile(call, scope, evaluate);
  const run = FUNCTIONS[call.name];
  if (run === undefined) return unknown(range);
  const args = call.args.map((arg) => evaluate(arg, scope));
  const spread = call.spread ? spreadLast(args, range) : args;
  return spread === undefined ? openResult(call.name, args, range) : run(spread, range);
}

function spreadLast(args: readonly Value[], range: TextRange): readonly Value[] | undefined {
  const last = args.at(-1);
  if (last?.type !== 'list' || last.open.length > 0) return undefined;
  return [...args.slice(0, -1), ...last.items.map((item) => relocate(item, range))];
}

/** A spread of who knows what still shows the arguments before it. */
function openResult(name: string, args: readonly Value[], range: TextRange): Value {
  if (name === 'concat') return concat([...args.slice(0, -1), unknown(range)], range);
  if (name === 'merge') return merge([...args.slice(0, -1), unknown(range)], range);
  return unknown(range);
}

type Run = (args: readonly Value[], range: TextRange) => Value;

const same: Run = (args, range) => args[0] ?? unknown(range);

const FUNCTIONS: Readonly<Record<string, Run>> = {
  concat,
  merge,
  flatten: (args, range) => flatten(args[0], range),
  compact: (args, range) =>
    filterList(args[0], range, (item) => knownText(item) !== '' && item.type !== 'null'),
  distinct: (args, range) => distinct(args[0], range),
  tolist: same,
  toset: (args, range) => distinct(args[0], range),
  sort: (args, range) => sorted(args[0], range),
  setunion: (args, range) => distinct(concat(args, range), range),
  sensitive: same,
  nonsensitive: same,
  tomap: same,
  tostring: (args, range) => onText(args, range, (text) => text),
  trimspace: (args, range) => onText(args, range, (text) => text.trim(), same),
  chomp: (args, range) => onText(args, range, (text) => text.replace(/(\r?\n)+$/, ''), same),
  lower: (args, range) => onText(args, range, (text) => text.toLowerCase()),
  upper: (args, range) => onText(args, range, (text) => text.toUpperCase()),
  title: (args, range) =>
    onText(args, range, (text) =>
      text.replace(/(^|[^\p{L}\p{N}_'])(\p{Ll})/gu, (_, a, b: string) => a + b.toUpperCase()),
    ),
  jsonencode: (args, range) => jsonencode(args[0], range),
  jsondecode: (args, range) => jsondecode(args[0], range),
  join,
  format,
  formatlist,
  split: (args, range) => split(args, range),
  length: (args, range) => lengthOf(args[0], range),
  contains: (args, range) => contains(args[0], args[1], range),
  trimprefix: (args, range) =>
    onTwo(args, range, (text, part) => (text.startsWith(part) ? text.slice(part.length) : text)),
  trimsuffix: (args, range) =>
    onTwo(args, range, (text, part) =>
      part !== '' && text.endsWith(part) ? text.slice(0, -part.length) : text,
    ),
  replace,
  element: (args, range) => itemAt(args[0], knownText(args[1]), range, true),
  one: (args, range) =>
    args[0]?.type === 'list' && args[0].items.length === 1
      ? itemAt(args[0], '0', range, false)
      : unknown(range),
  lookup,
  keys: (args, range) =>
    args[0]?.type === 'object'
      ? listValue(
          sortedEntries(args[0].entries).map((entry) => ({
            type: 'string',
            range: entry.key.range,
            text: entry.key,
          })),
          range,
          args[0].open,
        )
      : listValue([], range, [range]),
  values: (args, range) =>
    args[0]?.type === 'object'
      ? listValue(
          sortedEntries(args[0].entries).map((entry) => entry.value),
          range,
          args[0].open,
        )
      : listValue([], range, [range]),
};

function concat(args: readonly Value[], range: TextRange): Value {
  const open = args.flatMap((arg) => (arg.type === 'list' ? arg.open : [arg.range]));
  return listValue(
    args.flatMap((arg) => (arg.type === 'list' ? arg.items : [])),
    range,
    open,
  );
}

function merge(args: readonly Value[], range: TextRange): Value {
  const byName = new Map<string, Entry>();
  const open: TextRange[] = [];
  for (const arg of args) {
    if (arg.type === 'null') continue;
    if (arg.type !== 'object') {
      // What comes may replace anything that came before.
      byName.clear();
      open.push(arg.range);
      continue;
    }
    if (arg.open.length > 0) byName.clear();
    open.push(...arg.open);
    for (const entry of arg.entries) byName.set(entry.name, entry);
  }
  return objectValue([...byName.values()], range, open);
}

function flatten(value: Value | undefined, range: TextRange): Value {
  if (value?.type !== 'list') return listValue([], range, [range]);
  const items: Value[] = [];
  const open = [...value.open];
  for (const item of value.items) {
    if (item.type === 'list') {
      const inner = flatten(item, range);
      if (inner.type === 'list') {
        items.push(...inner.items);
        open.push(...inner.open);
      }
    } else if (item.type === 'unknown') open.push(item.range);
    else items.push(item);
  }
  return listValue(items, range, open);
}

function filterList(value: Value | undefined, range: TextRange, keep: (item: Value) => boolean): Value {
  if (value?.type !== 'list') return listValue([], range, [range]);
  return { ...value, range, items: value.items.filter(keep) };
}

function distinct(value: Value | undefined, range: TextRange): Value {
  const seen = new Set<string>();
  return filterList(value, range, (item) => {
    if (!isKnown(item)) return true;
    const key = JSON.stringify(plainOf(item));
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function sorted(value: Value | undefined, range: TextRange): Value {
  if (value?.type !== 'list' || !isKnown(value)) return value ?? listValue([], range, [range]);
  const text = (item: Value) => knownText(item) ?? '';
  return {
    ...value,
    items: [...value.items].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0)),
  };
}

function sortedEntries(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function onText(
  args: readonly Value[],
  range: TextRange,
  change: (text: string) => string,
  otherwise?: Run,
): Value {
  const text = knownText(args[0]);
  if (text !== undefined) return madeString(change(text), range);
  return otherwise?.(args, range) ?? unknown(range);
}

/** Keys sorted, compact, with `<`, `>` and `&` escaped, as Terraform writes it. */
function jsonencode(value: Value | undefined, range: TextRange): Value {
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

function jsondecode(value: Value | undefined, range: TextRange): Value {
  const text = knownText(value);
  if (text === undefined) return unknown(range);
  const reading = readJson(text);
  return reading.value === undefined || reading.errors.length > 0
    ? unknown(range)
    : relocate(reading.value, range);
}

function join(args: readonly Value[], range: TextRange): Value {
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

function format(args: readonly Value[], range: TextRange): Value {
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

function formatlist(args: readonly Value[], range: TextRange): Value {
  const [pattern, ...values] = args;
  const lists = values.filter((value) => value.type === 'list');
  const [list] = lists;
  if (pattern === undefined || list === undefined || lists.length !== 1) return listValue([], range, [range]);
  const items = list.items.map((item) =>
    format([pattern, ...values.map((value) => (value === list ? item : value))], range),
  );
  return listValue(items, range, list.open);
}

function split(args: readonly Value[], range: TextRange): Value {
  const separator = knownText(args[0]);
  const text = knownText(args[1]);
  if (separator === undefined || text === undefined) return listValue([], range, [range]);
  return listValue(
    text.split(separator).map((part) => madeString(part, range)),
    range,
  );
}

function lengthOf(value: Value | undefined, range: TextRange): Value {
  if (value?.type === 'list' || value?.type === 'object') {
    const { length } = value.type === 'list' ? value.items : value.entries;
    return value.open.length > 0 ? unknown(range) : scalarValue('number', String(length), range);
  }
  const text = value?.type === 'string' ? knownText(value) : undefined;
  return text === undefined ? unknown(range) : scalarValue('number', String([...text].length), range);
}

function contains(list: Value | undefined, wanted: Value | undefined, range: TextRange): Value {
  const text = knownText(wanted);
  if (list?.type !== 'list' || text === undefined) return unknown(range);
  const found = list.items.some((item) => item.type === wanted?.type && knownText(item) === text);
  const certain = found || isKnown(list);
  return certain ? scalarValue('boolean', String(found), range) : unknown(range);
}

function onTwo(
  args: readonly Value[],
  range: TextRange,
  change: (text: string, part: string) => string,
): Value {
  const [text, part] = args.map(knownText);
  return text === undefined || part === undefined ? unknown(range) : madeString(change(text, part), range);
}

function replace(args: readonly Value[], range: TextRange): Value {
  const [text, from, to] = args.map(knownText);
  if (text === undefined || from === undefined || to === undefined) return unknown(range);
  // A pattern between slashes is a regular expression of another dialect.
  if (from.length > 1 && from.startsWith('/') && from.endsWith('/')) return unknown(range);
  return madeString(
    text.replaceAll(from, () => to),
    range,
  );
}

function itemAt(list: Value | undefined, index: string | undefined, range: TextRange, wrap: boolean): Value {
  if (list?.type !== 'list' || list.open.length > 0 || index === undefined || list.items.length === 0)
    return unknown(range);
  const at = wrap ? Number(index) % list.items.length : Number(index);
  return list.items[at] ?? unknown(range);
}

function lookup(args: readonly Value[], range: TextRange): Value {
  const [map, key, otherwise] = args;
  const name = knownText(key);
  if (map?.type !== 'object' || name === undefined) return unknown(range);
  const found = map.entries.find((entry) => entry.name === name)?.value;
  if (found !== undefined) return found;
  return map.open.length > 0 ? unknown(range) : (otherwise ?? unknown(range));
}

/** `try` and `coalesce` take the first that works: certain only when the first argument is known. */
function firstOf(call: CallExpr, scope: Scope, evaluate: Evaluate): Value {
  for (const arg of call.args) {
    const value = evaluate(arg, scope);
    if (call.name === 'coalesce' && (value.type === 'null' || knownText(value) === '')) continue;
    return isKnown(value) ? value : unknown(call.range);
  }
  return unknown(call.range);
}
