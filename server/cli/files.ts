import { isUtf8 } from 'node:buffer';
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { escapeName, type Source, type Uri } from '../core/index.ts';

/** A file to check. */
export interface InputFile {
  /** As people and reports name it: relative to where the command runs when it lies below, with slashes. */
  readonly path: string;
  readonly absolute: string;
  /** The person named this very file; it was not found in a folder. */
  readonly named: boolean;
}

/** One clear sentence about something that could not be read. */
export interface Trouble {
  readonly path: string;
  readonly message: string;
  /** What the document would be if its encoding did not matter: absent where nothing could be read at all. */
  readonly guess?: Source;
}

export interface Found {
  readonly files: readonly InputFile[];
  readonly troubles: readonly Trouble[];
}

/**
 * The files behind the paths, each once, in the order of the paths and sorted in folders. Links to folders are not
 * followed while searching (no loops); one that is named is.
 */
export function findFiles(paths: readonly string[], cwd: string): Found {
  const files = new Map<string, InputFile>();
  const troubles: Trouble[] = [];
  const add = (absolute: string, named: boolean) => {
    if (!files.has(absolute) || named) files.set(absolute, { path: nameOf(absolute, cwd), absolute, named });
  };
  const walk = (folder: string) => {
    for (const entry of attempt(folder, () => readdirSync(folder, { withFileTypes: true })) ?? []) {
      const absolute = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) queue.push(absolute);
      } else if (languageOf(entry.name) !== undefined && isFile(entry, absolute)) add(absolute, false);
    }
  };
  const attempt = <T>(absolute: string, run: () => T): T | undefined => {
    try {
      return run();
    } catch (error) {
      troubles.push({ path: nameOf(absolute, cwd), message: reasonOf(error) });
      return undefined;
    }
  };
  const queue: string[] = [];
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const stats = attempt(absolute, () => statSync(absolute));
    if (stats?.isDirectory() === true) {
      const before = files.size;
      queue.push(absolute);
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) walk(next);
      sortFrom(files, before);
    } else if (stats !== undefined) add(absolute, true);
  }
  return { files: [...files.values()], troubles };
}

/** The text of a file as a document, or why there is none. */
export function readSource({ absolute, path }: InputFile): Source | Trouble {
  try {
    const bytes = readFileSync(absolute);
    const document = (text: string): Source => {
      return { uri: uriOf(absolute), languageId: languageOf(absolute) ?? 'json', text };
    };
    const encoding = encodingOf(bytes);
    const text = new TextDecoder(encoding === 'binary' ? 'latin1' : encoding).decode(bytes);
    return encoding === 'utf-8'
      ? document(text)
      : { path, message: ENCODINGS[encoding], guess: document(text) };
  } catch (error) {
    return { path, message: reasonOf(error) };
  }
}

const ENCODINGS = {
  'utf-16le': 'is UTF-16 text, save it as UTF-8',
  'utf-16be': 'is UTF-16 text, save it as UTF-8',
  latin1: 'is no valid UTF-8 text',
  binary: 'is no text file',
};

/** UTF-8 may begin with a byte order mark. */
function encodingOf(bytes: Uint8Array): 'utf-8' | keyof typeof ENCODINGS {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.subarray(0, 8_000).includes(0)) return 'binary';
  return isUtf8(bytes) ? 'utf-8' : 'latin1';
}

/** The language id of a file by its name; undefined for files that a search passes by. */
function languageOf(name: string): string | undefined {
  return LANGUAGES[extname(name).toLowerCase()];
}

const LANGUAGES: Readonly<Record<string, string>> = {
  '.json': 'json',
  '.jsonc': 'jsonc',
  '.tf': 'terraform',
  '.tofu': 'opentofu',
};

/** Names are spelled as the engine spells those that it finds in modules. */
function uriOf(absolute: string): Uri {
  const { href } = pathToFileURL(absolute);
  return `${href.slice(0, href.lastIndexOf('/'))}/${escapeName(basename(absolute))}`;
}

/** Folders of tools, not of authors. */
const SKIPPED = new Set(['node_modules', '.git', '.terraform', '.terragrunt-cache', 'dist', 'out']);

function isFile(entry: Dirent, absolute: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statSync(absolute, { throwIfNoEntry: false })?.isFile() === true;
}

/** Sorts what was added since the map had `count` entries. */
function sortFrom(files: Map<string, InputFile>, count: number): void {
  const added = [...files.entries()].slice(count);
  for (const [key] of added) files.delete(key);
  for (const [key, file] of added.sort(([a], [b]) => (a < b ? -1 : 1))) files.set(key, file);
}

/** As people and reports name a file. */
export function nameOf(absolute: string, cwd: string): string {
  const below = relative(cwd, absolute);
  const name = below === '' ? '.' : below.startsWith('..') ? absolute : below;
  return sep === '/' ? name : name.replaceAll(sep, '/');
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  ELOOP: 'cannot be read: its links go in a circle',
  ENAMETOOLONG: 'cannot be read: the name is too long',
};
