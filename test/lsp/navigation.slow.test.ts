import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  CompletionRequest,
  DefinitionRequest,
  HoverRequest,
  ReferencesRequest,
} from 'vscode-languageserver-protocol/node';
import { type RunningServer, startServer } from './server.ts';
import { lastingFolder } from './servers.ts';

const main = `resource "aws_prometheus_workspace" "main" {}

resource "aws_prometheus_resource_policy" "main" {
  workspace_id    = aws_prometheus_workspace.main.id
  policy_document = data.aws_iam_policy_document.access.json
}
`;

/** Of which nobody has it open. */
const policies = `# ✓ two UTF-16 units are one character: 🔑
data "aws_iam_policy_document" "access" {
  statement {
    actions   = ["aps:QueryMetrics"]
    resources = [/* 🔑 */ aws_prometheus_workspace.main.arn]
  }
}
`;

let server: RunningServer;
const { uri: root, uriOf, remove } = lastingFolder({ 'main.tf': main, 'policies.tf': policies });

beforeAll(async () => {
  server = await startServer({ folders: [root] });
  server.open(uriOf('main.tf'), main, 'terraform');
});

afterAll(async () => {
  remove();
  await server.stop();
  expect(server.logs).toEqual([]);
});

const at = (line: number, character: number) => ({
  textDocument: { uri: uriOf('main.tf') },
  position: { line, character },
});

const location = (name: string, line: number, start: number, end: number) => ({
  uri: uriOf(name),
  range: { start: { line, character: start }, end: { line, character: end } },
});

test('the server says that it can', () => {
  expect(server.initialized.capabilities).toMatchObject({
    definitionProvider: true,
    referencesProvider: true,
  });
});

test('definition of a document in a file that is not open', async () => {
  const found = await server.connection.sendRequest(DefinitionRequest.type, at(4, 40));
  expect(found).toEqual([location('policies.tf', 1, 0, 39)]);
});

test('references of the resource that the policy sits on, across files', async () => {
  const uses = [location('main.tf', 3, 20, 52), location('policies.tf', 4, 26, 59)];
  const ask = (includeDeclaration: boolean) =>
    server.connection.sendRequest(ReferencesRequest.type, { ...at(0, 38), context: { includeDeclaration } });
  expect(await ask(false)).toEqual(uses);
  expect(await ask(true)).toEqual([location('main.tf', 0, 0, 42), ...uses]);
});

test('hover names the file and line of the document', async () => {
  const found = await server.connection.sendRequest(HoverRequest.type, at(0, 38));
  expect(found?.contents).toMatchObject({
    value: expect.stringContaining('`data.aws_iam_policy_document.access` (`policies.tf:2`)'),
  });
  expect(found?.range).toEqual(location('main.tf', 0, 0, 42).range);
});

test('completion puts in a reference to a resource of another file', async () => {
  const text = policies
    .replace('/* 🔑 */ aws_prometheus_workspace.main.arn', '')
    .replace('QueryMetrics', 'RemoteWrite');
  server.open(uriOf('policies.tf'), text, 'terraform');
  const answer = await server.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri: uriOf('policies.tf') },
    position: { line: 4, character: 17 },
  });
  const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
  const [first] = items.toSorted((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  expect(first).toMatchObject({
    label: 'aws_prometheus_workspace.main.arn',
    labelDetails: { description: 'workspace' },
  });
});

test('elsewhere the answers are empty', async () => {
  const { textDocument } = at(0, 0);
  for (const position of [
    { line: 1, character: 0 },
    { line: 400, character: 0 },
  ]) {
    expect(await server.connection.sendRequest(DefinitionRequest.type, { textDocument, position })).toEqual(
      [],
    );
    expect(
      await server.connection.sendRequest(ReferencesRequest.type, {
        textDocument,
        position,
        context: { includeDeclaration: true },
      }),
    ).toEqual([]);
  }
  const unknown = { textDocument: { uri: uriOf('none.tf') }, position: { line: 0, character: 0 } };
  expect(await server.connection.sendRequest(DefinitionRequest.type, unknown)).toEqual([]);
});
