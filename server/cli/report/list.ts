import type { CheckedFile } from '../result.ts';
import type { Reporter, Run } from './reporter.ts';

/** A report that is JSON with one growing list in it. */
export interface ListReport {
  /** Up to the list. */
  readonly before: string;
  /** Of the line that the list begins in, in blanks. */
  readonly indent: number;
  items(file: CheckedFile): readonly unknown[];
  /** From behind the list. */
  after(run: Run): string;
}

export function listReporter({ before, indent, items, after }: ListReport): Reporter {
  const margin = ' '.repeat(indent + 2);
  let isEmpty = true;
  const write = (item: unknown) => {
    const text = JSON.stringify(item, undefined, 2).replaceAll('\n', `\n${margin}`);
    const comma = isEmpty ? '' : ',';
    isEmpty = false;
    return `${comma}\n${margin}${text}`;
  };
  return {
    begin: () => `${before}[`,
    file: (file) => items(file).map(write).join(''),
    end: (run) => `${isEmpty ? '' : `\n${' '.repeat(indent)}`}]${after(run)}`,
  };
}
