import { type Analysis, SEVERITIES, type Severity, type Source, type Uri } from '../core/index.ts';
import type { Limit } from './arguments.ts';
import type { Trouble } from './files.ts';

/** What a check came to, for reports to print. */
export interface Result {
  readonly dataDate: string;
  /** Files with policies, and those that were named. */
  readonly files: readonly CheckedFile[];
  /** How many files were looked at. */
  readonly searched: number;
  /** What could not be read. */
  readonly troubles: readonly Trouble[];
}

export interface CheckedFile {
  readonly path: string;
  readonly source: Source;
  readonly analysis: Analysis;
  /** Other documents that findings point to. */
  readonly places: ReadonlyMap<Uri, Place>;
}

export interface Place {
  readonly path: string;
  readonly source: Source;
}

export interface Summary {
  readonly files: number;
  readonly policies: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
}

export function summarize({ files }: Result): Summary {
  const count = (severity: Severity) =>
    files.reduce(
      (sum, { analysis }) => sum + analysis.findings.filter((f) => f.severity === severity).length,
      0,
    );
  return {
    files: files.length,
    policies: files.reduce((sum, { analysis }) => sum + analysis.policies.length, 0),
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    hints: count('hint'),
  };
}

/** Whether a finding is as loud as the limit, or louder. */
export function reaches({ files }: Result, limit: Limit): boolean {
  if (limit === 'none') return false;
  const loudEnough = SEVERITIES.slice(0, SEVERITIES.indexOf(limit) + 1);
  return files.some(({ analysis }) =>
    analysis.findings.some(({ severity }) => loudEnough.includes(severity)),
  );
}
