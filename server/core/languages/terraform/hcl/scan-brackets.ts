import { lineEnd, nextLine, skipBlanks } from '../trivia.ts';
import { endMember, noteStart, noteToken } from './scan-members.ts';
import { closeBeforeSibling, closeDeeper } from './scan-recovery.ts';
import { type Frame, type ListFrame, type State, topOf } from './scan-state.ts';
import { unclosedStringEnd } from './scan-string.ts';

export function openBracket(state: State, char: '{' | '[' | '('): void {
  const { at, text } = state;
  const top = topOf(state);
  state.at = at + 1;
  state.last = at + 1;
  if (char === '{' && top.kind === 'body' && top.member !== undefined && top.member.sign === undefined) {
    const { name, labels, start } = top.member;
    state.frames.push({ kind: 'body', type: name, labels, header: start, start: at, member: undefined });
    return;
  }
  const name =
    char === '('
      ? (/(?<![\p{ID_Continue}:-])[\p{ID_Continue}:-]*$/u.exec(text.slice(Math.max(0, at - 100), at))?.[0] ??
        '')
      : '';
  noteToken(state, at, at + 1, 'other');
  state.frames.push(
    char === '{'
      ? { kind: 'object', start: at, member: undefined, isFor: false }
      : {
          kind: 'list',
          start: at,
          open: char,
          name,
          index: 0,
          item: undefined,
          isFor: char === '[' && /[\w\])*.]/.test(text[at - 1] ?? ''),
          conditional: false,
        },
  );
}

/** Closes the nearest fitting bracket, and what stands open inside it. A stray one closes nothing. */
export function closeBracket(state: State, char: '}' | ']' | ')'): void {
  const { frames, at } = state;
  if (char === '}') closeDeeper(state);
  state.at = at + 1;
  for (let index = frames.length - 1; index > 0; index--) {
    const frame = frames[index];
    if (frame === undefined || frame.kind === 'string') break;
    if (closes(frame, char)) {
      closeAll(state, index + 1, state.last);
      if (frame.kind === 'body' || frame.kind === 'object') endMember(state, frame);
      frames.length = index;
      state.last = at + 1;
      const below = topOf(state);
      if (frame.kind === 'body' && below.kind === 'body') below.member = undefined;
      return;
    }
    if (frame.kind === 'interpolation' || (frame.kind === 'body' && char !== '}')) break;
  }
  state.last = at + 1;
}

function closes(frame: Frame, char: '}' | ']' | ')'): boolean {
  if (frame.kind === 'list') return frame.open === (char === ']' ? '[' : '(') && char !== '}';
  return char === '}' && frame.kind !== 'string';
}

/** Ends the frames above `keep` at an offset. */
export function closeAll(state: State, keep: number, at: number): void {
  const { frames, fixes, text } = state;
  const least = Math.max(keep, 1);
  const [, outer] = frames;
  if (least === 1 && outer?.kind === 'body') fixes?.unclosed(outer.header);
  if (state.ending === 'heredoc' && keep === 0) fixes?.insert(at, `\n${state.heredoc}\n`);
  while (frames.length > least) {
    const frame = frames[frames.length - 1];
    if (frame?.kind === 'string')
      fixes?.insert(unclosedStringEnd(text, frame.start, frames[frames.length - 2]), '"');
    else if (frame?.kind === 'list') fixes?.insert(at, frame.open === '[' ? ']' : ')');
    else if (frame?.kind === 'interpolation') fixes?.insert(at, '}');
    else if (frame !== undefined) {
      endMember(state, frame);
      fixes?.insert(at, frame.kind === 'body' ? '\n}' : '}');
    }
    frames.pop();
    const below = topOf(state);
    if (frame?.kind === 'body' && below.kind === 'body') below.member = undefined;
    else noteStart(state, frame?.start ?? at);
  }
  const [file] = frames;
  if (keep === 0 && file?.kind === 'body') endMember(state, file);
}

export function endLine(state: State): void {
  const { text, at } = state;
  const next = nextLine(text, at);
  const rest = text.slice(next, lineEnd(text, next));
  let top = topOf(state);
  while (top.kind === 'list' && endsBefore(top, rest)) {
    closeAll(state, state.frames.length - 1, state.last);
    top = topOf(state);
  }
  const continues = /^[ \t]*[{=:]/.test(text.slice(next, skipBlanks(text, next) + 1));
  if (top.kind === 'body' || top.kind === 'object') {
    const open = top.member !== undefined && top.member.sign === undefined && continues;
    if (!open) endMember(state, top);
  }
  if (state.fixes?.headersCount === true && HEADER.test(rest) && state.frames.length > 1)
    closeAll(state, 1, state.last);
  else closeBeforeSibling(state, rest);
  state.at = next;
}

/** Whether a line cannot go on with a list: an argument, entry or block starts on it. */
function endsBefore({ open, isFor, conditional }: ListFrame, line: string): boolean {
  if (isFor) return false;
  if (/^[ \t]*[A-Za-z_][\w-]*[ \t]*=(?![=>])/.test(line)) return true;
  if (/^[ \t]*[A-Za-z_][\w-]*(?:[ \t]+"[^"]*")*[ \t]*\{[ \t]*(?:#.*|\/\/.*)?$/.test(line)) return true;
  return open === '[' && !conditional && /^[ \t]*"[^"]*"[ \t]*[:=](?![=>])/.test(line);
}

/** Headers that no block contains. */
const HEADER =
  /^(?:(?:resource|data)[ \t]+"[^"]+"[ \t]+"[^"]+"|(?:variable|output|module|provider)[ \t]+"[^"]+"|locals|terraform)[ \t]*\{/;
