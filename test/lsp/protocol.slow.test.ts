import { expect, test } from 'vitest';
import {
  CancellationTokenSource,
  CompletionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  InitializeRequest,
  ShutdownRequest,
} from 'vscode-languageserver-protocol/node';
import { everything, misspelt } from './samples.ts';
import { modern, type RunningServer, startServer } from './server.ts';

/** Editors that do not keep to the protocol get an error at worst, and everybody who does keeps getting answers. */

const uri = 'file:///w/policy.json';
const errors = async (server: RunningServer, of = uri): Promise<readonly unknown[]> => {
  const report = await server.connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri: of },
  });
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [report.kind];
};
const raw = (server: RunningServer, method: string, params: unknown) =>
  server.connection.sendRequest(method, params).then(
    (answer) => ({ answer }),
    (error: { readonly code?: number }) => ({ code: error.code }),
  );
const METHOD_NOT_FOUND = -32601;
const INVALID_REQUEST = -32600;

async function sound(server: RunningServer): Promise<void> {
  const other = 'file:///w/sound.json';
  server.open(other, misspelt);
  expect(await errors(server, other)).toContain('invalid-action');
  expect(await server.stop()).toBe(0);
}

test('unknown messages are refused or ignored', async () => {
  const server = await startServer();
  await server.connection.sendNotification('policywright/nothing', { a: 1 });
  await server.connection.sendNotification('$/nothing', [1, 2]);
  expect(await raw(server, 'textDocument/nothing', {})).toEqual({ code: METHOD_NOT_FOUND });
  expect(await raw(server, '$/nothing', null)).toEqual({ code: METHOD_NOT_FOUND });
  await sound(server);
});

test('a second initialize is refused, and nothing is lost', async () => {
  const server = await startServer();
  server.open(uri, misspelt);
  const again = { processId: null, rootUri: null, capabilities: modern };
  expect(await raw(server, InitializeRequest.method, again)).toEqual({ code: INVALID_REQUEST });
  expect(await errors(server)).toContain('invalid-action');
  await sound(server);
});

const REQUESTS = [
  ...['completion', 'hover', 'definition', 'references', 'documentHighlight', 'documentSymbol', 'codeAction'],
  ...['foldingRange', 'selectionRange', 'documentLink', 'inlayHint', 'codeLens', 'rename', 'prepareRename'],
  ...['diagnostic', 'semanticTokens/full', 'semanticTokens/range', 'prepareCallHierarchy'],
].map((name) => `textDocument/${name}`);
const OTHERS = [
  ...['completionItem/resolve', 'codeAction/resolve', 'callHierarchy/incomingCalls', 'workspace/symbol'],
  ...['callHierarchy/outgoingCalls', 'policywright/convert', 'policywright/tool', 'policywright/summary'],
];

test('requests that make no sense leave the server as it was', async () => {
  const server = await startServer();
  server.open(uri, everything);
  const textDocument = { uri };
  const at = (line: unknown, character: unknown) => ({ line, character });
  const places = [
    at(-1, -1),
    at(1e9, 1e9),
    at('1', null),
    at(1.5, Number.MAX_SAFE_INTEGER),
    undefined,
    null,
    7,
  ];
  const odd: readonly unknown[] = [
    ...places.flatMap((position) => [
      { textDocument, position },
      {
        textDocument,
        position,
        range: { start: position, end: at(0, 0) },
        context: {},
        positions: [position],
      },
    ]),
    ...[
      {},
      { textDocument: {} },
      { textDocument: { uri: 5 } },
      { textDocument: null },
      { item: {} },
      { data: 5 },
    ],
    ...[
      { textDocument: { uri: 'file:///%' }, position: at(0, 0) },
      { textDocument: { uri: '' }, position: at(0, 0) },
    ],
    { label: 'x', data: { topic: 'action __proto__' } },
    { item: { uri, range: 5, selectionRange: null, name: 'x', kind: 1, data: { key: '__proto__' } } },
    { name: '__proto__', input: { __proto__: 5 } },
    { query: 5 },
  ];
  for (const method of [...REQUESTS, ...OTHERS])
    await Promise.all(odd.map((params) => raw(server, method, params)));
  expect(server.process.exitCode).toBeNull();
  await sound(server);
});

test('documents that were opened twice, never, or closed', async () => {
  const server = await startServer();
  const hover = () =>
    server.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: { line: 7, character: 22 },
    });
  const close = () =>
    server.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  expect(await hover()).toBeNull();
  server.change(uri, 7, { text: misspelt });
  await close();
  expect(await errors(server)).toEqual([]);
  server.open(uri, '{}');
  server.open(uri, misspelt);
  expect(await errors(server)).toContain('invalid-action');
  server.change(uri, 1, { text: everything });
  server.change(uri, 1, {
    range: { start: { line: 9, character: 9 }, end: { line: 2, character: 2 } },
    text: '',
  });
  server.change(uri, 0, {
    range: { start: { line: 99, character: 0 }, end: { line: 1e6, character: 5 } },
    text: ' ',
  });
  server.change(uri, -5, { text: everything });
  expect(await hover()).not.toBeNull();
  await close();
  await close();
  expect(await hover()).toBeNull();
  server.change(uri, 9, { text: misspelt });
  expect(await errors(server)).toEqual([]);
  await sound(server);
});

test('notifications that make no sense change nothing', async () => {
  const server = await startServer();
  server.open(uri, misspelt);
  const odd = [
    ...[
      null,
      {},
      { textDocument: null },
      { textDocument: { uri } },
      { textDocument: { uri: 5, text: 5 } },
      [1],
    ],
    ...[{ textDocument: { uri: 'file:///w/a.json', languageId: 5, version: 'x', text: 7 } }],
    { textDocument: { uri, version: 2 }, contentChanges: [{ range: 5, text: 'x' }] },
    { textDocument: { uri, version: 2 }, contentChanges: 5 },
    ...[
      { changes: 5 },
      { changes: [{ uri: 5, type: 9 }] },
      { event: {} },
      { event: { added: 5 } },
      { settings: 5 },
    ],
    { settings: { policywright: { rules: [], kinds: 'x', accounts: 7 } } },
  ];
  for (const method of [
    DidOpenTextDocumentNotification.method,
    DidChangeTextDocumentNotification.method,
    'textDocument/didSave',
    'workspace/didChangeWatchedFiles',
    'workspace/didChangeWorkspaceFolders',
    'workspace/didChangeConfiguration',
    '$/setTrace',
    '$/cancelRequest',
  ])
    for (const params of odd) await server.connection.sendNotification(method, params);
  expect(server.process.exitCode).toBeNull();
  server.change(uri, 3, { text: misspelt });
  await sound(server);
});

test('requests may be cancelled, before and after they were answered, while the text changes', async () => {
  const server = await startServer();
  server.open(uri, everything);
  const outcomes = new Set<string>();
  const asked: Promise<unknown>[] = [];
  for (let round = 0; round < 200; round++) {
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri }, position: { line: round % 20, character: 20 } };
    const request = server.connection.sendRequest(CompletionRequest.type, params, source.token).then(
      () => outcomes.add('answered'),
      (error: { readonly code?: number }) => outcomes.add(String(error.code)),
    );
    asked.push(request);
    const [line, character] = [2, round % 10];
    server.change(uri, round + 2, {
      range: { start: { line, character }, end: { line, character } },
      text: ' ',
    });
    if (round % 3 > 0) source.cancel();
  }
  await Promise.all(asked);
  // Both are what the protocol names for it: cancelled by the client, or out of date.
  for (const outcome of outcomes) expect(['answered', '-32800', '-32801']).toContain(outcome);
  expect(outcomes).toContain('answered');
  server.change(uri, 999, { text: misspelt });
  expect(await errors(server)).toContain('invalid-action');
  expect(server.logs).toEqual([]);
  await sound(server);
});

test('a document may be closed, and opened as another, while it is asked about', async () => {
  const server = await startServer();
  const close = () =>
    server.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  const position = { line: 7, character: 22 };
  for (let round = 0; round < 20; round++) {
    server.open(uri, everything);
    const pending = [...REQUESTS, 'textDocument/diagnostic'].map((method) =>
      raw(server, method, {
        textDocument: { uri },
        position,
        positions: [position],
        range: { start: position, end: position },
        context: { diagnostics: [], includeDeclaration: true },
        newName: 'x',
      }),
    );
    await close();
    if (round % 2 === 0) server.open(uri, '{}', 'terraform');
    if (round % 2 === 0) await close();
    await Promise.all(pending);
    expect(await errors(server)).toEqual([]);
  }
  server.open(uri, misspelt);
  expect(await errors(server)).toContain('invalid-action');
  expect(server.logs).toEqual([]);
  await sound(server);
});

test('after shutdown nothing is answered but exit', async () => {
  const server = await startServer();
  server.open(uri, misspelt);
  await server.connection.sendRequest(ShutdownRequest.type);
  expect(
    await raw(server, HoverRequest.method, { textDocument: { uri }, position: { line: 0, character: 0 } }),
  ).toEqual({
    code: INVALID_REQUEST,
  });
  await server.connection.sendNotification('exit');
  expect(await server.exitCode()).toBe(0);
});

test('a server that is killed while it works is replaced by one that says the same', async () => {
  const first = await startServer();
  first.open(uri, misspelt);
  const before = await errors(first);
  expect(before).toContain('invalid-action');
  const pending = raw(first, CompletionRequest.method, {
    textDocument: { uri },
    position: { line: 4, character: 20 },
  });
  first.process.kill('SIGKILL');
  await first.exitCode();
  first.connection.dispose();
  expect(await pending).toHaveProperty('code');
  const second = await startServer();
  second.open(uri, misspelt);
  expect(await errors(second)).toEqual(before);
  await sound(second);
});
