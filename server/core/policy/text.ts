import type { TextRange } from '../text/range.ts';

/** What a hole refers to, when the file says so: `aws_prometheus_workspace.main` + `arn`. */
export interface Reference {
  readonly target: string;
  readonly attribute?: string;
}

/**
 * Characters the file spells out, or a hole that only the template language can fill.
 * IAM's own `${aws:username}` is text, however the surface syntax escapes it.
 *
 * A text piece whose range is as long as its text maps to the file character by character;
 * an escape (`\u0041`, `$${`) is a piece of its own, so that every offset of the text has its place in the file.
 */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly range: TextRange }
  | {
      readonly kind: 'hole';
      readonly range: TextRange;
      readonly reference?: Reference;
      /** What any filling must look like: `arn:*:aps:*:*:workspace/*`. */
      readonly shape?: string;
    };

/** One scalar of a policy as its author wrote it. */
export interface Text {
  /** With its delimiters (quotes), where the syntax has them. */
  readonly range: TextRange;
  /** Without its delimiters: where typing happens. */
  readonly inner: TextRange;
  /** The whole text, when no hole is in it. */
  readonly value: string | undefined;
  readonly pieces: readonly Piece[];
  /** How the file spells the scalar; IAM takes numbers and booleans in conditions. */
  readonly literal: 'string' | 'number' | 'boolean';
}

/** The text with every hole replaced by `filler`: for messages and for lenient matching. */
export function textWith(text: Text, filler: string): string {
  if (text.value !== undefined) return text.value;
  return text.pieces.map((piece) => (piece.kind === 'text' ? piece.text : filler)).join('');
}

/**
 * Where characters `start` to `end` of `text.value` stand in the file.
 * Offsets count UTF-16 units of the value; a range that ends inside an escape covers the escape.
 */
export function rangeWithin(text: Text, start: number, end: number): TextRange {
  let at = 0;
  let from: number | undefined;
  let to = text.inner.end;
  for (const piece of text.pieces) {
    if (piece.kind === 'hole') continue;
    const next = at + piece.text.length;
    const exact = piece.range.end - piece.range.start === piece.text.length;
    if (from === undefined && start < next)
      from = exact ? piece.range.start + (start - at) : piece.range.start;
    if (end <= next) {
      to = exact ? piece.range.start + (end - at) : end === at ? piece.range.start : piece.range.end;
      break;
    }
    at = next;
  }
  return { start: Math.min(from ?? to, to), end: to };
}
