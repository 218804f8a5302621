import type {
  Connection,
  FileEvent,
  InitializeParams,
  WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import {
  CONFIG_NAMES,
  folderOf,
  isConfigFile,
  isModuleFile,
  type Project,
  type Source,
  sameFile,
  type Uri,
} from '../core/index.ts';
import type { Files } from '../workspace/files.ts';
import { createNeighbours } from '../workspace/neighbours.ts';
import type { BugReporter } from './bugs.ts';
import type { Client } from './client.ts';
import type { Documents } from './documents.ts';
import type { Host } from './host.ts';
import type { LateEngine } from './late-engine.ts';

/** What open documents need besides their text: the parser of their language, and the files they are made of. */
export interface Surroundings {
  /** Files from disk; the same value until something in it changes. */
  readonly sources: ReadonlyMap<Uri, Source>;
  /**
   * Undefined: everything is there that the document needs. Else settles when it is, or after a while: then the answer of
   * now is better than none, and `onChange` tells when there is a better one.
   */
  prepare(uri: Uri): Promise<void> | undefined;
  opened(uri: Uri): void;
  changed(uri: Uri): void;
  closed(uri: Uri): void;
  changedOnDisk(events: readonly FileEvent[]): void;
  changedFolders(event: WorkspaceFoldersChangeEvent): void;
}

export interface Around {
  readonly connection: Connection;
  readonly host: Host;
  readonly client: Client;
  readonly bug: BugReporter;
  readonly documents: Documents;
  readonly engine: LateEngine;
  project(): Project;
  /** Documents may read differently now, although nobody changed them. */
  onChange(): void;
}

export function createSurroundings(params: InitializeParams, around: Around): Surroundings {
  const { bug, documents, engine, host } = around;
  let folders = foldersOf(params);
  let files: Files = host.filesBelow(folders);
  const neighbours = createNeighbours(() => files, documents.isOpen);
  const slow = new Set<Uri>();
  let isWatching = false;
  let isWatchingConfigs = false;

  const wants = (uri: Uri) => {
    try {
      return engine.now.wants(around.project(), uri);
    } catch (error) {
      bug('asking for neighbours', error);
      return [];
    }
  };

  const complete = (uri: Uri): Promise<void> | undefined => {
    const source = documents.sources.get(uri);
    if (source === undefined) return undefined;
    if (engine.waitsFor(source)) return withTerraform(uri);
    const around = engine.waitsForModules(source);
    const listing = neighbours.oblige(() => [...around.map((folder) => ({ folder })), ...wants(uri)]);
    const isUsed = () => around.some((folder) => hasModule(folder));
    if (listing === undefined) return isUsed() ? withTerraform(uri) : undefined;
    return listing.then(() => (isUsed() ? withTerraform(uri) : undefined));
  };

  const withTerraform = (uri: Uri): Promise<void> => {
    watch();
    return engine.load().then(() => neighbours.oblige(() => wants(uri)));
  };

  const hasModule = (folder: Uri) =>
    [...neighbours.sources.keys(), ...documents.sources.keys()].some(
      (uri) => isModuleFile(uri) && sameFile(folderOf(uri)) === sameFile(folder),
    );

  /** Only for those who open Terraform. Editors that do not watch read anew with each document that is opened. */
  const watch = () => {
    if (isWatching || !around.client.registersWatchers) return;
    isWatching = true;
    around.connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: WATCHED }] })
      .catch((error: unknown) => bug('registering for files', error));
  };

  /** A configuration counts for every document, whatever its language. */
  const watchConfigs = () => {
    if (isWatchingConfigs || !around.client.registersWatchers) return;
    isWatchingConfigs = true;
    const watchers = [{ globPattern: `**/{${CONFIG_NAMES.join(',')}}` }];
    around.connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((error: unknown) => bug('registering for configurations', error));
  };

  const prepare = (uri: Uri): Promise<void> | undefined => {
    const work = complete(uri);
    if (work === undefined || slow.has(uri)) return undefined;
    return new Promise<void>((resolve) => {
      const stop = host.later(PATIENCE, () => {
        slow.add(uri);
        resolve();
      });
      void work
        .catch((error: unknown) => bug('reading neighbours', error))
        .then(() => {
          stop();
          slow.delete(uri);
          resolve();
          around.onChange();
        });
    });
  };

  const prepareAll = () => {
    for (const uri of documents.sources.keys()) void prepare(uri);
    around.onChange();
  };

  /** Where no document is open that is made of several, none depends on another. */
  const isInvolved = () => [...documents.sources.values()].some(engine.reads);

  const reread = (uris: readonly Uri[]) => {
    const work = neighbours.reread(uris);
    work?.catch((error: unknown) => bug('reading files again', error)).then(prepareAll);
  };

  return {
    get sources() {
      return neighbours.sources;
    },
    prepare,
    opened(uri) {
      const source = documents.sources.get(uri);
      const isFirst = source !== undefined && engine.waitsFor(source);
      if (!isWatching && !isFirst && wants(uri).length > 0) neighbours.forget();
      if (wants(uri).length > 0) watchConfigs();
      if (isInvolved() || isConfigFile(uri)) around.onChange();
    },
    changed(uri) {
      if (isInvolved() || isConfigFile(uri)) around.onChange();
    },
    closed(uri) {
      slow.delete(uri);
      if (isInvolved() || isConfigFile(uri)) reread([uri]);
      else neighbours.forget();
      around.onChange();
    },
    changedOnDisk: (events) => reread(events.map((event) => event.uri)),
    changedFolders({ added, removed }) {
      const gone = new Set(removed.map((folder) => sameFile(folder.uri)));
      folders = [...folders.filter((folder) => !gone.has(sameFile(folder))), ...added.map(({ uri }) => uri)];
      files = host.filesBelow(folders);
      neighbours.forget();
      prepareAll();
    },
  };
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly Uri[] {
  if (workspaceFolders !== undefined && workspaceFolders !== null)
    return workspaceFolders.map(({ uri }) => uri);
  return rootUri === null ? [] : [rootUri];
}

/** What modules and the policies beside them are written in. */
const WATCHED = '**/*.{tf,tofu,json,tftpl,tpl,tmpl}';

/** Milliseconds to wait for a parser or a disk. */
const PATIENCE = 2_000;
