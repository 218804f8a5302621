import { expect, test } from 'vitest';
import {
  CodeActionRequest,
  CodeActionTriggerKind,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
  RegistrationRequest,
} from 'vscode-languageserver-protocol/node';
import { modern, type Start } from './server.ts';
import { folder, servers } from './servers.ts';

const startServer = servers();

/** A server over a folder with one policy in a subfolder, that has been opened. */
async function withPolicy(files: Readonly<Record<string, string>>, start: Start = {}) {
  const { uri, write } = folder({ ...files, 'policies/p.json': misspelt });
  const server = await startServer({ ...start, folders: [uri] });
  const policy = `${uri}/policies/p.json`;
  server.open(policy, misspelt);
  const severities = async () => {
    const report = await server.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: policy },
    });
    if (report.kind !== 'full') throw new Error('not a full report');
    return report.items.filter(({ code }) => code === 'invalid-action').map(({ severity }) => severity);
  };
  return { server, uri, policy, write, severities };
}

const misspelt = `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "aps:QueryMetric", "Resource": "*" }]
}
`;
const level = (severity: string) => JSON.stringify({ rules: { 'invalid-action': severity } });

test('the nearest configuration of the workspace counts from the first answer on', async () => {
  const { severities } = await withPolicy({
    'policywright.json': level('off'),
    'policies/policywright.json': level('hint'),
  });
  expect(await severities()).toEqual([4]);
});

test('a change on disk counts, and a file that came', async () => {
  const registered: string[] = [];
  const { server, uri, write, severities } = await withPolicy(
    {},
    {
      capabilities: {
        ...modern,
        workspace: { ...modern.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
      prepare: (connection) =>
        connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
          registered.push(...registrations.map(({ registerOptions }) => JSON.stringify(registerOptions)));
        }),
    },
  );
  expect(await severities()).toEqual([1]);
  expect(registered.join()).toContain('policywright.json');
  const tell = async (type: FileChangeType) => {
    await server.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: `${uri}/policywright.json`, type }],
    });
  };
  write('policywright.json', level('warning'));
  await tell(FileChangeType.Created);
  await expect.poll(severities).toEqual([2]);
  write('policywright.json', level('off'));
  await tell(FileChangeType.Changed);
  await expect.poll(severities).toEqual([]);
});

test('what is typed into an open configuration counts before it is saved', async () => {
  const { server, uri, severities } = await withPolicy({ 'policywright.json': '{}' });
  expect(await severities()).toEqual([1]);
  const config = `${uri}/policywright.json`;
  server.open(config, '{}');
  server.change(config, 2, { text: level('info') });
  await expect.poll(severities).toEqual([3]);
  server.change(config, 3, { text: '{ "rules": { "invalid-action": ' });
  await expect.poll(severities).toEqual([1]);
});

test('a workspace that nobody vouches for can be quieter, not louder', async () => {
  const options = { untrusted: true, settings: { rules: { 'invalid-action': 'warning' } } };
  const capabilities = { ...modern, workspace: { ...modern.workspace, configuration: false } };
  const louder = await withPolicy({ 'policywright.json': level('error') }, { options, capabilities });
  expect(await louder.severities()).toEqual([2]);
  const quieter = await withPolicy({ 'policywright.json': level('hint') }, { options, capabilities });
  expect(await quieter.severities()).toEqual([4]);
});

test('a finding can be ignored with a reason where the document takes comments', async () => {
  const { server, uri } = await withPolicy({});
  const text =
    'data "aws_iam_policy_document" "a" {\n  statement {\n    actions = ["aps:QueryMetric"]\n  }\n}\n';
  const main = `${uri}/main.tf`;
  server.open(main, text, 'terraform');
  const place = { line: 2, character: 18 };
  const actions = await server.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: main },
    range: { start: place, end: place },
    context: { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked },
  });
  const ignore = actions?.find(({ title }) => title === 'Ignore "invalid-action" here, with a reason');
  expect(JSON.stringify(ignore)).toContain('# policywright-ignore invalid-action: \\n    ');
});
