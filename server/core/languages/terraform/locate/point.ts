import type { Piece, Text } from '../../../policy/text.ts';
import type { TextRange } from '../../../text/range.ts';
import type { Frame, Scan } from '../hcl/scan-state.ts';
import { iamPrefixEnd, iamVariableEnd, interpolationEnd, unclosedStringEnd } from '../hcl/scan-string.ts';
import { quotedPieces } from '../template.ts';
import { lineEnd } from '../trivia.ts';

/** The scalar or word under an offset, or the empty place there. */
export interface Point {
  /** With quotes. */
  readonly range: TextRange;
  readonly inner: TextRange;
  readonly quotes: 'none' | 'opening' | 'both';
  /** Undefined where nothing is typed. */
  readonly text: Text | undefined;
  readonly before: string;
}

/** `variables`: the provider turns `&{` into IAM's `${` here. Undefined in interpolations. */
export function pointAt(
  text: string,
  { frames, last }: Scan,
  offset: number,
  variables: boolean,
): Point | undefined {
  const top = frames.at(-1);
  if (top?.kind === 'interpolation') return undefined;
  if (top?.kind === 'string') return stringPoint(text, top.start, frames.at(-2), offset, variables);
  const start = last === offset && text[offset - 1] === '"' ? startOfString(text, top) : undefined;
  if (start !== undefined) return stringPoint(text, start, top, offset, variables);
  const word = wordAt(text, offset);
  if (word.start === word.end && text[offset] === '"')
    return stringPoint(text, offset, top, offset, variables);
  if (word.start === word.end)
    return { range: word, inner: word, quotes: 'none', text: undefined, before: '' };
  const value = text.slice(word.start, word.end);
  const pieces: readonly Piece[] = [{ kind: 'text', text: value, range: word }];
  return {
    range: word,
    inner: word,
    quotes: 'none',
    text: { range: word, inner: word, value, pieces, literal: 'string' },
    before: text.slice(word.start, offset),
  };
}

/** Where the string starts that ends at the offset. */
function startOfString(text: string, top: Frame | undefined): number | undefined {
  const start =
    top?.kind === 'list'
      ? top.item
      : top?.kind === 'body' || top?.kind === 'object'
        ? (top.member?.value ?? (top.member?.sign === undefined ? top.member?.start : undefined))
        : undefined;
  return start !== undefined && text[start] === '"' ? start : undefined;
}

function wordAt(text: string, offset: number): TextRange {
  let start = offset;
  let end = offset;
  while (start > 0 && isWord(text[start - 1])) start--;
  while (isWord(text[end])) end++;
  return { start, end };
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /[\w:*?./-]/.test(char);
}

function stringPoint(
  text: string,
  start: number,
  around: Frame | undefined,
  offset: number,
  variables: boolean,
): Point {
  const { end, closed } = endOfString(text, start, around, offset);
  const inner = { start: start + 1, end };
  const range = { start, end: closed ? end + 1 : end };
  const pieces = piecesIn(text, inner).map(
    (piece): Piece =>
      variables && piece.kind === 'text' ? { ...piece, text: piece.text.replaceAll('&{', '${') } : piece,
  );
  const known = pieces.every((piece) => piece.kind === 'text');
  const value = known ? pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('') : undefined;
  return {
    range,
    inner,
    quotes: closed ? 'both' : 'opening',
    text: { range, inner, value, pieces, literal: 'string' },
    before: charactersBefore(pieces, offset),
  };
}

function endOfString(text: string, start: number, around: Frame | undefined, offset: number) {
  let at = start + 1;
  const line = lineEnd(text, at);
  while (at < line) {
    const char = text[at];
    if (char === '"') return { end: at, closed: true };
    if (char === '\\') at += 2;
    else at = endOfPart(text, at) ?? at + 1;
  }
  return { end: Math.max(offset, unclosedStringEnd(text, start, around)), closed: false };
}

/** Behind an escape, variable or interpolation at an offset. */
function endOfPart(text: string, at: number): number | undefined {
  const char = text[at];
  if (char !== '$' && char !== '%') return undefined;
  if (text[at + 1] === char && text[at + 2] === '{') return at + 3;
  if (text[at + 1] !== '{') return undefined;
  const variable =
    char === '$' ? (iamVariableEnd(text, at) ?? iamPrefixEnd(text, at, text.length)) : undefined;
  return variable ?? interpolationEnd(text, at + 2, text.length);
}

function piecesIn(text: string, { start, end }: TextRange): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = start;
  for (let at = start; at < end; ) {
    const stop = text[at] === '\\' ? at + 2 : endOfPart(text, at);
    if (stop === undefined || text[at] === '\\' || text[at + 1] !== '{') {
      at = stop ?? at + 1;
      continue;
    }
    if (at > from) pieces.push(...quotedPieces(text, { start: from, end: at }));
    const range = { start: at, end: Math.min(stop, end) };
    const iam =
      text[at] === '$' && (iamVariableEnd(text, at) ?? iamPrefixEnd(text, at, text.length)) !== undefined;
    pieces.push(
      iam ? { kind: 'text', text: text.slice(range.start, range.end), range } : { kind: 'hole', range },
    );
    at = stop;
    from = at;
  }
  if (from < end) pieces.push(...quotedPieces(text, { start: from, end }));
  return pieces;
}

/** The decoded characters before an offset. */
function charactersBefore(pieces: readonly Piece[], offset: number): string {
  let before = '';
  for (const piece of pieces) {
    if (piece.range.start >= offset) break;
    if (piece.kind === 'hole') continue;
    const exact = piece.range.end - piece.range.start === piece.text.length;
    before += exact ? piece.text.slice(0, offset - piece.range.start) : piece.text;
  }
  return before;
}
