import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import type { Trouble } from '../result.ts';
import { type InputFile, isSearched, nameOf, reasonOf, statOf } from './files.ts';
import { createGitIgnore, type GitIgnore } from './git-ignore.ts';

export interface Found {
  /** In the order of the paths, each file once, sorted within a folder or glob. */
  readonly files: readonly InputFile[];
  readonly troubles: readonly Trouble[];
}

export interface Search {
  readonly cwd: string;
  /** Files that git ignores are found too. */
  readonly withIgnored: boolean;
  /** Only these, when given, by their absolute paths. */
  readonly among?: ReadonlySet<string>;
}

/**
 * The files behind files, folders and globs. Links to folders are not followed while searching (no loops), nor are links to
 * files that lie elsewhere (somebody else's repository must not show, or have written, what is not in it); one that is named is. A file that is named counts whatever it is called and whoever ignores it.
 */
export function findFiles(paths: readonly string[], search: Search): Found {
  const { cwd } = search;
  const files = new Map<string, InputFile>();
  const troubles: Trouble[] = [];
  const ignore = search.withIgnored ? undefined : createGitIgnore();
  const add = (absolute: string, named: boolean) => {
    if (search.among !== undefined && !isAmong(absolute, search.among)) return;
    if (!files.has(absolute) || named) files.set(absolute, { path: nameOf(absolute, cwd), absolute, named });
  };
  const attempt = <T>(absolute: string, run: () => T): T | undefined => {
    try {
      return run();
    } catch (error) {
      troubles.push({ path: nameOf(absolute, cwd), message: reasonOf(error) });
      return undefined;
    }
  };
  const walk = ({ folder, top, takes }: Step) => {
    const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true })) ?? [];
    for (const entry of entries) {
      const absolute = join(folder, entry.name);
      if (isSkipped(entry, absolute, ignore)) continue;
      if (entry.isDirectory()) queue.push({ folder: absolute, top, takes });
      else if (takes(absolute) && isFileBelow([cwd, top], entry, absolute)) add(absolute, false);
    }
  };
  const queue: Step[] = [];
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const glob = existsSync(absolute) ? undefined : globOf(path, cwd);
    const stats = glob === undefined ? attempt(absolute, () => statSync(absolute)) : undefined;
    const before = files.size;
    if (glob !== undefined) queue.push(glob);
    else if (stats?.isDirectory() === true)
      queue.push({ folder: absolute, top: absolute, takes: isSearched });
    else if (stats !== undefined) add(absolute, true);
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) walk(next);
    if (glob !== undefined || stats?.isDirectory() === true) sortFrom(files, before);
    if (glob !== undefined && files.size === before && search.among === undefined) {
      troubles.push({ path, message: 'matches no file' });
    }
  }
  return { files: [...files.values()], troubles };
}

/** A folder to look into. */
interface Step {
  readonly folder: string;
  /** Where the search began: links may lead to what lies below, or below the folder where the command runs. */
  readonly top: string;
  takes(absolute: string): boolean;
}

/** A pattern with the folder where its search begins; undefined for what is no pattern. */
function globOf(path: string, cwd: string): Step | undefined {
  const { isGlob, base, glob } = picomatch.scan(path);
  if (!isGlob) return undefined;
  const folder = resolve(cwd, base);
  if (statOf(folder)?.isDirectory() !== true) return undefined;
  const matches = picomatch(glob, { dot: true });
  return {
    folder,
    top: folder,
    takes: (absolute: string) => matches(nameOf(absolute, folder)),
  };
}

/** Git names files by where they really lie, whatever way led there. */
function isAmong(absolute: string, among: ReadonlySet<string>): boolean {
  return among.has(absolute) || among.has(join(realpathSync(dirname(absolute)), basename(absolute)));
}

/** Folders of tools, not of authors, and what git does not keep. */
function isSkipped(entry: Dirent, absolute: string, ignore: GitIgnore | undefined): boolean {
  if (entry.isDirectory() && SKIPPED.has(entry.name)) return true;
  return ignore?.ignores(absolute, entry.isDirectory()) === true;
}

const SKIPPED = new Set(['node_modules', '.git', '.terraform', '.terragrunt-cache', 'dist', 'out']);

function isFileBelow(folders: readonly string[], entry: Dirent, absolute: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  if (statOf(absolute)?.isFile() !== true) return false;
  const target = realpathSync(absolute);
  return folders.some((folder) => target.startsWith(realpathSync(folder).replace(/[\\/]$/, '') + sep));
}

/** Sorts what was added since the map had `count` entries. */
function sortFrom(files: Map<string, InputFile>, count: number): void {
  const added = [...files.entries()].slice(count);
  for (const [key] of added) files.delete(key);
  for (const [key, file] of added.sort(([a], [b]) => (a < b ? -1 : 1))) files.set(key, file);
}
