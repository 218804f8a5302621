import type { TableLoader } from '../core/index.ts';

/** What the server needs of the platform it runs on. */
export interface Host {
  /** Of the product, as `initialize` tells it. */
  readonly version: string;
  /** Reads one compiled table, at once. */
  readonly loadTable: TableLoader;
  /** Runs something later; calling the result before then cancels it. */
  later(milliseconds: number, run: () => void): () => void;
}
