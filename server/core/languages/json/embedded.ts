import type { Piece, Text } from '../../policy/text.ts';
import type { Value } from '../../policy/value.ts';
import type { Placement } from './texts.ts';

/** A JSON document inside a string of another one. */
export interface Embedded {
  readonly text: string;
  readonly placement: Placement;
  /** The offset in `text` of a place in the file. */
  inner(offset: number): number;
  /** Text of the document as the file spells it there. */
  escape(text: string): string;
}

/** The document in a string, each of its characters with its place in the file: through `\"`, `\n` and `\u0022`. */
export function embed(value: Value): Embedded | undefined {
  if (value.type !== 'string') return undefined;
  return embedText(value.text);
}

/**
 * As `embed`, for a text that may have holes: each is one character of the document, and a hole piece in what is read from it.
 * `spell` is how the file spells the document's text; by default as in a JSON string.
 */
export function embedText(text: Text, spell: Embedded['escape'] = escapeInString): Embedded {
  const marks = marksOf(text);
  const place = (offset: number, isEnd: boolean) => placeOf(marks, text, offset, isEnd);
  return {
    text: text.value ?? text.pieces.map((piece) => (piece.kind === 'text' ? piece.text : HOLE)).join(''),
    placement: {
      range: (start, end) => {
        const from = place(start, false);
        return { start: from, end: end === start ? from : place(end, true) };
      },
      pieces: (_inner, start, end) => piecesOf(marks, start, end),
    },
    inner: (offset) => innerOf(marks, text, offset),
    escape: spell,
  };
}

/** Text as the content of a JSON string. */
export function escapeInString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Stands for a hole in a document that is read. */
export const HOLE = '\uFFFC';

/** A piece and where it starts in the decoded text. */
interface Mark {
  readonly at: number;
  readonly end: number;
  readonly piece: Piece;
  /** Maps to the file character by character. */
  readonly exact: boolean;
}

function marksOf(text: Text): readonly Mark[] {
  let at = 0;
  return text.pieces.map((piece) => {
    const length = piece.kind === 'text' ? piece.text.length : HOLE.length;
    const exact = piece.kind === 'text' && piece.range.end - piece.range.start === length;
    const mark = { at, end: at + length, piece, exact };
    at += length;
    return mark;
  });
}

/** The file's offset of a character of the text; as the end of a range, the offset behind the character before it. */
function placeOf(marks: readonly Mark[], text: Text, offset: number, isEnd: boolean): number {
  const mark = marks[lastBefore(marks, (one) => (isEnd ? one.at < offset : one.at <= offset))];
  if (mark === undefined) return text.inner.start;
  const { range } = mark.piece;
  if (offset >= mark.end) return range.end;
  return mark.exact ? range.start + (offset - mark.at) : isEnd ? range.end : range.start;
}

function innerOf(marks: readonly Mark[], text: Text, offset: number): number {
  const mark = marks[lastBefore(marks, (one) => one.piece.range.start <= offset)];
  if (mark === undefined || offset <= text.inner.start) return 0;
  const { range } = mark.piece;
  if (offset >= range.end) return mark.end;
  return mark.exact ? mark.at + (offset - range.start) : mark.at;
}

function piecesOf(marks: readonly Mark[], start: number, end: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (
    let index = Math.max(
      0,
      lastBefore(marks, (one) => one.at <= start),
    );
    index < marks.length;
    index++
  ) {
    const mark = marks[index];
    if (mark === undefined || mark.at >= end) break;
    if (mark.end > start) pieces.push(clip(mark, start, end));
  }
  return pieces;
}

function clip({ at, end: stop, piece, exact }: Mark, start: number, end: number): Piece {
  if (piece.kind === 'hole' || !exact || (at >= start && stop <= end)) return piece;
  const from = Math.max(start, at) - at;
  const to = Math.min(end, stop) - at;
  const base = piece.range.start;
  return {
    kind: 'text',
    text: piece.text.slice(from, to),
    range: { start: base + from, end: base + to },
  };
}

/** The index of the last mark that passes a test which only the first ones pass. */
function lastBefore(marks: readonly Mark[], passes: (mark: Mark) => boolean): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const mark = marks[middle];
    if (mark !== undefined && passes(mark)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
