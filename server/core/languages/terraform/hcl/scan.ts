import { covers } from '../../../text/range.ts';
import { lineEnd, nextLine } from '../trivia.ts';
import type { Block, HclFile } from './ast.ts';
import { closeAll, closeBracket, endLine, openBracket } from './scan-brackets.ts';
import {
  looseWord,
  markConditional,
  noteStart,
  noteToken,
  separate,
  separateStrings,
  sign,
} from './scan-members.ts';
import { type BodyFrame, type Fixes, type NoteMember, type Scan, type State, topOf } from './scan-state.ts';
import { iamPrefixEnd, iamVariableEnd, interpolationEnd, unclosedStringEnd } from './scan-string.ts';

export type { BodyFrame, Frame, Member, Scan } from './scan-state.ts';

/** Scans text between two offsets; `from` is outside every bracket. `broken`: starts of blocks whose brackets do not match. */
export function scan(
  text: string,
  from: number,
  limit: number,
  fixes?: Fixes,
  note?: NoteMember,
  broken: ReadonlySet<number> = fixes?.broken ?? NONE,
): Scan {
  const file: BodyFrame = {
    kind: 'body',
    type: '',
    labels: [],
    header: from,
    start: from,
    member: undefined,
  };
  const state: State = {
    text,
    limit,
    fixes,
    note,
    broken,
    frames: [file],
    at: from,
    last: from,
    ending: undefined,
    heredoc: '',
  };
  for (;;) {
    while (state.at < limit) {
      if (topOf(state).kind === 'string') stepString(state);
      else stepCode(state);
    }
    if (fixes === undefined || topOf(state).kind !== 'string') break;
    endString(state);
  }
  if (fixes !== undefined) closeAll(state, 0, limit);
  return state;
}

const NONE: ReadonlySet<number> = new Set();

/** Scans a block up to an offset. Where the file has problems in it, siblings end blocks that are not closed. */
export function scanBlock(text: string, { problems }: HclFile, { range }: Block, limit: number): Scan {
  const isBroken = problems.some(({ at, kind }) => kind === 'syntax' && covers(range, at));
  return scan(text, range.start, limit, undefined, undefined, isBroken ? new Set([range.start]) : NONE);
}

function stepString(state: State): void {
  const { text, at, fixes, limit } = state;
  const char = text[at];
  if (char === '\\') state.at = Math.min(at + 2, limit);
  else if (char === '"') {
    const frame = state.frames.pop();
    state.at = at + 1;
    if (frame !== undefined) noteToken(state, frame.start, at + 1, 'string');
  } else if (char === '\n' || char === '\r') endString(state);
  else if ((char === '$' || char === '%') && text[at + 1] === char && text[at + 2] === '{') state.at = at + 3;
  else if ((char === '$' || char === '%') && text[at + 1] === '{') {
    const variable = char === '$' ? (iamVariableEnd(text, at) ?? iamPrefixEnd(text, at, limit)) : undefined;
    if (variable !== undefined) {
      fixes?.variable({ start: at, end: variable });
      state.at = Math.min(variable, limit);
    } else if (fixes === undefined || interpolationEnd(text, at + 2, limit) !== undefined) {
      state.frames.push({ kind: 'interpolation', start: at });
      state.at = at + 2;
    } else {
      const stop = endOfPart(text, at);
      fixes.interpolation({ start: at, end: stop });
      state.at = stop;
    }
  } else state.at = at + 1;
}

/** Where a string that its line does not close most probably ends. */
function endString(state: State): void {
  const string = state.frames.pop();
  if (string === undefined) return;
  const end = unclosedStringEnd(state.text, string.start, topOf(state));
  state.fixes?.insert(end, '"');
  state.at = end;
  noteToken(state, string.start, end, 'string');
}

function endOfPart(text: string, at: number): number {
  const line = lineEnd(text, at);
  const quote = text.indexOf('"', at);
  return quote < 0 ? line : Math.min(quote, line);
}

function stepCode(state: State): void {
  const { text, at, limit } = state;
  const char = text[at] ?? '';
  switch (char) {
    case ' ':
    case '\t':
      state.at = at + 1;
      return;
    case '\n':
    case '\r':
      endLine(state);
      return;
    case '#':
      comment(state, lineEnd(text, at));
      return;
    case '"':
      separateStrings(state);
      noteStart(state, at);
      state.frames.push({ kind: 'string', start: at });
      state.at = at + 1;
      return;
    case '{':
    case '[':
    case '(':
      openBracket(state, char);
      return;
    case '}':
    case ']':
    case ')':
      closeBracket(state, char);
      return;
    case ',':
      separate(state);
      return;
    case '=':
    case ':':
      sign(state, char);
      return;
  }
  if (char === '/' && startComment(state)) return;
  if (char === '<' && startHeredoc(state)) return;
  if (looseWord(state)) return;
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0].slice(0, limit - at);
  if (word === undefined) {
    if (char === '?') markConditional(state);
    if (char === '.') endReference(state);
    noteToken(state, at, at + 1, 'other');
    state.at = at + 1;
    return;
  }
  noteToken(state, at, at + word.length, 'word');
  state.at = at + word.length;
}

/** `var.` and nothing behind it. */
function endReference({ text, at, fixes }: State): void {
  if (/[\p{ID_Continue}\])]/u.test(text[at - 1] ?? '') && /[}\]),"\r\n]/.test(text[at + 1] ?? '\n'))
    fixes?.insert(at + 1, 'null');
}

const WORD = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

function startComment(state: State): boolean {
  const { text, at } = state;
  const next = text[at + 1];
  if (next !== '/' && next !== '*') return false;
  const close = next === '/' ? lineEnd(text, at) : text.indexOf('*/', at + 2);
  comment(state, close < 0 ? text.length + 1 : next === '/' ? close : close + 2);
  return true;
}

function startHeredoc(state: State): boolean {
  const { text, at } = state;
  const heredoc = /^<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/u.exec(text.slice(at, at + 200));
  if (heredoc === null) return false;
  scanHeredoc(state, heredoc[1] ?? '', at + heredoc[0].length);
  return true;
}

/** `to` beyond the limit: the scan ends inside the comment. A comment of one line reaches to its end. */
function comment(state: State, to: number): void {
  const { limit, text, at } = state;
  const line = text[at] === '#' || text[at + 1] === '/';
  if (to > limit || (to === limit && line)) state.ending = 'comment';
  state.at = Math.min(to, limit);
}

/** Steps over a whole heredoc; only its IAM variables matter here. */
function scanHeredoc(state: State, word: string, from: number): void {
  const { text, limit, fixes, at } = state;
  noteToken(state, at, from, 'other');
  let line = from;
  while (line < limit) {
    const end = lineEnd(text, line);
    const content = text.slice(line, end);
    if (content.trim() === word && end <= limit) {
      state.at = end;
      state.last = end;
      return;
    }
    for (const match of fixes === undefined ? [] : content.matchAll(/\$\{/g)) {
      const place = line + match.index;
      if (text[place - 1] === '$') continue;
      const stop = iamVariableEnd(text, place);
      if (stop !== undefined) fixes?.variable({ start: place, end: stop });
      // No expression has a quote behind a name.
      const half = /^\$\{[ \t]*[\w.-]*(?=")/.exec(content.slice(match.index))?.[0];
      if (half !== undefined) fixes?.interpolation({ start: place, end: place + half.length });
    }
    if (end >= text.length) break;
    line = nextLine(text, line);
  }
  state.at = limit;
  state.ending = 'heredoc';
  state.heredoc = word;
}
