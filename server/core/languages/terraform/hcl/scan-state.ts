import type { TextRange } from '../../../text/range.ts';

/** What a place in HCL stands in, as far as a scan from left to right tells: also in half-typed text. */
export type Frame = BodyFrame | ObjectFrame | ListFrame | StringFrame | InterpolationFrame;

export interface BodyFrame {
  readonly kind: 'body';
  /** `statement`; nothing for the file. */
  readonly type: string;
  readonly labels: readonly string[];
  /** Where its header starts. */
  readonly header: number;
  readonly start: number;
  member: Member | undefined;
}

export interface ObjectFrame {
  readonly kind: 'object';
  readonly start: number;
  member: Member | undefined;
  isFor: boolean;
}

export interface ListFrame {
  readonly kind: 'list';
  readonly start: number;
  readonly open: '[' | '(';
  /** The function that is called. */
  readonly name: string;
  index: number;
  /** Where the item at hand starts, once something of it is there. */
  item: number | undefined;
  /** A `for` expression or an index: not a list of items. */
  isFor: boolean;
  /** A conditional's `?` stands in the item at hand. */
  conditional: boolean;
}

export interface StringFrame {
  readonly kind: 'string';
  readonly start: number;
}

export interface InterpolationFrame {
  readonly kind: 'interpolation';
  readonly start: number;
}

/** An argument, a block's header or an object's entry, as far as it is typed. */
export interface Member {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly form: 'word' | 'string' | 'other';
  labels: readonly string[];
  /** The offset behind `=` or `:`. */
  sign: number | undefined;
  /** Where the value starts. */
  value: number | undefined;
}

export interface Scan {
  readonly frames: Frame[];
  /** Behind the last token. */
  readonly last: number;
  /** What the end of the scan stands in, when that is no code. */
  ending: 'comment' | 'heredoc' | undefined;
  /** The word that ends a heredoc which does not end. */
  heredoc: string;
}

/** What a half-typed text needs to be read. All offsets are the text's. */
export interface Fixes {
  insert(at: number, text: string): void;
  /** A word where a value belongs: `actions = [aps:Get]`. */
  word(range: TextRange): void;
  /** Something that can stand nowhere. */
  blank(range: TextRange): void;
  variable(range: TextRange): void;
  /** `${` without an end. */
  interpolation(range: TextRange): void;
  /** A block header at the start of a line ends everything before it. */
  readonly headersCount: boolean;
  /** Where blocks at the top of the file start whose brackets do not match, as far as that is known. */
  readonly broken: ReadonlySet<number>;
  /** A block at the top of the file was not closed. */
  unclosed(header: number): void;
}

/** Told of each member when it is over, and where its last token ends. */
export type NoteMember = (frame: BodyFrame | ObjectFrame, member: Member, last: number) => void;

export interface State {
  readonly text: string;
  readonly limit: number;
  readonly fixes: Fixes | undefined;
  readonly note: NoteMember | undefined;
  /** Where blocks at the top of the file start whose brackets are known not to match. */
  readonly broken: ReadonlySet<number>;
  readonly frames: Frame[];
  at: number;
  /** Behind the last token. */
  last: number;
  ending: Scan['ending'];
  heredoc: string;
}

export function topOf({ frames }: State): Frame {
  const top = frames[frames.length - 1];
  if (top === undefined) throw new Error('the file frame is never closed');
  return top;
}
