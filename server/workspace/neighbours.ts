import { folderOf, isModuleFile, type Source, sameFile, type Uri, type Want } from '../core/index.ts';
import type { Files } from './files.ts';

/** Files that nobody has opened, read because an open document is made of them too. */
export interface Neighbours {
  /** The same value until something in it changes. */
  readonly sources: ReadonlyMap<Uri, Source>;
  /** Reads what `wants` names, and asks again until it names nothing new. Undefined: there is nothing to read. */
  oblige(wants: () => readonly Want[]): Promise<void> | undefined;
  /** Files were changed, made or taken away on disk. Undefined: none that matters here. */
  reread(uris: readonly Uri[]): Promise<void> | undefined;
  /** Lists and reads everything anew when it is wanted next. */
  forget(): void;
}

/** What the editor holds open is not read from disk. */
export function createNeighbours(files: () => Files, isOpen: (uri: Uri) => boolean): Neighbours {
  const folders = new Map<string, Reading>();
  const entries = new Map<string, Entry>();
  let sources: ReadonlyMap<Uri, Source> | undefined;

  const read = (uri: Uri): Promise<void> | undefined => {
    const key = sameFile(uri);
    const before = entries.get(key);
    if (before === undefined && entries.size >= MAX_FILES) return undefined;
    const entry: Entry = { uri: before?.uri ?? uri, source: before?.source, reading: undefined };
    entries.set(key, entry);
    entry.reading = files()
      .readFile(entry.uri)
      .then((text) => {
        entry.reading = undefined;
        // Meanwhile it may have been read again, or forgotten.
        if (entries.get(key) !== entry || text === entry.source?.text) return;
        entry.source = text === undefined ? undefined : sourceOf(entry.uri, text);
        sources = undefined;
      });
    return entry.reading;
  };

  const readOnce = (uri: Uri): Promise<void> | undefined => {
    const entry = entries.get(sameFile(uri));
    if (entry !== undefined) return entry.reading;
    return isOpen(uri) ? undefined : read(uri);
  };

  const list = (folder: Uri): Promise<void> | undefined => {
    const key = sameFile(folder);
    const known = folders.get(key);
    if (known !== undefined) return known.reading;
    const listing: Reading = { reading: undefined };
    folders.set(key, listing);
    listing.reading = files()
      .listFolder(folder, isModuleFile)
      .then((found) => inGroups(found, (uri) => (folders.get(key) === listing ? readOnce(uri) : undefined)))
      .then(() => {
        listing.reading = undefined;
      });
    return listing.reading;
  };

  const oblige = (wants: () => readonly Want[], rounds: number): Promise<void> | undefined => {
    const work = wants().flatMap((want) => ('file' in want ? readOnce(want.file) : list(want.folder)) ?? []);
    if (work.length === 0) return undefined;
    return Promise.all(work).then(() => (rounds === 0 ? undefined : oblige(wants, rounds - 1)));
  };

  return {
    get sources() {
      sources ??= new Map(
        [...entries.values()].flatMap(({ source }) => (source === undefined ? [] : [[source.uri, source]])),
      );
      return sources;
    },
    oblige: (wants) => oblige(wants, MAX_ROUNDS),
    reread(uris) {
      const work = uris.flatMap((uri) => {
        const matters =
          entries.has(sameFile(uri)) || (isModuleFile(uri) && folders.has(sameFile(folderOf(uri))));
        return (matters ? read(uri) : undefined) ?? [];
      });
      return work.length === 0 ? undefined : Promise.all(work).then(() => {});
    },
    forget() {
      folders.clear();
      entries.clear();
      sources = undefined;
    },
  };
}

/** Absent once it is done. */
interface Reading {
  reading: Promise<void> | undefined;
}

interface Entry extends Reading {
  readonly uri: Uri;
  /** Absent: there is no such file, or it is none of ours to read. */
  source: Source | undefined;
}

function sourceOf(uri: Uri, text: string): Source {
  const [, extension = ''] = /\.([^./]*)$/.exec(uri) ?? [];
  return { uri, languageId: LANGUAGES.get(extension) ?? 'plaintext', text };
}

const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['tf', 'terraform'],
  ['tofu', 'opentofu'],
  ['json', 'json'],
]);

/** Files that are open at the same time cost handles. */
async function inGroups(uris: readonly Uri[], run: (uri: Uri) => Promise<void> | undefined): Promise<void> {
  for (let at = 0; at < uris.length; at += 32) await Promise.all(uris.slice(at, at + 32).map(run));
}

/** A module calls modules that call modules, and each names files. */
const MAX_ROUNDS = 8;

/** Of all modules together. */
const MAX_FILES = 20_000;
