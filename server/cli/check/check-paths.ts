import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Catalog, defaultSettings, type HclParser, type Uri } from '../../core/index.ts';
import type { Files } from '../../workspace/files.ts';
import type { CheckOptions } from '../arguments.ts';
import type { CheckedFile, Trouble } from '../result.ts';
import { type Check, checkFolder } from './check-folder.ts';
import { type ConfigFiles, createConfigFiles } from './config-files.ts';
import { createEngines } from './engines.ts';
import { type InputFile, statOf } from './files.ts';

/** What a check needs of the machine besides the files that it is given. */
export interface Machine {
  readonly cwd: string;
  /** Asked for when the first Terraform file is met. */
  loadHclParser(): Promise<HclParser>;
  filesBelow(folders: readonly Uri[]): Files;
}

/** What a check asks for, beyond which files. */
export type CheckWishes = Pick<CheckOptions, 'paths' | 'kind' | 'fix' | 'config'> & {
  /** The report shows fixes. */
  readonly withFixes: boolean;
  readonly given?: Check['given'];
};

/** Checks files one folder after the other: what they come to, as it comes. */
export interface Checker {
  readonly configs: ConfigFiles;
  check(files: readonly InputFile[]): AsyncIterable<CheckedFile>;
  /** What could not be read so far. Bugs of rules are told here too: they leave the result incomplete. */
  readonly troubles: readonly Trouble[];
}

export function createChecker(wishes: CheckWishes, catalog: Catalog, machine: Machine): Checker {
  const { cwd } = machine;
  const troubles: Trouble[] = [];
  const onBug = (what: string, error: unknown) =>
    void troubles.push({ path: what, message: `failed, please report this bug: ${error}` });
  const roots = [cwd, ...wishes.paths.map((path) => folderOf(resolve(cwd, path)))];
  const configs = createConfigFiles(cwd, wishes.config);
  const check: Check = {
    cwd,
    settings: wishes.kind === undefined ? defaultSettings : { ...defaultSettings, forcedKind: wishes.kind },
    engines: createEngines(catalog, machine.loadHclParser, onBug),
    files: machine.filesBelow(roots.map((root) => pathToFileURL(root).href)),
    configs,
    said: wishes.kind !== undefined,
    fix: wishes.fix !== undefined,
    withFixes: wishes.withFixes,
    ...(wishes.given === undefined ? {} : { given: wishes.given }),
  };
  return {
    configs,
    troubles,
    async *check(files) {
      for (const folder of byFolder(files)) {
        const { checked, troubles: unread } = await checkFolder(folder, check);
        troubles.push(...unread);
        yield* checked;
      }
    },
  };
}

/** Of a file or a folder. */
function folderOf(absolute: string): string {
  return statOf(absolute)?.isDirectory() === true ? absolute : dirname(absolute);
}

/** Files of one folder follow each other. */
export function byFolder(files: readonly InputFile[]): readonly (readonly InputFile[])[] {
  const folders = new Map<string, InputFile[]>();
  for (const file of files) {
    const folder = dirname(file.absolute);
    const known = folders.get(folder);
    if (known === undefined) folders.set(folder, [file]);
    else known.push(file);
  }
  return [...folders.values()];
}
