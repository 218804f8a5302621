import type { TextRange } from '../text/range.ts';

/** A comment of a document that asks for silence, as the document's language found it. */
export interface SuppressionComment {
  /** Of the whole comment, with its signs. */
  readonly range: TextRange;
  /** Blanks aside, nothing stands before the comment on its line. */
  readonly alone: boolean;
  /**
   * The largest construct that begins with the next token: a block, an argument, a member of an object, an item of a list.
   * Absent: the document ends.
   */
  readonly next?: TextRange;
}

/** Room for a comment above something. */
export interface CommentPlace {
  /** The start of a line. */
  readonly at: number;
  readonly sign: '#' | '//';
}

/** The word that makes a comment one of ours. A text without it has none. */
export const SUPPRESSION_MARK = 'policywright-ignore';

/** The larger of two constructs that begin at the same offset. */
export function larger(a: TextRange | undefined, b: TextRange): TextRange {
  return a === undefined || b.end > a.end ? b : a;
}
