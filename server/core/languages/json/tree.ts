import type { Text } from '../../policy/text.ts';
import type { Entry, Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import type { JsonError } from './errors.ts';
import { type Placement, scalarOf, textOf } from './texts.ts';
import { Kind, type Token, type Tokens } from './tokens.ts';

/** What may come next in an object or list. */
export const Expect = { first: 0, member: 1, colon: 2, value: 3, comma: 4 } as const;
export type Expect = (typeof Expect)[keyof typeof Expect];

export interface Frame {
  readonly list: boolean;
  readonly start: number;
  readonly items: Value[];
  readonly entries: Entry[];
  key: Text | undefined;
  keyStart: number;
  expect: Expect;
}

export interface State {
  readonly text: string;
  readonly placement: Placement;
  readonly tokens: Tokens;
  readonly stack: Frame[];
  readonly errors: JsonError[];
  root: Value | undefined;
  /** Where the token before this one stands, and the last comma. */
  lastStart: number;
  lastEnd: number;
  lastComma: number;
  /** How many tokens were read, and up to which of them errors follow from one that is told already. */
  count: number;
  quietUntil: number;
  over: boolean;
}

/** The key at hand has no value yet. The token is still to be taken. */
export function leaveValueOut(state: State, object: Frame): false {
  const { key } = object;
  if (key !== undefined) {
    const end = state.lastEnd;
    fail(state, 'missing-value', end, end, key.value);
    const range = state.placement.range(end, end);
    add(state, { type: 'unknown', range, missing: true }, end);
  }
  object.expect = Expect.comma;
  return false;
}

/** Closes the innermost object or list. */
export function close(state: State, end: number): void {
  const frame = state.stack.pop();
  if (frame === undefined) return;
  const range = state.placement.range(frame.start, end);
  const value = frame.list
    ? ({ type: 'list', range, items: frame.items, open: [] } as const)
    : objectOf(frame.entries, range);
  add(state, value, end);
}

/** Adds a scalar, or opens an object or list. False: it is nested too deeply. */
export function addValue(state: State, token: Token): boolean {
  const { kind, start, end } = token;
  if (kind === Kind.openObject || kind === Kind.openList) {
    if (state.stack.length >= MAX_DEPTH) {
      fail(state, 'too-deep', start, end);
      return false;
    }
    state.stack.push(frameOf(kind === Kind.openList, start));
    return true;
  }
  if (kind === Kind.string) failToken(state, token);
  else if (kind === Kind.quoted) fail(state, 'single-quotes', start, end);
  else if (kind === Kind.word) fail(state, token.fault ?? 'unquoted', start, end);
  add(state, readScalar(state, token), end);
  return true;
}

function readScalar({ text, placement }: State, token: Token): Value {
  const { kind, start, end, value } = token;
  if (kind === Kind.word) return { type: 'unknown', range: placement.range(start, end), missing: true };
  if (value === 'null' && kind === Kind.literal) return { type: 'null', range: placement.range(start, end) };
  return scalarOf(textOf(text, token, placement));
}

function add(state: State, value: Value, end: number): void {
  const frame = state.stack.at(-1);
  if (frame === undefined) {
    state.root = value;
    return;
  }
  frame.expect = Expect.comma;
  if (frame.list) {
    frame.items.push(value);
    return;
  }
  const { key } = frame;
  if (key === undefined) return;
  const range = state.placement.range(frame.keyStart, end);
  frame.entries.push({ key, name: key.value ?? '', range, value });
  frame.key = undefined;
}

/** CloudFormation's functions stand for values that only a deployment knows. */
function objectOf(entries: readonly Entry[], range: TextRange): Value {
  const only = entries.length === 1 ? entries[0] : undefined;
  if (only !== undefined && (only.name === 'Ref' || only.name.startsWith('Fn::')))
    return { type: 'unknown', range };
  return { type: 'object', range, entries, open: [] };
}

function frameOf(list: boolean, start: number): Frame {
  return { list, start, items: [], entries: [], key: undefined, keyStart: 0, expect: Expect.first };
}

export function closersOf(frames: readonly Frame[]): string {
  return frames
    .map((frame) => (frame.list ? ']' : '}'))
    .reverse()
    .join('');
}

export function startsValue(kind: Kind): boolean {
  return kind >= Kind.string || kind === Kind.openObject || kind === Kind.openList;
}

export function failToken(state: State, { fault, start, end }: Token): void {
  if (fault !== undefined) fail(state, fault, start, end);
}

export function fail(
  state: State,
  code: JsonError['code'],
  start: number,
  end: number,
  about?: string,
): void {
  const quiet = state.count <= state.quietUntil;
  if (SPREADS.has(code)) state.quietUntil = Math.max(state.quietUntil, state.count + 1);
  else if (code === 'missing-value') state.quietUntil = Math.max(state.quietUntil, state.count);
  if (!quiet) state.errors.push(about === undefined ? { code, start, end } : { code, start, end, about });
}

/** Mistakes after which the next token cannot be judged. */
const SPREADS: ReadonlySet<JsonError['code']> = new Set([
  'unclosed-string',
  'unopened-string',
  'unquoted',
  'unquoted-key',
  'unexpected',
]);

/** Far deeper than any policy, and harmless for whoever walks the tree. */
const MAX_DEPTH = 256;
