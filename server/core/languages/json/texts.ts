import type { Piece, Text } from '../../policy/text.ts';
import type { ScalarValue } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import { Kind, type Token } from './tokens.ts';

/** Where the characters of a JSON text stand in the file. The text of a plain JSON file stands where it is. */
export interface Placement {
  range(start: number, end: number): TextRange;
  /** The pieces of a stretch without JSON escapes. */
  pieces(text: string, start: number, end: number): readonly Piece[];
}

export const inPlace: Placement = {
  range: (start, end) => ({ start, end }),
  pieces: (text, start, end) => [{ kind: 'text', text: text.slice(start, end), range: { start, end } }],
};

/** The value that a text of the file is. */
export function scalarOf(text: Text): ScalarValue {
  return text instanceof WholeText ? text : { type: text.literal, range: text.range, text };
}

/** The text of a string, a word without quotes, a number or a boolean. */
export function textOf(text: string, token: Token, placement: Placement): Text {
  const { kind, start, end, value } = token;
  if (kind === Kind.string) return stringText(text, token, placement);
  if (kind === Kind.quoted) {
    const inner = placement.range(start + 1, end - 1);
    return plain(value, placement.range(start, end), inner, placement.pieces(text, start + 1, end - 1));
  }
  const range = placement.range(start, end);
  const literal = kind === Kind.number ? 'number' : kind === Kind.literal ? 'boolean' : 'string';
  return { range, inner: range, value, pieces: [{ kind: 'text', text: value, range }], literal };
}

function stringText(text: string, { start, end, value, fault }: Token, placement: Placement): Text {
  const stop = fault === 'unclosed-string' ? end : end - 1;
  const simple = value.length === stop - start - 1;
  if (placement === inPlace && simple && fault !== 'unclosed-string') {
    return new WholeText(start, value);
  }
  const pieces = simple
    ? placement.pieces(text, start + 1, stop)
    : escapedPieces(text, start + 1, stop, placement);
  return plain(value, placement.range(start, end), placement.range(start + 1, stop), pieces);
}

/**
 * A string that stands in the file as it is: text and value in one. A class, for its ranges and its one piece, which
 * hardly anybody asks for, would take several times the memory of all the rest of it, and nearly every text of every
 * policy is one. Copies by `...` must name them.
 */
class WholeText implements Text, ScalarValue {
  readonly type: 'string';
  readonly literal: 'string';
  readonly value: string;
  private readonly start: number;

  constructor(start: number, value: string) {
    this.type = 'string';
    this.literal = 'string';
    this.value = value;
    this.start = start;
  }

  get text(): Text {
    return this;
  }

  get range(): TextRange {
    return { start: this.start, end: this.start + this.value.length + 2 };
  }

  get inner(): TextRange {
    return { start: this.start + 1, end: this.start + 1 + this.value.length };
  }

  get pieces(): readonly Piece[] {
    return [{ kind: 'text', text: this.value, range: this.inner }];
  }
}

function plain(value: string, range: TextRange, inner: TextRange, pieces: readonly Piece[]): Text {
  const holed = pieces.some((piece) => piece.kind === 'hole');
  return { range, inner, value: holed ? undefined : value, pieces, literal: 'string' };
}

/** One piece per escape, so that each offset of the decoded text has its place in the file. */
function escapedPieces(text: string, start: number, end: number, placement: Placement): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = start; at < end; ) {
    const backslash = text.indexOf('\\', at);
    const stop = backslash < 0 || backslash >= end ? end : backslash;
    if (stop > at) pieces.push(...placement.pieces(text, at, stop));
    if (stop === end) break;
    at = Math.min(stop + (text[stop + 1] === 'u' ? 6 : 2), end);
    pieces.push({
      kind: 'text',
      text: decodeEscape(text.slice(stop, at)),
      range: placement.range(stop, at),
    });
  }
  return pieces;
}

function decodeEscape(spelling: string): string {
  try {
    return JSON.parse(`"${spelling}"`) as string;
  } catch {
    return '';
  }
}
