/** Prints a title and a Markdown table of what was measured; a target says what is aimed at and whether it was met. */
export function printTable(title: string, rows: readonly Row[]): void {
  const cells = rows.map(({ name, value, target }) => [
    name,
    value,
    target === undefined ? '' : wordsOf(target),
  ]);
  printColumns(title, ['', 'measured', 'aim'], cells);
}

/** Prints a title and a Markdown table; all columns but the first hold numbers. */
export function printColumns(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const widths = heads.map((head, at) =>
    Math.max(3, head.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (at === 0 ? (cells[at] ?? '').padEnd(width) : (cells[at] ?? '').padStart(width))).join(' | ')} |`;
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  console.log(`\n### ${title}\n\n${line(heads)}\n${line(rule)}`);
  for (const row of rows) console.log(line(row));
}

export interface Row {
  readonly name: string;
  readonly value: string;
  readonly target?: Target;
}

export interface Target {
  /** As people read it: `20 ms`. */
  readonly text: string;
  readonly met: boolean;
}

/** No more than so much of a unit. */
export function atMost(measured: number, limit: number, print: (value: number) => string): Target {
  return { text: print(limit), met: measured <= limit };
}

function wordsOf({ text, met }: Target): string {
  return `≤ ${text}: ${met ? 'met' : 'missed'}`;
}

export function ms(milliseconds: number): string {
  return `${Number(milliseconds.toFixed(milliseconds < 10 ? 2 : 0))} ms`;
}

export function times(ratio: number): string {
  return `${Number(ratio.toFixed(2))} ×`;
}

export function megabytes(bytes: number): string {
  return `${Number((bytes / 1_000_000).toFixed(1))} MB`;
}

export function kilobytes(bytes: number): string {
  return `${Number((bytes / 1000).toFixed(1))} kB`;
}
