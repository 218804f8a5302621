import type { Entry, ListValue, Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import { plainOf } from './merge.ts';
import { isKnown, knownText, listValue, objectValue, scalarValue, unknown } from './values.ts';

export function concat(args: readonly Value[], range: TextRange): Value {
  const open = args.flatMap((arg) => (arg.type === 'list' ? arg.open : [arg.range]));
  return listValue(
    args.flatMap((arg) => (arg.type === 'list' ? arg.items : [])),
    range,
    open,
  );
}

export function merge(args: readonly Value[], range: TextRange): Value {
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

export function flatten(value: Value | undefined, range: TextRange): Value {
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

/** Items that may turn out empty stay, but nobody knows how many there are. */
export function compact(value: Value | undefined, range: TextRange): Value {
  const list = filterList(value, range, (item) => knownText(item) !== '' && item.type !== 'null');
  const doubtful = list.items.filter(mayBeEmpty);
  return { ...list, open: [...list.open, ...doubtful.map((item) => item.range)] };
}

function mayBeEmpty(value: Value): boolean {
  if (value.type === 'unknown') return value.shape === undefined;
  if (value.type !== 'string') return false;
  return value.text.pieces.every((piece) => piece.kind === 'hole' && piece.shape === undefined);
}

function filterList(value: Value | undefined, range: TextRange, keep: (item: Value) => boolean): ListValue {
  if (value?.type !== 'list') return listValue([], range, [range]);
  return { ...value, range, items: value.items.filter(keep) };
}

export function distinct(value: Value | undefined, range: TextRange): Value {
  const seen = new Set<string>();
  return filterList(value, range, (item) => {
    if (!isKnown(item)) return true;
    const key = JSON.stringify(plainOf(item));
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export function sorted(value: Value | undefined, range: TextRange): Value {
  if (value?.type !== 'list' || !isKnown(value)) return value ?? listValue([], range, [range]);
  const text = (item: Value) => knownText(item) ?? '';
  return {
    ...value,
    items: [...value.items].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0)),
  };
}

export function sortedEntries(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

export function lengthOf(value: Value | undefined, range: TextRange): Value {
  if (value?.type === 'list' || value?.type === 'object') {
    const { length } = value.type === 'list' ? value.items : value.entries;
    return value.open.length > 0 ? unknown(range) : scalarValue('number', String(length), range);
  }
  const text = value?.type === 'string' ? knownText(value) : undefined;
  return text === undefined ? unknown(range) : scalarValue('number', String([...text].length), range);
}

export function contains(list: Value | undefined, wanted: Value | undefined, range: TextRange): Value {
  const text = knownText(wanted);
  if (list?.type !== 'list' || text === undefined) return unknown(range);
  const found = list.items.some((item) => item.type === wanted?.type && knownText(item) === text);
  const certain = found || isKnown(list);
  return certain ? scalarValue('boolean', String(found), range) : unknown(range);
}

export function itemAt(
  list: Value | undefined,
  index: string | undefined,
  range: TextRange,
  wrap: boolean,
): Value {
  if (list?.type !== 'list' || list.open.length > 0 || index === undefined || list.items.length === 0)
    return unknown(range);
  const at = wrap ? Number(index) % list.items.length : Number(index);
  return list.items[at] ?? unknown(range);
}

export function lookup(args: readonly Value[], range: TextRange): Value {
  const [map, key, otherwise] = args;
  const name = knownText(key);
  if (map?.type !== 'object' || name === undefined) return unknown(range);
  const found = map.entries.find((entry) => entry.name === name)?.value;
  if (found !== undefined) return found;
  return map.open.length > 0 ? unknown(range) : (otherwise ?? unknown(range));
}
