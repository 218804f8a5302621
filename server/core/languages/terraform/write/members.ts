import type { TextEdit } from '../../../text/edit.ts';
import type { TextRange } from '../../../text/range.ts';
import {
  commaAfter,
  endOfRemark,
  endsLine,
  eolOf,
  hasBreak,
  hasComment,
  indentAt,
  lineStart,
  nextLine,
  skipBlanks,
  startsLine,
} from '../trivia.ts';
import { UNIT } from './print.ts';

/** Something in brackets whose members stand side by side: a list or an object. */
export interface Container {
  /** With the brackets. */
  readonly range: TextRange;
  readonly members: readonly TextRange[];
  /** A line break does where neighbours have no comma. */
  readonly breaksSeparate: boolean;
}

/** The new member's text; `spread`: it may take several lines. */
export type PrintMember = (indent: string, spread: boolean) => string;

export function insertMember(
  text: string,
  container: Container,
  index: number,
  print: PrintMember,
): readonly TextEdit[] {
  const { range, members } = container;
  const previous = members[index - 1];
  const following = members[index];
  if (previous === undefined) {
    if (following === undefined) return fill(text, range, print);
    const { start } = following;
    const indent = indentAt(text, start);
    if (!startsLine(text, start)) return [insertAt(start, `${print(indent, false)}, `)];
    const comma = needsComma(text, container, 0) ? ',' : '';
    return [insertAt(lineStart(text, start), indent + print(indent, true) + comma + eolOf(text))];
  }
  return insertAfter(text, container, index, previous, print);
}

function insertAfter(
  text: string,
  container: Container,
  index: number,
  previous: TextRange,
  print: PrintMember,
): readonly TextEdit[] {
  const indent = indentAt(text, previous.start);
  if (!startsLine(text, previous.start)) {
    const spread = hasBreak(text, previous.start, previous.end);
    return [insertAt(previous.end, `, ${print(indent, spread)}`)];
  }
  const printed = eolOf(text) + indent + print(indent, true);
  const comma = commaAfter(text, previous.end, container.range.end);
  const from = comma ?? previous.end;
  const line = endOfRemark(text, from);
  if (comma !== undefined) return [insertLine(text, line, `${printed},`)];
  if (!needsComma(text, container, index - 1)) return [insertLine(text, line, printed)];
  if (line === from) return [insertAt(previous.end, `,${printed}`)];
  return [insertAt(previous.end, ','), insertAt(line, printed)];
}

/**
 * Puts a line behind the one that ends at an offset: at the start of the next one, where there is one,
 * so that whoever takes the line away does not take this with it.
 */
function insertLine(text: string, line: number, printed: string): TextEdit {
  if (!endsLine(text, line)) return insertAt(line, printed);
  const eol = eolOf(text);
  return insertAt(nextLine(text, line), printed.slice(eol.length) + eol);
}

/** Whether the member at `index` must have a comma behind it when another follows on the next line. */
function needsComma(text: string, { range, members, breaksSeparate }: Container, index: number): boolean {
  if (!breaksSeparate) return true;
  return members.some((member, at) => at !== index && commaAfter(text, member.end, range.end) !== undefined);
}

/** The first member. */
function fill(text: string, range: TextRange, print: PrintMember): readonly TextEdit[] {
  const start = range.start + 1;
  const end = range.end - 1;
  const outer = indentAt(text, range.start);
  const indent = outer + UNIT;
  const eol = eolOf(text);
  const inside = text.slice(start, end);
  if (inside.trim() !== '') {
    const at = start + inside.trimEnd().length;
    return [insertAt(at, eol + indent + print(indent, true))];
  }
  const spread = hasBreak(text, start, end);
  const printed = print(indent, true);
  const object = text[range.start] === '{';
  if (!spread && !object && !hasBreak(printed, 0, printed.length)) return [replace(start, end, printed)];
  return [replace(start, end, `${eol}${indent}${printed}${eol}${outer}`)];
}

/** Takes members out, with their commas. Comments stay; `indexes` are ascending. */
export function removeMembers(
  text: string,
  container: Container,
  indexes: readonly number[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = 0; at < indexes.length; ) {
    const first = indexes[at] ?? 0;
    let last = first;
    while (indexes[at + 1] === last + 1) {
      last++;
      at++;
    }
    at++;
    edits.push(...removeRun(text, container, first, last));
  }
  return edits;
}

function removeRun(text: string, container: Container, first: number, last: number): readonly TextEdit[] {
  const { range, members } = container;
  const from = members[first]?.start ?? 0;
  const to = members[last]?.end ?? from;
  const before = members[first - 1]?.end;
  const next = members[last + 1]?.start;
  const open = range.start + 1;
  const close = range.end - 1;
  if (gapsHaveComments(text, container, first, last)) return removeEach(text, container, first, last);
  if (before === undefined && next === undefined) return [replace(open, close, '')];
  const comma = commaAfter(text, to, close);
  const end = comma ?? to;
  if (startsLine(text, from) && endsLine(text, end)) {
    const lines = replace(lineStart(text, from), nextLine(text, end), '');
    const left =
      next === undefined && comma === undefined && before !== undefined
        ? commaAfter(text, before, from)
        : undefined;
    return left === undefined ? [lines] : [replace(left - 1, left, ''), lines];
  }
  if (next !== undefined) return [replace(from, next, '')];
  return before === undefined ? [] : [replace(before, end, '')];
}

function gapsHaveComments(text: string, { range, members }: Container, first: number, last: number): boolean {
  for (let index = first; index <= last + 1; index++) {
    const start = members[index - 1]?.end ?? range.start + 1;
    const end = members[index]?.start ?? range.end - 1;
    if (hasComment(text, start, end)) return true;
  }
  return false;
}

/** Among comments each member goes alone: it and its comma, and its line when nothing else is on it. */
function removeEach(text: string, container: Container, first: number, last: number): readonly TextEdit[] {
  const { range, members } = container;
  const edits: TextEdit[] = [];
  const before = members[first - 1]?.end;
  const end = members[last]?.end ?? 0;
  if (
    members[last + 1] === undefined &&
    before !== undefined &&
    commaAfter(text, end, range.end) === undefined
  ) {
    const comma = commaAfter(text, before, members[first]?.start ?? range.end);
    if (comma !== undefined) edits.push(replace(comma - 1, comma, ''));
  }
  for (let index = first; index <= last; index++) {
    const member = members[index];
    if (member === undefined) continue;
    const comma = commaAfter(text, member.end, members[index + 1]?.start ?? range.end - 1);
    if (comma !== undefined && hasComment(text, member.end, comma)) {
      edits.push(replace(member.start, member.end, ''), replace(comma - 1, comma, ''));
    } else edits.push(wholeLine(text, member.start, comma ?? member.end));
  }
  return edits;
}

/** The stretch, with its line when it is alone on it, else with the blanks after it. */
export function wholeLine(text: string, start: number, end: number): TextEdit {
  if (startsLine(text, start) && endsLine(text, end))
    return replace(lineStart(text, start), nextLine(text, end), '');
  return replace(start, skipBlanks(text, end), '');
}

/** Turns a value without brackets into a list of two, which keeps the author's spelling of the first. */
export function widen(range: TextRange, index: 0 | 1, printed: string): readonly TextEdit[] {
  return index === 0
    ? [insertAt(range.start, `[${printed}, `), insertAt(range.end, ']')]
    : [insertAt(range.start, '['), insertAt(range.end, `, ${printed}]`)];
}

export function replace(start: number, end: number, newText: string): TextEdit {
  return { range: { start, end }, newText };
}

export function insertAt(at: number, newText: string): TextEdit {
  return replace(at, at, newText);
}
