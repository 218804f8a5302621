import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type ClientCapabilities,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
  HoverRequest,
  RegistrationRequest,
} from 'vscode-languageserver-protocol/node';
import { modern, plain, type RunningServer } from './server.ts';
import { folder, servers } from './servers.ts';

const start = servers();

/** A document that as a resource policy would lack a principal. */
const document = `data "aws_iam_policy_document" "workspace" {
  statement {
    actions   = ["aps:QueryMetrics"]
    resources = ["arn:aws:aps:eu-west-1:111122223333:workspace/ws-1"]
  }
}
`;

const asIdentity = `resource "aws_iam_policy" "main" {
  policy = data.aws_iam_policy_document.workspace.json
}
`;

const asResource = `resource "aws_prometheus_resource_policy" "main" {
  workspace_id    = "ws-1"
  policy_document = data.aws_iam_policy_document.workspace.json
}
`;

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

async function pull(server: RunningServer, uri: string): Promise<readonly Diagnostic[]> {
  const report = await server.connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri },
  });
  return report.kind === 'full' ? report.items : [];
}

/** Asks until the answer has the rule, or has it no more. */
async function until(server: RunningServer, uri: string, rule: string, isThere = true): Promise<void> {
  await expect
    .poll(async () => codes(await pull(server, uri)).includes(rule), { timeout: 5_000 })
    .toBe(isThere);
}

test('the file that uses a document need not be open', async () => {
  const w = folder({ 'policies.tf': document, 'main.tf': asResource });
  const server = await start({ folders: [w.uri] });
  server.open(w.uriOf('policies.tf'), document, 'terraform');
  expect(codes(await pull(server, w.uriOf('policies.tf')))).toContain('missing-principal');
});

test('without an open folder nothing is read', async () => {
  const w = folder({ 'policies.tf': document, 'main.tf': asResource });
  const server = await start({});
  server.open(w.uriOf('policies.tf'), document, 'terraform');
  expect(await pull(server, w.uriOf('policies.tf'))).toEqual([]);
  await server.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
    event: { added: [{ uri: w.uri, name: 'w' }], removed: [] },
  });
  await until(server, w.uriOf('policies.tf'), 'missing-principal');
});

test('a misspelt action in Terraform is marked, and hover works', async () => {
  const text = document.replace('QueryMetrics', 'QueryMetric');
  const w = folder({ 'policies.tf': text });
  const server = await start({ folders: [w.uri] });
  const uri = w.uriOf('policies.tf');
  server.open(uri, text, 'terraform');
  expect(await pull(server, uri)).toMatchObject([
    { code: 'invalid-action', range: { start: { line: 2, character: 17 }, end: { line: 2, character: 34 } } },
  ]);
  const at = { line: 2, character: 15 + 4 };
  server.change(uri, 2, {
    range: { start: { line: 2, character: 33 }, end: { line: 2, character: 33 } },
    text: 's',
  });
  expect(await pull(server, uri)).toEqual([]);
  const hover = await server.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri },
    position: at,
  });
  expect(JSON.stringify(hover?.contents)).toContain('QueryMetrics');
});

const refreshing: ClientCapabilities = {
  ...modern,
  workspace: {
    ...modern.workspace,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

test('editing the file that uses a document changes what the document is told, and asks for a refresh', async () => {
  const w = folder({ 'policies.tf': document, 'main.tf': asIdentity });
  let refreshes = 0;
  const watchers: unknown[] = [];
  const server = await start({
    folders: [w.uri],
    capabilities: refreshing,
    prepare(connection) {
      connection.onRequest(DiagnosticRefreshRequest.type, () => void refreshes++);
      connection.onRequest(
        RegistrationRequest.type,
        ({ registrations }) => void watchers.push(...registrations),
      );
    },
  });
  const [policies, main] = [w.uriOf('policies.tf'), w.uriOf('main.tf')];
  server.open(policies, document, 'terraform');
  server.open(main, asIdentity, 'terraform');
  expect(await pull(server, policies)).toEqual([]);
  expect(await pull(server, main)).toEqual([]);
  expect(watchers).toMatchObject([
    { method: 'workspace/didChangeWatchedFiles', registerOptions: { watchers: [expect.anything()] } },
  ]);
  server.change(main, 2, { text: asResource });
  await pull(server, main);
  await expect.poll(() => refreshes).toBe(1);
  expect(codes(await pull(server, policies))).toContain('missing-principal');
  // A change that means nothing to the others bothers nobody.
  server.change(main, 3, { text: `${asResource}\n# why\n` });
  await pull(server, main);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(refreshes).toBe(1);
});

test('pushed diagnostics of the other file follow too', async () => {
  const w = folder({ 'policies.tf': document, 'main.tf': asIdentity });
  const server = await start({ folders: [w.uri], capabilities: plain });
  const [policies, main] = [w.uriOf('policies.tf'), w.uriOf('main.tf')];
  const first = server.nextPublished(policies);
  server.open(policies, document, 'terraform');
  expect(await first).toEqual([]);
  const opened = server.nextPublished(main);
  server.open(main, asIdentity, 'terraform');
  expect(await opened).toEqual([]);
  const second = server.nextPublished(policies);
  server.change(main, 2, { text: asResource });
  expect(codes(await second)).toContain('missing-principal');
  // The disk still says what it said.
  const third = server.nextPublished(policies);
  await server.connection.sendNotification(DidCloseTextDocumentNotification.type, {
    textDocument: { uri: main },
  });
  expect(await third).toEqual([]);
});

test('files that change on disk are read again, new ones and lost ones too', async () => {
  const w = folder({ 'policies.tf': document });
  const server = await start({ folders: [w.uri] });
  const uri = w.uriOf('policies.tf');
  server.open(uri, document, 'terraform');
  expect(await pull(server, uri)).toEqual([]);
  const tell = (name: string, type: FileChangeType) =>
    server.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: w.uriOf(name), type }],
    });
  w.write('main.tf', asResource);
  await tell('main.tf', FileChangeType.Created);
  await until(server, uri, 'missing-principal');
  w.write('main.tf', asIdentity);
  await tell('main.tf', FileChangeType.Changed);
  await until(server, uri, 'missing-principal', false);
  w.write('other.tf', asResource);
  await tell('other.tf', FileChangeType.Created);
  await until(server, uri, 'missing-principal');
  rmSync(join(w.path, 'other.tf'));
  await tell('other.tf', FileChangeType.Deleted);
  await until(server, uri, 'missing-principal', false);
});

const policy = `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "aps:QueryMetrics", "Resource": "*" }] }`;

const consumerOf = (path: string) => `resource "aws_prometheus_resource_policy" "main" {
  workspace_id    = "ws-1"
  policy_document = file("\${path.module}/${path}")
}
`;

test('a JSON file that a module reads is judged by its use, in a name with a space too', async () => {
  const name = 'files/a policy (1).json';
  const w = folder({ 'main.tf': consumerOf(name), [name]: policy });
  const server = await start({ folders: [w.uri] });
  const json = w.uriOf('files/a%20policy%20%281%29.json');
  server.open(json, policy);
  expect(codes(await pull(server, json))).toContain('missing-principal');
  server.open(w.uriOf('main.tf'), consumerOf('files/another.json'), 'terraform');
  await until(server, json, 'missing-principal', false);
  server.change(w.uriOf('main.tf'), 2, { text: consumerOf(name) });
  await until(server, json, 'missing-principal');
});

test('nothing is read outside the open folders: not by dots, not through links', async () => {
  const outside = folder({ 'main.tf': asResource, 'other/main.tf': asResource });
  const w = folder({ 'policies.tf': document, 'calls.tf': 'module "m" { source = "../x" }\n' });
  symlinkSync(join(outside.path, 'main.tf'), join(w.path, 'main.tf'));
  const server = await start({ folders: [w.uri] });
  server.open(w.uriOf('policies.tf'), document, 'terraform');
  expect(await pull(server, w.uriOf('policies.tf'))).toEqual([]);
  // The same through a folder that is a link.
  symlinkSync(join(outside.path, 'other'), join(w.path, 'linked'));
  server.open(w.uriOf('linked/policies.tf'), document, 'terraform');
  expect(await pull(server, w.uriOf('linked/policies.tf'))).toEqual([]);
});

test('a link within the folder is followed, a file of more than a megabyte is not read', async () => {
  const w = folder({ 'policies.tf': document, 'shared/main.tf': asResource });
  symlinkSync(join(w.path, 'shared/main.tf'), join(w.path, 'main.tf'));
  const server = await start({ folders: [w.uri] });
  const uri = w.uriOf('policies.tf');
  server.open(uri, document, 'terraform');
  expect(codes(await pull(server, uri))).toContain('missing-principal');
  const big = folder({ 'policies.tf': document, 'main.tf': `${asResource}#${' '.repeat(1_000_000)}\n` });
  const other = await start({ folders: [big.uri] });
  other.open(big.uriOf('policies.tf'), document, 'terraform');
  expect(await pull(other, big.uriOf('policies.tf'))).toEqual([]);
});

test('a finding names the place in the other file that made it', async () => {
  const both = `${asResource}${asIdentity}`;
  const w = folder({ 'policies.tf': document, 'main.tf': both });
  const server = await start({ folders: [w.uri] });
  const uri = w.uriOf('policies.tf');
  server.open(uri, document, 'terraform');
  const found = (await pull(server, uri)).find(({ code }) => code === 'missing-principal');
  expect(found?.relatedInformation).toMatchObject([
    {
      location: { uri: w.uriOf('main.tf'), range: { start: { line: 2, character: 2 }, end: { line: 2 } } },
      message: expect.stringContaining('resource policy'),
    },
  ]);
});
