import type { CheckedFile, Summary } from '../result.ts';

/** Turns checked files into text as they come, so that no run has to be kept whole. */
export interface Reporter {
  begin(): string;
  file(file: CheckedFile): string;
  end(run: Run): string;
}

/** What is known when all is done. */
export interface Run {
  readonly summary: Summary;
  /** How many files were looked at. */
  readonly searched: number;
}

/** Of every report. */
export interface About {
  readonly version: string;
  /** The day of the service data. */
  readonly dataDate: string;
}
