import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, onTestFinished } from 'vitest';
import { type RunningServer, type Start, startServer } from './server.ts';

/** Starts servers that end with the file that asks for this, as they should: each stopped when asked, and had nothing to complain of. */
export function servers(): (start?: Start) => Promise<RunningServer> {
  const running: RunningServer[] = [];
  afterAll(async () => {
    for (const server of running) {
      await server.stop();
      expect(server.logs).toEqual([]);
    }
  });
  return async (start) => {
    const server = await startServer(start);
    running.push(server);
    return server;
  };
}

/** On disk. */
export interface Folder {
  readonly path: string;
  readonly uri: string;
  uriOf(name: string): string;
  write(name: string, text: string): void;
  remove(): void;
}

/** A folder with these files, for one test. */
export function folder(files: Readonly<Record<string, string>>): Folder {
  const made = lastingFolder(files);
  onTestFinished(made.remove);
  return made;
}

/** A folder with these files, until somebody removes it. */
export function lastingFolder(files: Readonly<Record<string, string>>): Folder {
  const path = mkdtempSync(join(tmpdir(), 'policywright-lsp-'));
  const uri = pathToFileURL(path).href;
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  return {
    path,
    uri,
    uriOf: (name) => `${uri}/${name}`,
    write,
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
