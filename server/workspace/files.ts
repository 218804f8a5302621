import type { Uri } from '../core/index.ts';

/** A door to files that nobody has opened. What cannot be read is not there. */
export interface Files {
  /** Files directly in a folder, named as the folder was. */
  listFolder(folder: Uri, takes: (file: Uri) => boolean): Promise<readonly Uri[]>;
  readFile(file: Uri): Promise<string | undefined>;
}
