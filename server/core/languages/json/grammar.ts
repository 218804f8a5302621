import { textOf } from './texts.ts';
import { Kind, type Token } from './tokens.ts';
import {
  addValue,
  close,
  closersOf,
  Expect,
  type Frame,
  fail,
  failToken,
  leaveValueOut,
  type State,
  startsValue,
} from './tree.ts';
import { skipTrivia } from './trivia.ts';

/** Takes the token into the tree. False: something else was done in its favour, and it must be taken again. */
export function take(state: State, token: Token): boolean {
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
  if (startsValue(token.kind)) return takeNew(state, token);
  fail(state, 'unexpected', token.start, token.end);
  return true;
}

function takeInList(state: State, list: Frame, token: Token): boolean {
  const { kind } = token;
  if (kind === Kind.comma) return takeComma(state, list, token);
  if (kind === Kind.closeList) return closeAt(state, list, token);
  if (kind === Kind.closeObject) return takeWrongClose(state, token);
  if (kind === Kind.colon) return takeColonInList(state, list, token);
  if (list.expect === Expect.comma) fail(state, 'missing-comma', state.lastEnd, state.lastEnd);
  return takeNew(state, token);
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
  else if (kind === Kind.quoted) fail(state, 'single-quotes', token.start, token.end);
  else fail(state, token.fault ?? 'unquoted-key', token.start, token.end);
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
  return takeNew(state, token);
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

function takeComma(state: State, frame: Frame, token: Token): boolean {
  if (frame.expect === Expect.comma) frame.expect = Expect.member;
  else fail(state, 'extra-comma', token.start, token.end);
  state.lastComma = token.start;
  return true;
}

/** `}` where a list is open, or `]` in an object: the right bracket is missing, or this one stands in its place. */
function takeWrongClose(state: State, token: Token): boolean {
  const { stack, text } = state;
  const closesList = token.kind === Kind.closeList;
  const depth = stack.findLastIndex((frame) => frame.list === closesList);
  if (depth < 0 || (depth === stack.length - 2 && isMistaken(text, token, stack[depth - 1]))) {
    const top = stack.at(-1);
    fail(
      state,
      depth < 0 ? 'extra-bracket' : 'wrong-bracket',
      token.start,
      token.end,
      closersOf(stack.slice(-1)),
    );
    return depth < 0 || top === undefined || closeAt(state, top, token);
  }
  fail(state, 'missing-bracket', state.lastEnd, state.lastEnd, closersOf(stack.slice(depth + 1)));
  state.quietUntil = state.count;
  while (stack.length > depth + 1) close(state, token.start);
  return false;
}

/** Whether what follows fits only if the other bracket was meant. `outer` is around both containers. */
function isMistaken(text: string, { kind, end }: Token, outer: Frame | undefined): boolean {
  const at = skipTrivia(text, end, text.length);
  const next = text[at];
  const further = next === ',' ? text[skipTrivia(text, at + 1, text.length)] : undefined;
  if (kind === Kind.closeList) return next === ']' || further === '{';
  if (outer === undefined) return next !== undefined;
  return outer.list && (next === '}' || further === '"');
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

/** A new value; beyond a sane depth nothing more is read. */
function takeNew(state: State, token: Token): true {
  if (addValue(state, token)) return true;
  state.quietUntil = Number.POSITIVE_INFINITY;
  finish(state);
  return true;
}
