import type { Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import type { JsonError } from './errors.ts';
import { take } from './grammar.ts';
import { inPlace, type Placement } from './texts.ts';
import { tokensOf } from './tokens.ts';
import { Expect, type State } from './tree.ts';

export interface JsonReading {
  readonly value: Value | undefined;
  /** In the order of the text, one per mistake. Offsets are those of the text that was read. */
  readonly errors: readonly JsonError[];
  /** Offsets are those of the text that was read. */
  readonly comments: readonly TextRange[];
}

/**
 * Reads JSON with comments as far as it can be understood, and guesses what half-typed text is about to become.
 * Ranges of values are those of the placement.
 */
export function readJson(text: string, placement: Placement = inPlace): JsonReading {
  const errors: JsonError[] = [];
  const comments: TextRange[] = [];
  const tokens = tokensOf(text, (range, fault) => {
    if (fault !== 'odd-blank') comments.push(range);
    if (fault !== undefined) errors.push({ code: fault, ...range });
  });
  const state: State = {
    text,
    placement,
    tokens,
    stack: [],
    root: undefined,
    lastStart: 0,
    lastEnd: 0,
    lastComma: 0,
    count: 0,
    quietUntil: -1,
    errors,
    over: false,
  };
  if (text.charCodeAt(0) === 0xfeff) errors.push({ code: 'byte-order-mark', start: 0, end: 1 });
  while (!state.over) {
    const top = state.stack.at(-1);
    tokens.next(top !== undefined && !top.list && top.expect !== Expect.value);
    state.count++;
    while (!take(state, tokens.token));
    state.lastStart = tokens.token.start;
    state.lastEnd = tokens.token.end;
  }
  return { value: state.root, errors, comments };
}
