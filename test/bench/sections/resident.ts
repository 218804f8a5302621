import { readFileSync } from 'node:fs';
import {
  CompletionRequest,
  DocumentDiagnosticRequest,
  HoverRequest,
} from 'vscode-languageserver-protocol/node';
import { type RunningServer, startServer } from '../../lsp/server.ts';
import { managedPolicies } from '../corpus.ts';
import { atMost, megabytes, printTable, type Row } from '../table.ts';
import { documentsText } from '../terraform.ts';

const EDITS = 4_000;

/** What the language server holds: when it has started, and while somebody edits all day. */
export async function resident(): Promise<void> {
  const server = await startServer();
  const started = await heldBy(server);
  const texts = textsOf();
  for (const [uri, { text, languageId }] of texts) server.open(uri, text, languageId);
  for (const uri of texts.keys()) await diagnose(server, uri);
  const rows: Row[] = [
    { name: 'started', value: megabytes(started), target: atMost(started, 90_000_000, megabytes) },
    { name: 'three documents open, checked', value: megabytes(await heldBy(server)) },
  ];
  let early = 0;
  let late = 0;
  for (let edit = 1; edit <= EDITS; edit++) {
    await work(server, texts, edit);
    if (edit % (EDITS / 8) !== 0) continue;
    const held = await heldBy(server);
    if (edit <= EDITS / 2) early = Math.max(early, held);
    else late = Math.max(late, held);
    if (edit % (EDITS / 4) === 0)
      rows.push({ name: `after ${edit} edits, each completed, hovered and checked`, value: megabytes(held) });
  }
  await server.stop();
  rows.push({
    name: 'the most in the second half, against the first half',
    value: `${Math.round((late / early) * 100)} %`,
    target: { text: '110 %', met: late <= early * 1.1 },
  });
  printTable('Resident memory of the language server', rows);
}

interface Document {
  readonly text: string;
  readonly languageId: string;
}

function textsOf(): ReadonlyMap<string, Document> {
  const policies = managedPolicies().toSorted((a, b) => a.text.length - b.text.length);
  const text = (share: number) => policies[Math.floor((policies.length - 1) * share)]?.text ?? '';
  return new Map([
    ['file:///w/small.json', { text: text(0.5), languageId: 'json' }],
    ['file:///w/large.json', { text: text(0.98), languageId: 'json' }],
    ['file:///w/main.tf', { text: documentsText(20), languageId: 'terraform' }],
  ]);
}

/** One key more in a document, another place in each edit, and what an editor asks then. */
async function work(
  server: RunningServer,
  texts: ReadonlyMap<string, Document>,
  edit: number,
): Promise<void> {
  const [uri, { text }] = [...texts][edit % texts.size] ?? ['', { text: '' }];
  const colons = [...text.matchAll(/"[a-z0-9-]+:/g)].map(({ index, 0: { length } }) => index + length);
  const at = colons[edit % colons.length] ?? 0;
  const typed = `${text.slice(0, at)}${'ABCDEFGHIJ'[edit % 10] ?? ''}${text.slice(at)}`;
  server.change(uri, edit + 1, { text: typed });
  const before = typed.slice(0, at + 1).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const params = { textDocument: { uri }, position };
  await Promise.all([
    server.connection.sendRequest(CompletionRequest.type, params),
    server.connection.sendRequest(HoverRequest.type, params),
    diagnose(server, uri),
  ]);
}

function diagnose(server: RunningServer, uri: string): Promise<unknown> {
  return server.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
}

/** Bytes, as Linux tells them. */
async function heldBy(server: RunningServer): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
  return Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
}
