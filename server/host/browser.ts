import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { version } from '../../package.json';
import type { HclParser } from '../core/index.ts';
import type { startServer } from '../lsp/start.ts';
import { fetchTables } from './browser-tables.ts';
import { filesOfClient } from './client-files.ts';
import { createHclParser, type TreeSitter } from './hcl-parser.ts';

/** The first message to the worker. */
interface Welcome {
  /** The folder of this bundle, as a URL with a slash at its end: the worker itself may come from a `blob:`. */
  readonly assets: string;
  /** Where the protocol is spoken. What comes before anybody listens waits in it. */
  readonly port: MessagePort;
}

/** The language server as a worker: waits to be told where its files lie and says `ready` when it listens. */
export function listen(start: typeof startServer): void {
  self.addEventListener(
    'message',
    ({ data }: MessageEvent<Welcome>) => {
      void welcome(data, start).then(() => self.postMessage('ready'));
    },
    { once: true },
  );
}

async function welcome({ assets, port }: Welcome, start: typeof startServer): Promise<void> {
  const loadTable = await fetchTables(new URL('tables/', assets));
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(port),
    new BrowserMessageWriter(port),
  );
  connection.onExit(() => self.close());
  start(connection, {
    version,
    loadTable,
    loadHclParser: () => loadHclParser(assets),
    filesBelow: (folders) => filesOfClient(connection, folders),
    later,
  });
}

async function loadHclParser(assets: string): Promise<HclParser> {
  const [wasm, grammar] = await Promise.all([
    fetchBytes(new URL('tree-sitter.wasm', assets)),
    fetchBytes(new URL('tree-sitter-terraform.wasm', assets)),
  ]);
  importScripts(new URL('tree-sitter.js', assets).href);
  return createHclParser(
    (globalThis as typeof globalThis & { webTreeSitter: TreeSitter }).webTreeSitter,
    wasm,
    grammar,
  );
}

async function fetchBytes(url: URL): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href} answers ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function later(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
