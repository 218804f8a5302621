import { isUtf8 } from 'node:buffer';
import { readFileSync, type Stats, statSync } from 'node:fs';
import { basename, extname, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { escapeName, type Source, type Uri } from '../../core/index.ts';
import type { Trouble } from '../result.ts';

/** A file to check. */
export interface InputFile {
  /** As people and reports name it: relative to where the command runs when it lies below, with slashes. */
  readonly path: string;
  readonly absolute: string;
  /** The person named this very file; it was not found in a folder. */
  readonly named: boolean;
}

/** Why there is no text, and what the document would be if its encoding did not matter. */
export interface Unread extends Trouble {
  /** Absent where nothing could be read at all. */
  readonly guess?: Source;
}

/** The text of a file as a document, or why there is none. */
export function readSource(file: InputFile): Source | Unread {
  const { absolute, path } = file;
  try {
    const bytes = readFileSync(absolute);
    const document = (text: string) => sourceOf(file, text);
    const encoding = encodingOf(bytes);
    const text = new TextDecoder(encoding === 'binary' ? 'latin1' : encoding).decode(bytes);
    return encoding === 'utf-8'
      ? document(text)
      : { path, message: ENCODINGS[encoding], guess: document(text) };
  } catch (error) {
    return { path, message: reasonOf(error) };
  }
}

/** A document of the file's name. */
export function sourceOf({ absolute, named }: InputFile, text: string): Source {
  return { uri: uriOf(absolute), languageId: languageIdOf(absolute, named), text };
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

/** A file that somebody names is a policy, whatever it is called; one that is found may be a template of anything. */
function languageIdOf(absolute: string, named: boolean): string {
  const languageId = languageOf(absolute);
  return languageId === undefined || (named && languageId === TEMPLATE) ? 'json' : languageId;
}

/** Whether a search stops at a file of this name. */
export function isSearched(name: string): boolean {
  return languageOf(name) !== undefined;
}

/** The language id of a file by its name; undefined for files that a search passes by. */
function languageOf(name: string): string | undefined {
  return LANGUAGES[extname(name).toLowerCase()];
}

const TEMPLATE = 'terraform-template';

const LANGUAGES: Readonly<Record<string, string>> = {
  '.json': 'json',
  '.jsonc': 'jsonc',
  '.tf': 'terraform',
  '.tofu': 'opentofu',
  '.tfvars': 'terraform-vars',
  '.tftpl': TEMPLATE,
  '.tpl': TEMPLATE,
  '.tmpl': TEMPLATE,
};

/** Names are spelled as the engine spells those that it finds in modules. */
export function uriOf(absolute: string): Uri {
  const { href } = pathToFileURL(absolute);
  return `${href.slice(0, href.lastIndexOf('/'))}/${escapeName(basename(absolute))}`;
}

/** As people and reports name a file. */
export function nameOf(absolute: string, cwd: string): string {
  const below = relative(cwd, absolute);
  const name = below === '' ? '.' : below.startsWith('..') ? absolute : below;
  return sep === '/' ? name : name.replaceAll(sep, '/');
}

/** Undefined for what is not there or may not be looked at, links in a circle included. */
export function statOf(absolute: string): Stats | undefined {
  try {
    return statSync(absolute);
  } catch {
    return undefined;
  }
}

export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'cannot be read: it is a folder',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  ELOOP: 'cannot be read: its links go in a circle',
  ENAMETOOLONG: 'cannot be read: the name is too long',
};
