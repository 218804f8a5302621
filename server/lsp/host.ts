import type { HclParser, TableLoader, Uri } from '../core/index.ts';
import type { Files } from '../workspace/files.ts';

/** What the server needs of the platform it runs on. */
export interface Host {
  /** Of the product, as `initialize` tells it. */
  readonly version: string;
  /** Reads one compiled table, at once. */
  readonly loadTable: TableLoader;
  /** The parser of Terraform's syntax; asked for when the first such document is opened. */
  loadHclParser(): Promise<HclParser>;
  /** The files below these folders and no others. */
  filesBelow(folders: readonly Uri[]): Files;
  /** Runs something later; calling the result before then cancels it. */
  later(milliseconds: number, run: () => void): () => void;
}
