import type { TextRange } from '../../text/range.ts';
import type { Fault } from './tokens.ts';

export interface JsonError extends TextRange {
  readonly code: Fault | Mistake;
  /** The key without a value; the brackets that are missing or meant. */
  readonly about?: string;
}

export type Mistake =
  | 'missing-comma'
  | 'trailing-comma'
  | 'extra-comma'
  | 'missing-colon'
  | 'missing-value'
  | 'missing-key'
  | 'missing-bracket'
  | 'extra-bracket'
  | 'wrong-bracket'
  | 'unquoted'
  | 'unquoted-key'
  | 'single-quotes'
  | 'unexpected'
  | 'after-end'
  | 'byte-order-mark'
  | 'too-deep'
  | 'empty';
