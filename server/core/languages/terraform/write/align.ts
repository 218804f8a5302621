import type { TextRange } from '../../../text/range.ts';
import { hasBreak, lineStart, nextLine } from '../trivia.ts';

/** An argument of a body or an entry of an object. */
export interface Keyed {
  readonly key: TextRange;
  readonly range: TextRange;
  readonly value: { readonly range: TextRange };
}

/**
 * The blanks between a key of `length` characters and its `=`, so that it stands in the column of the arguments on the
 * lines around it. One blank where they have no column, or it is too narrow: `tidy` widens it for all of them.
 * `members` are in the order of the file; the new one stands before `index`, or is the one at `index` when `renamed`.
 */
export function paddingAt(
  text: string,
  members: readonly Keyed[],
  index: number,
  length: number,
  renamed: boolean,
): string {
  const chain = chainAt(text, members, index, renamed);
  const columns = chain.map((member) => columnOf(text, member));
  const [column] = columns;
  if (column === undefined || columns.some((one) => one !== column)) return ' ';
  return ' '.repeat(Math.max(1, column - length));
}

/** Key, padding and `=` of several lines that stand together. */
export function alignLines(
  lines: readonly { readonly key: string; readonly value: string }[],
): readonly string[] {
  const result: string[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    while (lines[to] !== undefined && !/[\r\n]/.test(lines[to]?.value ?? '')) to++;
    const chain = lines.slice(from, Math.max(to, from + 1));
    const width = to > from ? Math.max(...chain.map(({ key }) => key.length)) : 0;
    for (const { key, value } of chain) result.push(`${key.padEnd(width)} = ${value}`);
    from += chain.length;
  }
  return result;
}

function chainAt(text: string, members: readonly Keyed[], index: number, renamed: boolean): readonly Keyed[] {
  const chain: Keyed[] = [];
  const self = renamed ? members[index] : undefined;
  if (self !== undefined && !isOneLine(text, self)) return [];
  let below = self;
  for (let at = index - 1; at >= 0; at--) {
    const member = members[at];
    if (member === undefined || !isOneLine(text, member)) break;
    if (below !== undefined && !areNeighbours(text, member, below)) break;
    chain.unshift(member);
    below = member;
  }
  if (self !== undefined) chain.push(self);
  let above = chain.at(-1);
  for (let at = renamed ? index + 1 : index; at < members.length; at++) {
    const member = members[at];
    if (member === undefined || !isOneLine(text, member)) break;
    if (above !== undefined && !areNeighbours(text, above, member)) break;
    chain.push(member);
    above = member;
  }
  return chain;
}

/** Whether key and value stand on one line. */
export function isOneLine(text: string, { range }: Pick<Keyed, 'range'>): boolean {
  return !hasBreak(text, range.start, range.end);
}

/** Whether one stands on the line after the other. */
export function areNeighbours(
  text: string,
  above: Pick<Keyed, 'range'>,
  below: Pick<Keyed, 'range'>,
): boolean {
  return nextLine(text, above.range.end) === lineStart(text, below.range.start);
}

/** How far `=` stands from the start of the key; undefined where another sign or no blank precedes it. */
function columnOf(text: string, { key, value }: Keyed): number | undefined {
  const between = /^( +)=/.exec(text.slice(key.end, value.range.start));
  return between === null ? undefined : key.end - key.start + (between[1]?.length ?? 0);
}
