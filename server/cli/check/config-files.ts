import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CONFIG_NAMES, lineIndex, readConfig, type Source } from '../../core/index.ts';
import { CommandError } from '../arguments.ts';
import { nameOf, reasonOf, sourceOf } from './files.ts';

/** Finds the configuration of folders, and keeps what was read. */
export interface ConfigFiles {
  /** The nearest in the folder or above, up to the root of its working tree. Throws `CommandError` for one that is wrong. */
  of(folder: string): Source | undefined;
  /** All that were read so far. */
  known(): readonly Source[];
}

/** `only` counts for every folder. */
export function createConfigFiles(cwd: string, only: string | undefined): ConfigFiles {
  const read = new Map<string, Source>();
  const found = new Map<string, Source | undefined>();
  const open = (absolute: string): Source => {
    const known = read.get(absolute);
    if (known !== undefined) return known;
    const source = sourceOf({ path: '', absolute, named: false }, textOf(absolute, cwd));
    refuseProblems(source, nameOf(absolute, cwd));
    read.set(absolute, source);
    return source;
  };
  const nearest = (folder: string): Source | undefined => {
    if (found.has(folder)) return found.get(folder);
    const name = CONFIG_NAMES.find((one) => existsSync(join(folder, one)));
    const parent = dirname(folder);
    const isTop = parent === folder || existsSync(join(folder, '.git'));
    const source = name !== undefined ? open(join(folder, name)) : isTop ? undefined : nearest(parent);
    found.set(folder, source);
    return source;
  };
  return {
    of: only === undefined ? nearest : () => open(resolve(cwd, only)),
    known: () => [...read.values()],
  };
}

function textOf(absolute: string, cwd: string): string {
  try {
    return readFileSync(absolute, 'utf8');
  } catch (error) {
    throw new CommandError(`${nameOf(absolute, cwd)} ${reasonOf(error)}`);
  }
}

/** A pipeline that goes on with half of its configuration says things nobody meant. */
function refuseProblems(source: Source, path: string): void {
  const [problem] = readConfig(source).problems;
  if (problem === undefined) return;
  const { line, character } = lineIndex(source.text).at(problem.at.start);
  throw new CommandError(`${path}:${line + 1}:${character + 1}: ${problem.message}`);
}
