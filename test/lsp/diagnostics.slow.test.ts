import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ConfigurationRequest,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidCloseTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver-protocol/node';
import { misspelt } from './samples.ts';
import { modern, plain, type RunningServer, startServer } from './server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.stop();
});

function pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
  return server.connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri },
    ...(previousResultId === undefined ? {} : { previousResultId }),
  });
}

test('a misspelt action is one diagnostic, with its rule and page', async () => {
  const uri = 'file:///w/policy.json';
  server.open(uri, misspelt);
  const report = await pull(uri);
  expect(report).toMatchObject({
    kind: 'full',
    items: [
      {
        code: 'invalid-action',
        source: 'policywright',
        codeDescription: { href: expect.stringMatching(/docs\/rules\/invalid-action\.md$/) },
        range: { start: { line: 4, character: 15 }, end: { line: 4, character: 32 } },
        message: expect.stringContaining('"aps:QueryMetric"'),
      },
    ],
  });
});

test('an answer that did not change is not sent again, one that did is', async () => {
  const uri = 'file:///w/unchanged.json';
  server.open(uri, misspelt);
  const first = await pull(uri);
  const resultId = first.resultId ?? '';
  expect(await pull(uri, resultId)).toEqual({ kind: 'unchanged', resultId });
  const at = { line: 4, character: 31 };
  server.change(uri, 2, { range: { start: at, end: at }, text: 's' });
  expect(await pull(uri, resultId)).toMatchObject({ kind: 'full', items: [] });
});

test('several incremental changes at once, over CRLF and characters outside the first plane', async () => {
  const uri = 'untitled:Untitled-1';
  server.open(uri, misspelt.replaceAll('\n', '\r\n').replace('"Effect"', '"Sid": "😀", "Effect"'));
  const insert = (line: number, character: number, text: string) => ({
    range: { start: { line, character }, end: { line, character } },
    text,
  });
  server.change(uri, 2, insert(4, 31, 's'), insert(4, 15, '"aps:Nothing", '));
  const report = await pull(uri);
  const items = report.kind === 'full' ? report.items.filter(({ code }) => code === 'invalid-action') : [];
  expect(items).toMatchObject([
    { range: { start: { line: 4, character: 15 }, end: { line: 4, character: 28 } } },
  ]);
});

test('documents that are unknown, closed, of another language or hold no policy have none', async () => {
  const empty = { kind: 'full', items: [] };
  expect(await pull('file:///w/unknown.json')).toMatchObject(empty);
  server.open('file:///w/closed.json', misspelt);
  await server.connection.sendNotification(DidCloseTextDocumentNotification.type, {
    textDocument: { uri: 'file:///w/closed.json' },
  });
  expect(await pull('file:///w/closed.json')).toMatchObject(empty);
  server.open('file:///w/readme.md', misspelt, 'markdown');
  expect(await pull('file:///w/readme.md')).toMatchObject(empty);
  server.open('file:///w/package.json', '{ "name": "x", "scripts": { "a": "npm:b" } }');
  expect(await pull('file:///w/package.json')).toMatchObject(empty);
});

test('are pushed to editors that do not pull, the newest text once', async () => {
  const pushing = await startServer({ capabilities: plain });
  const uri = 'file:///w/pushed.json';
  const first = pushing.nextPublished(uri);
  pushing.open(uri, misspelt);
  expect(await first).toMatchObject([{ code: 'invalid-action' }]);
  const before = pushing.published.length;
  const second = pushing.nextPublished(uri);
  const at = { line: 4, character: 31 };
  for (const [index, text] of ['x', 'y', 'z'].entries())
    pushing.change(uri, index + 2, { range: { start: at, end: at }, text });
  pushing.change(uri, 5, { range: { start: at, end: { line: 4, character: 34 } }, text: 's' });
  expect(await second).toEqual([]);
  expect(pushing.published.length).toBe(before + 1);
  expect(pushing.published.at(-1)).toMatchObject({ uri, version: 5 });
  const closed = pushing.nextPublished(uri);
  await pushing.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  expect(await closed).toEqual([]);
  await pushing.stop();
});

test('settings come from the editor, and a change takes effect at once', async () => {
  let rules: Record<string, string> = { 'invalid-action': 'hint' };
  let refreshed = () => {};
  const asked = await startServer({
    capabilities: {
      ...modern,
      workspace: { ...modern.workspace, configuration: true, diagnostics: { refreshSupport: true } },
    },
    prepare(connection) {
      connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => ({ rules })));
      connection.onRequest(DiagnosticRefreshRequest.type, () => refreshed());
    },
  });
  const uri = 'file:///w/settings.json';
  const ask = () => asked.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  asked.open(uri, misspelt);
  expect(await ask()).toMatchObject({ items: [{ severity: 4 }] });
  rules = { 'invalid-action': 'off', other: 'loud' };
  const told = new Promise<void>((resolve) => {
    refreshed = resolve;
  });
  await asked.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  await told;
  expect(await ask()).toMatchObject({ items: [] });
  expect(asked.logs).toEqual([expect.stringContaining('"loud" for "other"')]);
  await asked.stop();
});

test('settings may also be sent along by editors that cannot be asked', async () => {
  const sent = await startServer({ options: { settings: { rules: { 'invalid-action': 'hint' } } } });
  const uri = 'file:///w/sent.json';
  const ask = () => sent.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  sent.open(uri, misspelt);
  expect(await ask()).toMatchObject({ items: [{ severity: 4 }] });
  await sent.connection.sendNotification(DidChangeConfigurationNotification.type, {
    settings: { policywright: { rules: { 'invalid-action': 'off' } } },
  });
  expect(await ask()).toMatchObject({ items: [] });
  await sent.stop();
});

test('syntax errors are left to an editor that reports them, but not those in strings or with comments', async () => {
  const vscode = await startServer({ options: { hostReportsJsonSyntax: true } });
  const codes = async (target: RunningServer, name: string, text: string, languageId = 'json') => {
    const uri = `file:///w/${name}`;
    target.open(uri, text, languageId);
    const report = await target.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
    });
    return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
  };
  const broken = misspelt.replace('"Allow",', '"Allow"');
  const inString = JSON.stringify({ Policy: broken });
  expect(await codes(server, 'broken.json', broken)).toContain('json-syntax-error');
  expect(await codes(vscode, 'broken.json', broken)).not.toContain('json-syntax-error');
  expect(await codes(vscode, 'broken.json', broken)).toContain('invalid-action');
  expect(await codes(vscode, 'input.json', inString)).toContain('json-syntax-error');
  expect(await codes(vscode, 'broken.jsonc', broken, 'jsonc')).toContain('json-syntax-error');
  await vscode.stop();
});

test('status notifications tell the date of the data and the number of findings', async () => {
  const statuses: unknown[] = [];
  let tell = () => {};
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const asked = await startServer({
    options: { status: true },
    prepare(connection) {
      connection.onNotification('policywright/status', (status) => {
        statuses.push(status);
        tell();
      });
    },
  });
  asked.open('file:///w/status.json', misspelt);
  await told;
  expect(statuses).toEqual([
    {
      uri: 'file:///w/status.json',
      dataDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      policies: 1,
      findings: expect.objectContaining({ info: 0, hint: 0 }),
    },
  ]);
  await asked.stop();
});
