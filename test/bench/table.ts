/** Prints a title and rows of a name, its numbers and, where it has one, its target. */
export function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  const width = Math.max(...rows.map(({ name }) => name.length));
  const values = Math.max(...rows.map(({ value }) => value.length));
  for (const { name, value, target } of rows) {
    const aim = target === undefined ? '' : `   (${target})`;
    console.log(`  ${name.padEnd(width)}  ${value.padStart(values)}${aim}`);
  }
}

export interface Row {
  readonly name: string;
  readonly value: string;
  /** What is aimed at: `at most 20 ms`. */
  readonly target?: string;
}

export function ms(milliseconds: number): string {
  return `${milliseconds < 10 ? milliseconds.toFixed(2) : milliseconds.toFixed(0)} ms`;
}

export function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
