import type { Text } from '../../policy/text.ts';
import type { Entry, Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import { inPlace, type Placement, textOf } from './texts.ts';
import { type Fault, Kind, type Token, type Tokens, tokensOf } from './tokens.ts';

export interface JsonReading {
  readonly value: Value | undefined;
  /** In the order of the text, one per mistake. Offsets are those of the text that was read. */
  readonly errors: readonly JsonError[];
  /** Offsets are those of the text that was read. */
  readonly comments: readonly TextRange[];
}

export interface JsonError extends TextRange {
  readonly code: Fault | Mistake;
  /** The key without a value; the brackets that are missing. */
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
  | 'unquoted'
  | 'unquoted-key'
  | 'single-quotes'
  | 'unexpected'
  | 'after-end'
  | 'byte-order-mark'
  | 'too-deep';

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

/** What may come next in an object or list. */
const Expect = { first: 0, member: 1, colon: 2, value: 3, comma: 4 } as const;
type Expect = (typeof Expect)[keyof typeof Expect];

interface Frame {
  readonly list: boolean;
  readonly start: number;
  readonly items: Value[];
  readonly entries: Entry[];
  key: Text | undefined;
  keyStart: number;
  expect: Expect;
}

interface State {
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

/** Takes the token into the tree. False: something else was done in its favour, and it must be taken again. */
function take(state: State, token: Token): boolean {
  const top = state.stack.at(-1);
  if (token.kind === Kind.end) return finish(state);
  if (top === undefined) return takeAtRoot(state, token);
  if (top.list) return takeInList(state, top, token);
  switch (top.expect) {
    case Expect.colon:
      return takeColon(state, top, token);
    case Expect.value:
      return takeValue(state, top, token);
    default:
      return takeKey(state, top, token);
  }
}

function takeAtRoot(state: State, token: Token): boolean {
  if (state.root !== undefined) {
    fail(state, 'after-end', token.start, token.end);
    state.over = true;
    return true;
  }
  if (startsValue(token.kind)) addValue(state, token);
  else fail(state, 'unexpected', token.start, token.end);
  return true;
}

function takeInList(state: State, list: Frame, token: Token): boolean {
  const { kind } = token;
  if (kind === Kind.comma) return takeComma(state, list, token);
  if (kind === Kind.closeList) return closeAt(state, list, token);
  if (kind === Kind.closeObject) return takeWrongClose(state, token);
  if (kind === Kind.colon) return takeColonInList(state, list, token);
  if (list.expect === Expect.comma) fail(state, 'missing-comma', state.lastEnd, state.lastEnd);
  addValue(state, token);
  return true;
}

/** `[ "a", "Resource": …`: the list was never closed, its last item is the next key of the object around it. */
function takeColonInList(state: State, list: Frame, token: Token): boolean {
  const parent = state.stack.at(-2);
  const last = list.items.at(-1);
  if (parent?.list !== false || last?.type !== 'string' || list.expect !== Expect.comma) {
    fail(state, 'unexpected', token.start, token.end);
    return true;
  }
  list.items.pop();
  const at = state.lastComma > list.start ? state.lastComma : list.start + 1;
  fail(state, 'missing-bracket', at, at, ']');
  state.quietUntil = state.count;
  close(state, state.lastStart);
  parent.key = last.text;
  parent.keyStart = state.lastStart;
  parent.expect = Expect.colon;
  return false;
}

function takeKey(state: State, object: Frame, token: Token): boolean {
  const { kind } = token;
  if (kind === Kind.comma) return takeComma(state, object, token);
  if (kind === Kind.closeObject) return closeAt(state, object, token);
  if (kind === Kind.closeList) return takeWrongClose(state, token);
  if (kind === Kind.openObject && state.stack.at(-2)?.list === true && object.entries.length > 0) {
    const at = object.expect === Expect.member ? state.lastComma : state.lastEnd;
    fail(state, 'missing-bracket', at, at, '}');
    state.quietUntil = state.count;
    close(state, token.start);
    return false;
  }
  if (object.expect === Expect.comma) fail(state, 'missing-comma', state.lastEnd, state.lastEnd);
  if (kind === Kind.colon || kind === Kind.openObject || kind === Kind.openList) {
    fail(state, 'missing-key', token.start, token.end);
    object.expect = Expect.value;
    return kind === Kind.colon;
  }
  if (kind === Kind.string) failToken(state, token);
  else fail(state, kind === Kind.quoted ? 'single-quotes' : 'unquoted-key', token.start, token.end);
  object.key = textOf(state.text, token, state.placement);
  object.keyStart = token.start;
  object.expect = Expect.colon;
  return true;
}

function takeColon(state: State, object: Frame, token: Token): boolean {
  if (token.kind === Kind.colon) {
    object.expect = Expect.value;
    return true;
  }
  const sameLine = !/[\r\n]/.test(state.text.slice(state.lastEnd, token.start));
  if (sameLine && startsValue(token.kind) && !isKey(state, token)) {
    fail(state, 'missing-colon', state.lastEnd, state.lastEnd);
    object.expect = Expect.value;
    return false;
  }
  return leaveValueOut(state, object);
}

function takeValue(state: State, object: Frame, token: Token): boolean {
  const { kind } = token;
  if (kind === Kind.colon) {
    fail(state, 'unexpected', token.start, token.end);
    return true;
  }
  if (!startsValue(kind)) return leaveValueOut(state, object);
  if ((kind === Kind.string || kind === Kind.quoted || kind === Kind.word) && isKey(state, token)) {
    leaveValueOut(state, object);
    if (kind !== Kind.word) return false;
    state.tokens.seek(token.start);
    state.tokens.next(true);
    return false;
  }
  addValue(state, token);
  return true;
}

/** Whether what looks like a value is the next key: a colon follows. A word goes over its colon. */
function isKey({ text, lastEnd }: State, { kind, start, end }: Token): boolean {
  if (kind === Kind.word) {
    const colon = text.indexOf(':', start);
    if (colon !== end - 1 && !(end === colon)) return false;
    return /[\r\n]/.test(text.slice(lastEnd, start)) && /^\s*\S/.test(text.slice(colon + 1, colon + 40));
  }
  let at = end;
  while (text.charCodeAt(at) <= 32) at++;
  return text.charCodeAt(at) === 58;
}

/** The key at hand has no value yet. The token is still to be taken. */
function leaveValueOut(state: State, object: Frame): false {
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

function takeComma(state: State, frame: Frame, token: Token): boolean {
  if (frame.expect === Expect.comma) frame.expect = Expect.member;
  else fail(state, 'extra-comma', token.start, token.end);
  state.lastComma = token.start;
  return true;
}

/** `}` where a list is open, or `]` in an object. */
function takeWrongClose(state: State, token: Token): boolean {
  const closesList = token.kind === Kind.closeList;
  const depth = state.stack.findLastIndex((frame) => frame.list === closesList);
  if (depth < 0) {
    fail(state, 'extra-bracket', token.start, token.end);
    return true;
  }
  const open = state.stack.slice(depth + 1);
  fail(state, 'missing-bracket', state.lastEnd, state.lastEnd, closersOf(open));
  state.quietUntil = state.count;
  while (state.stack.length > depth + 1) close(state, token.start);
  return false;
}

function closeAt(state: State, frame: Frame, token: Token): boolean {
  if (frame.expect === Expect.member && (frame.items.length > 0 || frame.entries.length > 0))
    fail(state, 'trailing-comma', state.lastComma, state.lastComma + 1);
  close(state, token.end);
  return true;
}

function finish(state: State): boolean {
  state.over = true;
  const { stack, lastEnd, text } = state;
  const top = stack.at(-1);
  if (top === undefined) return true;
  if (top.expect === Expect.colon || top.expect === Expect.value) leaveValueOut(state, top);
  fail(state, 'missing-bracket', lastEnd, lastEnd, closersOf(stack));
  while (stack.length > 0) close(state, text.length);
  return true;
}

/** Closes the innermost object or list. */
function close(state: State, end: number): void {
  const frame = state.stack.pop();
  if (frame === undefined) return;
  const range = state.placement.range(frame.start, end);
  const value = frame.list
    ? ({ type: 'list', range, items: frame.items, open: [] } as const)
    : objectOf(frame.entries, range);
  add(state, value, end);
}

/** Adds a scalar, or opens an object or list. */
function addValue(state: State, token: Token): void {
  const { kind, start, end } = token;
  if (kind === Kind.openObject || kind === Kind.openList) {
    if (state.stack.length >= MAX_DEPTH) {
      fail(state, 'too-deep', start, end);
      state.quietUntil = Number.POSITIVE_INFINITY;
      finish(state);
      return;
    }
    state.stack.push(frameOf(kind === Kind.openList, start));
    return;
  }
  if (kind === Kind.string) failToken(state, token);
  else if (kind === Kind.quoted) fail(state, 'single-quotes', start, end);
  else if (kind === Kind.word) fail(state, 'unquoted', start, end);
  add(state, scalarOf(state, token), end);
}

function scalarOf({ text, placement }: State, token: Token): Value {
  const { kind, start, end, value } = token;
  if (kind === Kind.word) return { type: 'unknown', range: placement.range(start, end), missing: true };
  if (value === 'null' && kind === Kind.literal) return { type: 'null', range: placement.range(start, end) };
  const content = textOf(text, token, placement);
  return { type: content.literal, range: content.range, text: content };
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

function closersOf(frames: readonly Frame[]): string {
  return frames
    .map((frame) => (frame.list ? ']' : '}'))
    .reverse()
    .join('');
}

function startsValue(kind: Kind): boolean {
  return kind >= Kind.string || kind === Kind.openObject || kind === Kind.openList;
}

function failToken(state: State, { fault, start, end }: Token): void {
  if (fault !== undefined) fail(state, fault, start, end);
}

function fail(state: State, code: JsonError['code'], start: number, end: number, about?: string): void {
  const quiet = state.count <= state.quietUntil;
  if (SPREADS.has(code)) state.quietUntil = Math.max(state.quietUntil, state.count + 1);
  else if (code === 'missing-value') state.quietUntil = Math.max(state.quietUntil, state.count);
  if (!quiet) state.errors.push(about === undefined ? { code, start, end } : { code, start, end, about });
}

/** Mistakes after which the next token cannot be judged. */
const SPREADS: ReadonlySet<JsonError['code']> = new Set([
  'unclosed-string',
  'unquoted',
  'unquoted-key',
  'unexpected',
]);

/** Far deeper than any policy, and harmless for whoever walks the tree. */
const MAX_DEPTH = 256;
