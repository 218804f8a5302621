import type { Piece, Text } from '../../policy/text.ts';
import type { Entry, ListValue, ObjectValue, UnknownValue, Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';

/** A string value of the given pieces; without holes its text is known. Neighbouring known pieces stay apart, each with its place. */
export function stringValue(pieces: readonly Piece[], range: TextRange, inner: TextRange): Value {
  const text = textOf(pieces, range, inner);
  return { type: 'string', range, text };
}

export function textOf(pieces: readonly Piece[], range: TextRange, inner: TextRange): Text {
  const known = pieces.every((piece) => piece.kind === 'text');
  const value = known ? pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('') : undefined;
  return { range, inner, value, pieces, literal: 'string' };
}

/** A text that no single stretch of the file spells: a function made it from what stands in `range`. */
export function madeString(text: string, range: TextRange): Value {
  return stringValue(text === '' ? [] : [{ kind: 'text', text, range }], range, range);
}

export function scalarValue(type: 'number' | 'boolean', spelled: string, range: TextRange): Value {
  const text: Text = {
    range,
    inner: range,
    value: spelled,
    pieces: [{ kind: 'text', text: spelled, range }],
    literal: type,
  };
  return { type, range, text };
}

export function unknown(
  range: TextRange,
  more: Partial<Pick<UnknownValue, 'reference' | 'shape'>> = {},
): Value {
  return { type: 'unknown', range, ...more };
}

export function listValue(
  items: readonly Value[],
  range: TextRange,
  open: readonly TextRange[] = [],
): ListValue {
  return { type: 'list', range, items, open };
}

export function objectValue(
  entries: readonly Entry[],
  range: TextRange,
  open: readonly TextRange[] = [],
): ObjectValue {
  return { type: 'object', range, entries, open };
}

export function keyText(name: string, range: TextRange, inner: TextRange = range): Text {
  return {
    range,
    inner,
    value: name,
    pieces: [{ kind: 'text', text: name, range: inner }],
    literal: 'string',
  };
}

/** How many parts a value has, long texts counted by their length. */
export function weightOf(value: Value): number {
  switch (value.type) {
    case 'string':
      return value.text.pieces.reduce(
        (sum, piece) => sum + 1 + (piece.kind === 'text' ? piece.text.length >> 8 : 0),
        0,
      );
    case 'list':
    case 'object': {
      const known = weights.get(value);
      if (known !== undefined) return known;
      let weight = 1 + value.open.length;
      if (value.type === 'list') for (const item of value.items) weight += weightOf(item);
      else for (const entry of value.entries) weight += weightOf(entry.value);
      weights.set(value, weight);
      return weight;
    }
    default:
      return 1;
  }
}

const weights = new WeakMap<Value, number>();

/** Whether nothing in it depends on what only Terraform knows. */
export function isKnown(value: Value): boolean {
  switch (value.type) {
    case 'unknown':
      return false;
    case 'string':
      return value.text.value !== undefined;
    case 'list':
      return value.open.length === 0 && value.items.every(isKnown);
    case 'object':
      return value.open.length === 0 && value.entries.every((entry) => isKnown(entry.value));
    default:
      return true;
  }
}

/** The characters of a known scalar. */
export function knownText(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value.type === 'string' || value.type === 'number' || value.type === 'boolean'
    ? value.text.value
    : undefined;
}

/** Pieces of a scalar as part of a longer text that stands at `range`; undefined for what no template can hold. */
export function piecesOf(value: Value, range: TextRange): readonly Piece[] {
  switch (value.type) {
    case 'string':
      return value.text.pieces.map((piece) => (piece.kind === 'text' ? piece : { ...piece }));
    case 'number':
    case 'boolean':
      return value.text.pieces;
    case 'unknown':
      return [
        {
          kind: 'hole',
          range,
          ...(value.reference === undefined ? {} : { reference: value.reference }),
          ...(value.shape === undefined ? {} : { shape: value.shape }),
        },
      ];
    default:
      return [{ kind: 'hole', range }];
  }
}

/** The value as if all of it stood at `range`: for what comes from another file or through a reference inside a template. */
export function relocate(value: Value, range: TextRange): Value {
  switch (value.type) {
    case 'string':
    case 'number':
    case 'boolean': {
      const pieces = value.text.pieces.map((piece) => ({ ...piece, range }));
      return { ...value, range, text: { ...value.text, range, inner: range, pieces } };
    }
    case 'list':
      return {
        ...value,
        range,
        items: value.items.map((item) => relocate(item, range)),
        open: value.open.map(() => range),
      };
    case 'object':
      return {
        ...value,
        range,
        entries: value.entries.map((entry) => ({
          ...entry,
          key: { ...entry.key, pieces: entry.key.pieces, range, inner: range },
          range,
          value: relocate(entry.value, range),
        })),
        open: value.open.map(() => range),
      };
    default:
      return { ...value, range };
  }
}
