import { UNIT } from '../write/print.ts';

/** A line of a text in the making. */
export interface Line {
  /** In steps of indentation. */
  readonly level: number;
  /** Of an argument or entry: stands before the sign. */
  readonly key?: string;
  readonly text: string;
  /** The value goes on on the next lines: its sign stands right behind the key. */
  readonly open?: true;
  /** A comment at its end. */
  comment?: string;
}

/** The lines as a text, with signs and comments in columns as `terraform fmt` sets them; the first line goes without indentation. */
export function printLines(lines: readonly Line[], indent: string, eol: string, sign = '='): string {
  const heads = lines.map((line, index) => {
    if (line.key === undefined) return line.text;
    if (sign !== '=') return `${line.key}${sign}${line.text}`;
    const width = line.open === true ? 0 : widthAt(lines, index);
    return `${line.key.padEnd(width)} = ${line.text}`;
  });
  return lines
    .map((line, index) => {
      const head = heads[index] ?? '';
      const lead = index === 0 ? '' : head === '' ? '' : indent + UNIT.repeat(line.level);
      if (line.comment === undefined) return lead + head;
      return `${lead}${head.padEnd(commentColumn(lines, heads, index))} ${line.comment}`;
    })
    .join(eol);
}

function isAligned(line: Line | undefined, level: number): line is Line & { readonly key: string } {
  return line?.key !== undefined && line.open !== true && line.level === level;
}

/** The widest key of the lines that stand together. */
function widthAt(lines: readonly Line[], index: number): number {
  const level = lines[index]?.level ?? 0;
  let [from, to] = [index, index];
  while (isAligned(lines[from - 1], level)) from--;
  while (isAligned(lines[to + 1], level)) to++;
  return Math.max(...lines.slice(from, to + 1).map(({ key }) => key?.length ?? 0));
}

/** How wide a line is before its comment; neighbours with comments share a column. */
function commentColumn(lines: readonly Line[], heads: readonly string[], index: number): number {
  const level = lines[index]?.level ?? 0;
  const together = (at: number) => lines[at]?.comment !== undefined && lines[at]?.level === level;
  let [from, to] = [index, index];
  while (together(from - 1)) from--;
  while (together(to + 1)) to++;
  return Math.max(...heads.slice(from, to + 1).map((head) => head.length));
}
