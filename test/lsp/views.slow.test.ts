import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ClientCapabilities,
  CodeLensRequest,
  DidChangeConfigurationNotification,
  HoverRequest,
  InlayHintRequest,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver-protocol/node';
import { modern, plain, type RunningServer, startServer } from './server.ts';

const views: ClientCapabilities = {
  ...modern,
  textDocument: {
    ...modern.textDocument,
    codeLens: {},
    inlayHint: {},
    semanticTokens: {
      requests: { full: { delta: true }, range: true },
      tokenTypes: [],
      tokenModifiers: [],
      formats: ['relative'],
    },
  },
};

const uri = 'file:///work/policy.json';
const textDocument = { uri };
const text = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Read", "Effect": "Allow", "Action": "aps:Query*", "Resource": "*" }
  ]
}
`;
const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

interface Node {
  readonly label: string;
  readonly range?: { readonly start: { readonly line: number } };
  readonly children?: readonly Node[];
}

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({
    capabilities: views,
    options: { summaryCommand: 'show', openCommand: 'open', hostColoursTerraform: true },
  });
  server.open(uri, text);
});

afterAll(async () => {
  await server.stop();
  expect(server.logs).toEqual([]);
});

test('lenses: kind, access with the command of the editor, size', async () => {
  const lenses = await server.connection.sendRequest(CodeLensRequest.type, { textDocument });
  const start = { line: 0, character: 0 };
  expect(lenses?.map(({ range }) => range)).toEqual(Array.from({ length: 3 }, () => ({ start, end: start })));
  expect(lenses?.map(({ command }) => command)).toEqual([
    { title: 'Identity policy', command: '' },
    { title: '1 read · 0 write · 0 permissions management', command: 'show', arguments: [uri, start] },
    { title: expect.stringMatching(/^\d+ of 6,144 characters/), command: '' },
  ]);
});

test('a lens of Terraform leads to what takes the document', async () => {
  const module = 'file:///module/main.tf';
  server.open(
    module,
    `resource "aws_sns_topic_policy" "p" {
  arn    = aws_sns_topic.t.arn
  policy = data.aws_iam_policy_document.d.json
}
resource "aws_sns_topic" "t" {}
data "aws_iam_policy_document" "d" {
  statement {
    actions = ["sns:Publish"]
  }
}
`,
    'terraform',
  );
  const lenses = await server.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: module } });
  expect(lenses?.[0]?.command).toEqual({
    title: 'Resource policy of aws_sns_topic.t',
    command: 'open',
    arguments: [`${module}#3,3`],
  });
  const tokens = await server.connection.sendRequest(SemanticTokensRequest.type, {
    textDocument: { uri: module },
  });
  expect(tokens, 'another extension colours Terraform').toBeNull();
});

test('hints', async () => {
  const hints = await server.connection.sendRequest(InlayHintRequest.type, {
    textDocument,
    range: everywhere,
  });
  expect(hints).toEqual([
    {
      position: {
        line: 3,
        character: (text.split('\n')[3] ?? '').indexOf('"aps:Query*"') + '"aps:Query*"'.length,
      },
      label: '1 action',
      kind: 1,
      paddingLeft: true,
      tooltip: expect.stringContaining('1 read'),
    },
  ]);
});

test('tokens, those of a range, and what an edit changes of them', async () => {
  const { legend } = server.initialized.capabilities.semanticTokensProvider ?? {};
  const full = await server.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
  const line = text.split('\n')[3] ?? '';
  expect(full?.data.slice(0, 5)).toEqual([
    3,
    line.indexOf('aps:'),
    3,
    legend?.tokenTypes.indexOf('namespace'),
    0,
  ]);
  expect(full?.data.length).toBe(4 * 5);
  const above = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
  expect(
    await server.connection.sendRequest(SemanticTokensRangeRequest.type, { textDocument, range: above }),
  ).toBeNull();
  server.change(uri, 2, {
    range: {
      start: { line: 3, character: line.indexOf('Query*') },
      end: { line: 3, character: line.indexOf('Query*') + 6 },
    },
    text: 'GetLabels',
  });
  const previousResultId = full?.resultId ?? '';
  const delta = await server.connection.sendRequest(SemanticTokensDeltaRequest.type, {
    textDocument,
    previousResultId,
  });
  if (delta === null || !('edits' in delta)) throw new Error('no edits');
  const data = [...(full?.data ?? [])];
  for (const edit of delta.edits) data.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
  const now = await server.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
  expect(data).toEqual(now?.data);
  server.change(uri, 3, { text });
});

test('the summary', async () => {
  const at = { textDocument, position: { line: 3, character: 10 } };
  const summary = await server.connection.sendRequest<{ name: string; nodes: readonly Node[] }>(
    'policywright/summary',
    at,
  );
  expect(summary.name).toBe('policy.json');
  const action = summary.nodes[1]?.children?.[0]?.children?.[0]?.children?.[0];
  expect(action).toMatchObject({ label: 'QueryMetrics', range: { start: { line: 3 } } });
  server.open('file:///work/other.json', '{ "name": "shop" }');
  const other = { textDocument: { uri: 'file:///work/other.json' }, position: { line: 0, character: 0 } };
  expect(await server.connection.sendRequest('policywright/summary', other)).toBeNull();
});

test('a statement in plain words', async () => {
  const hover = await server.connection.sendRequest(HoverRequest.type, {
    textDocument,
    position: { line: 3, character: (text.split('\n')[3] ?? '').indexOf('Effect') },
  });
  expect(JSON.stringify(hover?.contents)).toContain(
    'Lets whoever this policy is attached to read, but not write,',
  );
});

describe('other editors', () => {
  test('are offered what they show', async () => {
    const { capabilities } = server.initialized;
    expect(capabilities).toMatchObject({ codeLensProvider: {}, inlayHintProvider: {} });
    const old = await startServer({ capabilities: plain });
    expect(Object.keys(old.initialized.capabilities)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(codeLens|inlayHint|semanticTokens)Provider$/)]),
    );
    await old.stop();
  });

  test('can turn lenses and hints off, with commands or without', async () => {
    const other = await startServer({
      capabilities: views,
      options: { settings: { inlayHints: false } },
    });
    other.open(uri, text);
    expect(
      await other.connection.sendRequest(InlayHintRequest.type, { textDocument, range: everywhere }),
    ).toEqual([]);
    const lenses = await other.connection.sendRequest(CodeLensRequest.type, { textDocument });
    expect(lenses?.map(({ command }) => command?.command)).toEqual(['', '', '']);
    await other.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { policywright: { codeLens: false } },
    });
    expect(await other.connection.sendRequest(CodeLensRequest.type, { textDocument })).toEqual([]);
    await other.stop();
  });
});

test('the language is that of the editor', async () => {
  const chinese = await startServer({ capabilities: views, locale: 'zh-cn' });
  chinese.open(uri, text);
  const lenses = await chinese.connection.sendRequest(CodeLensRequest.type, { textDocument });
  expect(lenses?.[0]?.command?.title).toBe('基于身份的策略');
  await chinese.stop();
});
