import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { read, trackedFiles } from './files.ts';

/** What ships fetches nothing: the modules that can are not in the bundles, but for the socket that a language client may ask for. */

const bundle = (name: string) => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8');

/** Modules of Node that a bundle loads, without their prefix. */
function modules(name: string): readonly string[] {
  const found = [
    ...bundle(name).matchAll(
      /(?:\b_*require\d*|\bimport|from)\s*\(?\s*["'](?:node:)?([a-z_]+)(?:\/[a-z]+)?["']/g,
    ),
  ];
  return [...new Set(found.map(([, module = '']) => module))].sort();
}

const NETWORK = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'inspector', 'undici'];
const PROCESSES = ['child_process', 'cluster', 'worker_threads', 'vm'];

/** `vscode-jsonrpc` speaks over `--socket` and `--pipe`, and asks `child_process` for nothing but types of its callers. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'server.js': ['net', 'child_process'],
  // git, for --changed-since; several processors share many files.
  'cli.js': ['child_process', 'worker_threads'],
  'mcp.js': [],
  // The client starts the server, and vscode-languageclient can connect to one.
  'extension.js': ['net', 'child_process'],
};

test.each(Object.entries(allowed))('%s loads no network and starts nothing', (name, may) => {
  const loaded = modules(name);
  expect(loaded).toContain(name === 'mcp.js' ? 'process' : 'path');
  const strange = loaded.filter((one) => [...NETWORK, ...PROCESSES].includes(one) && !may.includes(one));
  expect(strange).toEqual([]);
});

test.each(Object.keys(allowed))('%s has no other way out, and makes no code of text', (name) => {
  const text = bundle(name);
  for (const way of [
    /\bnew WebSocket\b/,
    /\bEventSource\(/,
    /\beval\(/,
    // The kind of a symbol, and the name of a type, are none.
    /(?<!Kind\d*\.|\[object )\bFunction\b/,
    /\bset(?:Timeout|Interval)\(\s*["'`]/,
  ])
    expect(text.match(way)?.[0] ?? '', String(way)).toBe('');
});

/** In a browser the server loads its own tables and its parser from beside itself; in Node it reads them. */
test('only the browser fetches, and only what ships', () => {
  const fetches = (name: string) =>
    [...bundle(name).matchAll(/(?<![.\w])fetch\(([^)]*\)?)/g)].map(([call]) => call);
  expect(fetches('cli.js')).toEqual([]);
  expect(fetches('mcp.js')).toEqual([]);
  expect(fetches('extension.js')).toEqual([]);
  const calling = trackedFiles().filter(
    (path) => /^(server|client)\/.*\.ts$/.test(path) && /(?<![.\w])fetch\(|XMLHttpRequest/.test(read(path)),
  );
  expect(calling.filter((path) => !path.startsWith('server/host/browser'))).toEqual([]);
  expect(fetches('server.js')).toHaveLength(2);
});
