import type { TextEdit } from '../../../text/edit.ts';
import type { Attribute, Block, Body } from '../hcl/ast.ts';
import {
  endOfRemark,
  endsLine,
  eolOf,
  hasBreak,
  indentAt,
  lineStart,
  nextLine,
  skipTrivia,
  startsLine,
} from '../trivia.ts';
import { alignLines, paddingAt } from './align.ts';
import { insertAt, replace, wholeLine } from './members.ts';
import { UNIT } from './print.ts';

/** Puts an argument where `rankOf` wants it: after the last one of a lower rank. `print` is given the indentation. */
export function insertArgument(
  text: string,
  block: Block,
  key: string,
  rankOf: (name: string) => number,
  print: (indent: string) => string,
): readonly TextEdit[] {
  const { body } = block;
  const { attributes } = body;
  const rank = rankOf(key);
  const index = attributes.findLastIndex((attribute) => rankOf(attribute.name) < rank) + 1;
  const indent = indentOf(text, block);
  const value = print(indent);
  const before = attributes[index - 1];
  const after = attributes[index];
  const spread = hasBreak(value, 0, value.length);
  const padding =
    spread || isOnLine(text, block) ? ' ' : paddingAt(text, attributes, index, key.length, false);
  const line = `${key}${padding}= ${value}`;
  return insertLines(text, block, before, before === undefined ? after : undefined, line, false);
}

/** Puts a block after what its body has. */
export function appendBlock(
  text: string,
  block: Block,
  print: (indent: string) => string,
): readonly TextEdit[] {
  const { end } = block.body.range;
  const members = membersOf(block.body);
  const printed = print(indentOf(text, block));
  if (isOnLine(text, block) || !startsLine(text, end) || members.length === 0)
    return insertLines(text, block, members.at(-1), undefined, printed, true);
  const eol = eolOf(text);
  return [insertAt(lineStart(text, end), `${eol}${indentOf(text, block)}${printed}${eol}`)];
}

/** Puts a block behind a member of the body. */
export function insertBlockAfter(
  text: string,
  block: Block,
  member: Attribute | Block,
  printed: string,
): readonly TextEdit[] {
  const last = membersOf(block.body).at(-1);
  return last === member
    ? appendBlock(text, block, () => printed)
    : insertLines(text, block, member, undefined, printed, true);
}

/** Puts a block in front of another, with the comments that stand right above that. */
export function insertBlockBefore(text: string, before: Block, printed: string): readonly TextEdit[] {
  const indent = indentAt(text, before.range.start);
  const eol = eolOf(text);
  return [insertAt(commentsAbove(text, before.range.start), `${indent}${printed}${eol}${eol}`)];
}

/** Takes arguments and blocks away with their lines; blocks also with one of the empty lines around them. */
export function removeFromBody(text: string, members: readonly (Attribute | Block)[]): readonly TextEdit[] {
  const runs: { start: number; end: number; block: boolean }[] = [];
  for (const member of [...members].sort((a, b) => a.range.start - b.range.start)) {
    const { start, end } = member.range;
    const block = 'body' in member;
    const last = runs.at(-1);
    if (last?.block === block && block && text.slice(last.end, start).trim() === '') last.end = end;
    else runs.push({ start, end, block });
  }
  return runs.map(({ start, end, block }) =>
    block ? blockLines(text, start, end) : wholeLine(text, start, end),
  );
}

/** Arguments and blocks in the order of the file. */
export function membersOf({ attributes, blocks }: Body): readonly (Attribute | Block)[] {
  return [...attributes, ...blocks].sort((a, b) => a.range.start - b.range.start);
}

/** The indentation of what stands in a block. */
export function indentOf(text: string, block: Block): string {
  const first = membersOf(block.body).find(({ range }) => startsLine(text, range.start));
  return first === undefined ? indentAt(text, block.range.start) + UNIT : indentAt(text, first.range.start);
}

function insertLines(
  text: string,
  block: Block,
  after: Attribute | Block | undefined,
  before: Attribute | undefined,
  printed: string,
  apart: boolean,
): readonly TextEdit[] {
  const eol = eolOf(text);
  const indent = indentOf(text, block);
  if (isOnLine(text, block)) return spreadOut(text, block, after, printed);
  if (after !== undefined) {
    const line = endOfRemark(text, after.range.end);
    if (!endsLine(text, line)) return [insertAt(line, `${eol}${apart ? eol : ''}${indent}${printed}`)];
    // At the start of the next line, so that whoever takes the member away does not take this with it.
    const at = nextLine(text, line);
    const gap =
      apart && !endsLine(text, at) && skipTrivia(text, at, block.body.range.end) < block.body.range.end;
    return [insertAt(at, `${apart ? eol : ''}${indent}${printed}${eol}${gap ? eol : ''}`)];
  }
  if (before !== undefined)
    return [insertAt(commentsAbove(text, before.range.start), `${indent}${printed}${eol}`)];
  const line = endOfRemark(text, block.body.range.start);
  const gap = !apart && membersOf(block.body).length > 0 ? eol : '';
  return [insertAt(line, `${eol}${indent}${printed}${gap}`)];
}

/** A block that is written on one line gets lines. */
function spreadOut(
  text: string,
  block: Block,
  after: Attribute | Block | undefined,
  printed: string,
): readonly TextEdit[] {
  const { start, end } = block.body.range;
  const eol = eolOf(text);
  const outer = indentAt(text, block.range.start);
  const indent = outer + UNIT;
  const inside = text.slice(start, end).trim();
  const lines = inside === '' ? [printed] : after === undefined ? [printed, inside] : [inside, printed];
  const rows = lines.map((line) => /^([\w-]+) *= (.*)$/.exec(line));
  const keyed = rows.flatMap((row) => (row === null ? [] : [{ key: row[1] ?? '', value: row[2] ?? '' }]));
  const printedLines = keyed.length === lines.length ? alignLines(keyed) : lines;
  return [
    replace(start, end, `${printedLines.map((line) => `${eol}${indent}${line}`).join('')}${eol}${outer}`),
  ];
}

function isOnLine(text: string, { body }: Block): boolean {
  return !hasBreak(text, body.range.start, body.range.end);
}

function blockLines(text: string, from: number, to: number): TextEdit {
  const whole = wholeLine(text, from, to);
  if (!startsLine(text, from) || !endsLine(text, to)) return whole;
  const { start, end } = whole.range;
  const above = lineAbove(text, start);
  if (above < start && isEmptyLine(text, above)) return replace(above, end, '');
  return isEmptyLine(text, end) ? replace(start, nextLine(text, end), '') : whole;
}

function isEmptyLine(text: string, start: number): boolean {
  return start < text.length && endsLine(text, start);
}

/** The start of the line of `offset`, or of the comments right above it. */
function commentsAbove(text: string, offset: number): number {
  let start = lineStart(text, offset);
  while (start > 0) {
    const above = lineAbove(text, start);
    if (!/^[ \t]*(?:#|\/\/)/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** The start of the line before the one that starts at `start`; `start` itself at the top of the file. */
function lineAbove(text: string, start: number): number {
  if (start === 0) return start;
  return lineStart(text, start - (text[start - 2] === '\r' ? 2 : 1));
}
