import type { Piece } from '../../policy/text.ts';
import type { Entry, Value } from '../../policy/value.ts';
import { textOf } from './values.ts';

/** The value where words that `replace()` takes out of the finished text are holes: what comes in their place stands elsewhere. */
export function withoutWords(value: Value, words: readonly string[]): Value {
  if (words.length === 0) return value;
  const change = (inner: Value): Value => withoutWords(inner, words);
  switch (value.type) {
    case 'string': {
      const { pieces, range, inner } = value.text;
      if (!pieces.some((piece) => piece.kind === 'text' && words.some((word) => piece.text.includes(word))))
        return value;
      return {
        ...value,
        text: textOf(
          pieces.flatMap((piece) => split(piece, words)),
          range,
          inner,
        ),
      };
    }
    case 'list':
      return { ...value, items: value.items.map(change) };
    case 'object':
      return {
        ...value,
        entries: value.entries.map((entry): Entry => ({ ...entry, value: change(entry.value) })),
      };
    default:
      return value;
  }
}

function split(piece: Piece, words: readonly string[]): readonly Piece[] {
  if (piece.kind === 'hole') return [piece];
  const { text, range } = piece;
  const word = words.find((one) => text.includes(one));
  if (word === undefined) return [piece];
  const at = text.indexOf(word);
  const end = at + word.length;
  // Where escapes make the source longer than the text, no part has a place of its own.
  const exact = range.end - range.start === text.length;
  const part = (from: number, to: number) =>
    exact ? { start: range.start + from, end: range.start + to } : range;
  const before: Piece = { kind: 'text', text: text.slice(0, at), range: part(0, at) };
  const after: Piece = { kind: 'text', text: text.slice(end), range: part(end, text.length) };
  return [
    ...(at > 0 ? split(before, words) : []),
    { kind: 'hole', range: part(at, end) },
    ...(end < text.length ? split(after, words) : []),
  ];
}
