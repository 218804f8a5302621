import type { Block, HclFile } from './ast.ts';
import { type HclParser, parseHcl } from './parse.ts';
import { shift } from './shift.ts';

/** A version of a file, read. */
export interface Version {
  readonly text: string;
  readonly file: HclFile;
}

/**
 * The same as reading `text` anew, but only what lies between the blocks that an edit left alone is parsed. Where either
 * version has a problem, or something else than blocks stands at the top, all of it is.
 */
export function reparseHcl(parser: HclParser, text: string, before: Version | undefined): HclFile {
  const reused = before === undefined ? undefined : reuse(parser, text, before);
  return reused ?? parseHcl(parser, text);
}

function reuse(parser: HclParser, text: string, before: Version): HclFile | undefined {
  const { body, problems } = before.file;
  if (problems.length > 0 || body.attributes.length > 0) return undefined;
  const prefix = commonPrefix(before.text, text);
  const suffix = commonSuffix(before.text, text, prefix);
  const by = text.length - before.text.length;
  const lastSame = before.text.length - suffix;
  // A block that touches the edit may have grown, and the line behind a block belongs to it.
  const head = body.blocks.filter(({ range }) => lineAfter(before.text, range.end) <= prefix);
  const tail = body.blocks.filter(({ range }) => lineBefore(before.text, range.start) > lastSame);
  if (head.length + tail.length < 2) return undefined;
  const from = lineAfter(before.text, head.at(-1)?.range.end ?? 0);
  const start = head.length === 0 ? 0 : from;
  const first = tail[0];
  const end = first === undefined ? text.length : lineBefore(before.text, first.range.start) + by;
  if (start > end) return undefined;
  const middle = parseHcl(parser, text.slice(start, end), start);
  if (middle.problems.length > 0 || middle.body.attributes.length > 0) return undefined;
  const blocks: readonly Block[] = [...head, ...middle.body.blocks, ...shiftAll(tail, by)];
  return { body: { range: { start: 0, end: text.length }, attributes: [], blocks }, problems: [] };
}

function shiftAll(blocks: readonly Block[], by: number): readonly Block[] {
  return by === 0 ? blocks : blocks.map((block) => shift(block, by));
}

function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonSuffix(a: string, b: string, prefix: number): number {
  const most = Math.min(a.length, b.length) - prefix;
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length))
    length++;
  return length;
}

/** The start of the next line. */
function lineAfter(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length + 1 : end + 1;
}

/** The start of the line. */
function lineBefore(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}
