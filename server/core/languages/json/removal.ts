import type { ListValue, ObjectValue } from '../../policy/value.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { TextRange } from '../../text/range.ts';
import { hasBreak, isBlank, isBreak, membersOf, startsLine } from './layout.ts';

/** A JSON text and where its comments stand. */
export interface Commented {
  readonly text: string;
  readonly comments: readonly TextRange[];
}

/** Takes members out of one container, with their commas. Comments stay; `indexes` are ascending. */
export function removeMembers(
  file: Commented,
  container: ObjectValue | ListValue,
  indexes: readonly number[],
): readonly TextEdit[] {
  const members = membersOf(container);
  const edits: TextEdit[] = [];
  for (let at = 0; at < indexes.length; ) {
    const first = indexes[at] ?? 0;
    let last = first;
    while (indexes[at + 1] === last + 1) {
      last++;
      at++;
    }
    at++;
    edits.push(...removeRun(file, container, members, first, last));
  }
  return edits;
}

type Members = readonly { readonly range: TextRange }[];

function removeRun(
  file: Commented,
  container: ObjectValue | ListValue,
  members: Members,
  first: number,
  last: number,
): readonly TextEdit[] {
  const { text } = file;
  const from = members[first]?.range.start ?? 0;
  const to = members[last]?.range.end ?? from;
  const before = members[first - 1]?.range.end;
  const next = members[last + 1]?.range.start;
  const open = container.range.start + 1;
  const close = container.range.end - 1;
  if (before === undefined && next === undefined) {
    if (!hasComment(file, open, close)) return [cut(open, close)];
  } else if (next !== undefined) {
    if (!hasComment(file, from, next)) return [cut(from, next)];
  } else if (before !== undefined && !hasComment(file, before, close)) {
    return [cut(before, commaAfter(text, to, close) ?? to)];
  }
  return removeEach(file, members, first, last, close);
}

/** Among comments each member goes alone: it and its comma, and its line when nothing else is on it. */
function removeEach(
  file: Commented,
  members: Members,
  first: number,
  last: number,
  close: number,
): readonly TextEdit[] {
  const { text } = file;
  const edits: TextEdit[] = [];
  const before = members[first - 1]?.range.end;
  if (members[last + 1] === undefined && before !== undefined) {
    const comma = commaAfter(text, before, members[first]?.range.start ?? close);
    if (comma !== undefined) edits.push(cut(comma - 1, comma));
  }
  for (let index = first; index <= last; index++) {
    const range = members[index]?.range;
    if (range === undefined) continue;
    const comma = commaAfter(text, range.end, members[index + 1]?.range.start ?? close);
    if (comma !== undefined && hasComment(file, range.end, comma)) {
      edits.push(cut(range.start, range.end), cut(comma - 1, comma));
    } else {
      edits.push(wholeLine(text, range.start, comma ?? range.end));
    }
  }
  return edits;
}

/** The stretch, with its line when it is alone on it, else with the blanks after it. */
export function wholeLine(text: string, start: number, end: number): TextEdit {
  let stop = end;
  while (stop < text.length && isBlank(text.charCodeAt(stop))) stop++;
  if (!startsLine(text, start) || !(stop === text.length || isBreak(text.charCodeAt(stop))))
    return cut(start, stop);
  if (stop < text.length) stop += text.charCodeAt(stop) === 13 && text.charCodeAt(stop + 1) === 10 ? 2 : 1;
  let from = start;
  while (from > 0 && isBlank(text.charCodeAt(from - 1))) from--;
  return cut(from, stop);
}

/** The offset behind the comma that follows `from`, when one does before `limit`. Comments do not count. */
export function commaAfter(text: string, from: number, limit: number): number | undefined {
  const at = skipTrivia(text, from, limit);
  return at < limit && text.charCodeAt(at) === COMMA ? at + 1 : undefined;
}

/** The first offset at or after `from` that is neither blank, break nor comment. */
export function skipTrivia(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || isBreak(code)) at++;
    else if (code === SLASH && text.charCodeAt(at + 1) === SLASH) {
      while (at < limit && !isBreak(text.charCodeAt(at))) at++;
    } else if (code === SLASH && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? limit : end + 2;
    } else break;
  }
  return Math.min(at, limit);
}

/** The end of a comment that follows `from` on the same line and ends it; else `from`. */
export function endOfRemark(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) !== SLASH) return from;
  const end = skipTrivia(text, at, text.length);
  let stop = at;
  while (stop < text.length && !isBreak(text.charCodeAt(stop))) stop++;
  return end >= stop && !hasBreak(text, from, stop) ? stop : from;
}

function hasComment({ comments }: Commented, start: number, end: number): boolean {
  return comments.some((comment) => start <= comment.start && comment.end <= end);
}

function cut(start: number, end: number): TextEdit {
  return { range: { start, end }, newText: '' };
}

const COMMA = 44;
const SLASH = 47;
