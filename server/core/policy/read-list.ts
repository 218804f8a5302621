import type { Item, List, Mistyped, PolicyPath } from './model.ts';
import { under } from './path.ts';
import type { Piece, Text } from './text.ts';
import type { ListValue, UnknownValue, Value } from './value.ts';

/** One value or several. What does not fit goes to `mistyped`. */
export function readList(
  value: Value,
  path: PolicyPath,
  mistyped: Mistyped[],
  fits: (value: Value) => value is Extract<Value, { text: Text }>,
): List {
  const expected =
    fits === isString ? 'a string or a list of strings' : 'a string, number, boolean or a list of them';
  if (fits(value)) return { range: value.range, items: [{ text: value.text, path }], open: [], single: true };
  if (value.type === 'list') return readItems(value, path, mistyped, fits, expected);
  if (value.type === 'unknown' && value.shape !== undefined) {
    return { range: value.range, items: [{ text: holeText(value), path }], open: [], single: true };
  }
  mistype(mistyped, value, path, expected);
  const open = value.type === 'unknown' ? [value.range] : [];
  return { range: value.range, items: [], open, single: false };
}

function readItems(
  list: ListValue,
  path: PolicyPath,
  mistyped: Mistyped[],
  fits: (value: Value) => value is Extract<Value, { text: Text }>,
  expected: string,
): List {
  const items: Item[] = [];
  for (let index = 0; index < list.items.length; index++) {
    const item = list.items[index];
    if (item === undefined) continue;
    if (fits(item)) items.push(new Element(item.text, path, index));
    else if (item.type === 'unknown') items.push(new Element(holeText(item), path, index));
    else mistype(mistyped, item, under(path, index), expected);
  }
  return { range: list.range, items, open: list.open, single: false };
}

/** An item of a list. A class, for its path, which only findings ask for, would take most of its memory. */
class Element implements Item {
  readonly text: Text;
  private readonly list: PolicyPath;
  private readonly index: number;

  constructor(text: Text, list: PolicyPath, index: number) {
    this.text = text;
    this.list = list;
    this.index = index;
  }

  get path(): PolicyPath {
    return under(this.list, this.index);
  }
}

/** An item that only the template language knows is one string, all hole. */
function holeText({ range, reference, shape }: UnknownValue): Text {
  const hole: Piece = {
    kind: 'hole',
    range,
    ...(reference === undefined ? {} : { reference }),
    ...(shape === undefined ? {} : { shape }),
  };
  return { range, inner: range, value: undefined, pieces: [hole], literal: 'string' };
}

/** Notes a value of a type that its element cannot take; what only the template language knows may be of any. */
export function mistype(mistyped: Mistyped[], value: Value, path: PolicyPath, expected: string): void {
  if (value.type === 'unknown') return;
  mistyped.push({ range: value.range, path, found: value.type, expected, value });
}

export function isString(value: Value): value is Extract<Value, { text: Text }> {
  return value.type === 'string';
}

export function isScalar(value: Value): value is Extract<Value, { text: Text }> {
  return value.type === 'string' || value.type === 'number' || value.type === 'boolean';
}
