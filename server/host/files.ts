import { opendir, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeName, type Uri } from '../core/index.ts';
import type { Files } from '../workspace/files.ts';

/**
 * Reads below the folders `roots`, after all links are resolved: neither `..` nor a link leads out. What cannot be read, is
 * larger than a megabyte or lies elsewhere is not there.
 */
export function filesBelow(roots: readonly Uri[]): Files {
  const named = roots.flatMap((root) => pathOf(root) ?? []);
  const real = Promise.all(named.map((folder) => attempt(() => realpath(folder))));
  const inside = async (uri: Uri): Promise<string | undefined> => {
    const path = pathOf(uri);
    // Not even looked at: the path may name another machine.
    if (path === undefined || !named.some((folder) => isBelow(path, folder))) return undefined;
    const [target, folders] = await Promise.all([attempt(() => realpath(path)), real]);
    if (target === undefined) return undefined;
    return folders.some((folder) => folder !== undefined && isBelow(target, folder)) ? target : undefined;
  };
  return {
    async listFolder(uri, takes) {
      const path = await inside(uri);
      return path === undefined ? [] : ((await attempt(() => list(path, uri, takes))) ?? []);
    },
    async readFile(uri) {
      const path = await inside(uri);
      return path === undefined ? undefined : attempt(() => readText(path));
    },
  };
}

async function list(path: string, uri: Uri, takes: (file: Uri) => boolean): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  for await (const entry of await opendir(path)) {
    const file = `${uri}/${escapeName(entry.name)}`;
    if (entry.isDirectory() || !takes(file)) continue;
    found.push(file);
    if (found.length >= MAX_FILES) break;
  }
  return found.sort();
}

async function readText(path: string): Promise<string | undefined> {
  const stats = await stat(path);
  if (!stats.isFile() || stats.size > MAX_BYTES) return undefined;
  return new TextDecoder().decode(await readFile(path));
}

/** Undefined for documents that are no files. */
function pathOf(uri: Uri): string | undefined {
  try {
    return resolve(fileURLToPath(uri));
  } catch {
    return undefined;
  }
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Whatever does not work is not there: no file of a neighbour is worth an error. */
async function attempt<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch {
    return undefined;
  }
}

const MAX_BYTES = 1_000_000;

/** Of one folder. */
const MAX_FILES = 2_000;
