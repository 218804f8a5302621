import type { ListValue, ObjectValue } from '../../policy/value.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { TextRange } from '../../text/range.ts';
import { membersOf } from './layout.ts';
import { commaAfter, isBlank, isBreak, startsLine } from './trivia.ts';

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

function hasComment({ comments }: Commented, start: number, end: number): boolean {
  return comments.some((comment) => start <= comment.start && comment.end <= end);
}

function cut(start: number, end: number): TextEdit {
  return { range: { start, end }, newText: '' };
}
