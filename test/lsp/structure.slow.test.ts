import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  CodeActionRequest,
  CodeActionTriggerKind,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  PrepareRenameRequest,
  RenameRequest,
  SelectionRangeRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import { plain, type RunningServer, startServer } from './server.ts';
import { lastingFolder } from './servers.ts';

const main = `# ✓ two UTF-16 units are one character: 🔑
data "aws_iam_policy_document" "read" {
  statement {
    sid       = "Objects"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = [/* 🔑 */ "arn:aws:s3:::logs/a/*"]
  }
}
resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.read.json
}
`;

/** Of which nobody has it open. */
const other = `data "aws_iam_policy_document" "both" {
  source_policy_documents = [data.aws_iam_policy_document.read.json]
  statement {
    sid       = "Objects"
    actions   = ["s3:GetObjectVersion"]
    resources = ["*"]
  }
}
`;

let server: RunningServer;
const { uri: root, uriOf, remove } = lastingFolder({ 'main.tf': main, 'other.tf': other });
const textDocument = () => ({ uri: uriOf('main.tf') });
const range = (line: number, start: number, end: number, last = line) => ({
  start: { line, character: start },
  end: { line: last, character: end },
});

beforeAll(async () => {
  server = await startServer({ folders: [root] });
  server.open(uriOf('main.tf'), main, 'terraform');
});

afterAll(async () => {
  remove();
  await server.stop();
  expect(server.logs).toEqual([]);
});

describe('in an editor that can do everything', () => {
  test('symbols with their ranges', async () => {
    const found = await server.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: textDocument(),
    });
    expect(found).toEqual([
      {
        name: 'data.aws_iam_policy_document.read',
        detail: 'identity policy',
        kind: 3,
        range: range(1, 0, 1, 7),
        selectionRange: range(1, 0, 39),
        children: [
          {
            name: 'Allow 2 s3 actions on logs/a/*',
            detail: 'Objects',
            kind: 6,
            range: range(2, 2, 3, 6),
            selectionRange: range(3, 17, 24),
            children: [],
          },
        ],
      },
    ]);
  });

  test('folding: the closing line stays in sight', async () => {
    const found = await server.connection.sendRequest(FoldingRangeRequest.type, {
      textDocument: textDocument(),
    });
    expect(found).toEqual([
      { startLine: 1, endLine: 6 },
      { startLine: 2, endLine: 5 },
      { startLine: 8, endLine: 9 },
    ]);
  });

  test('selection: an answer per position, in UTF-16', async () => {
    const [inside, outside] =
      (await server.connection.sendRequest(SelectionRangeRequest.type, {
        textDocument: textDocument(),
        positions: [
          { line: 5, character: 41 },
          { line: 0, character: 3 },
        ],
      })) ?? [];
    expect(inside?.range).toEqual(range(5, 40, 44));
    expect(inside?.parent?.range).toEqual(range(5, 40, 48));
    expect(inside?.parent?.parent?.range).toEqual(range(5, 27, 48));
    expect(outside).toEqual({ range: range(0, 3, 3) });
  });

  test('highlights, and none elsewhere', async () => {
    const ask = (line: number, character: number) =>
      server.connection.sendRequest(DocumentHighlightRequest.type, {
        textDocument: textDocument(),
        position: { line, character },
      });
    expect(await ask(4, 22)).toEqual([{ range: range(4, 18, 30), kind: 1 }]);
    expect(await ask(1, 34)).toEqual([
      { range: range(1, 0, 37), kind: 3 },
      { range: range(9, 11, 49), kind: 1 },
    ]);
    expect(await ask(0, 3)).toBeNull();
  });

  test('links with where they lead', async () => {
    const found = await server.connection.sendRequest(DocumentLinkRequest.type, {
      textDocument: textDocument(),
    });
    expect(found?.[0]).toEqual({
      range: range(4, 18, 20),
      target:
        'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-actions-as-permissions',
      tooltip: 'Actions of Amazon S3',
    });
    expect(found).toHaveLength(2);
  });

  test('rename across files, one change per document', async () => {
    const position = { line: 3, character: 18 };
    expect(
      await server.connection.sendRequest(PrepareRenameRequest.type, {
        textDocument: textDocument(),
        position,
      }),
    ).toEqual({ range: range(3, 17, 24), placeholder: 'Objects' });
    const edit = await server.connection.sendRequest(RenameRequest.type, {
      textDocument: textDocument(),
      position,
      newName: 'Things',
    });
    expect(edit?.documentChanges).toHaveLength(2);
    const edits = [{ range: range(3, 17, 24), newText: 'Things' }];
    expect(edit?.documentChanges).toEqual(
      expect.arrayContaining([
        { textDocument: { uri: uriOf('main.tf'), version: 1 }, edits },
        { textDocument: { uri: uriOf('other.tf'), version: null }, edits },
      ]),
    );
  });

  test('what cannot be renamed is an error in a sentence, and what is not ours is nothing', async () => {
    const prepare = (line: number, character: number) =>
      server.connection.sendRequest(PrepareRenameRequest.type, {
        textDocument: textDocument(),
        position: { line, character },
      });
    await expect(prepare(4, 22)).rejects.toThrow(/^Nothing here has a name that can be changed/);
    expect(await prepare(0, 3)).toBeNull();
    const rename = server.connection.sendRequest(RenameRequest.type, {
      textDocument: textDocument(),
      position: { line: 9, character: 45 },
      newName: 'both',
    });
    await expect(rename).rejects.toThrow(
      'The module has a document "both" already; choose a name that is free',
    );
  });

  test('who uses a policy', async () => {
    const [item] =
      (await server.connection.sendRequest(CallHierarchyPrepareRequest.type, {
        textDocument: textDocument(),
        position: { line: 4, character: 22 },
      })) ?? [];
    if (item === undefined) throw new Error('no item');
    expect(item).toMatchObject({
      name: 'data.aws_iam_policy_document.read',
      selectionRange: range(1, 0, 37),
    });
    const incoming = await server.connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item });
    expect(incoming?.map(({ from, fromRanges }) => [from.name, from.uri, fromRanges])).toEqual([
      ['aws_iam_policy.p', uriOf('main.tf'), [range(9, 11, 49)]],
      ['data.aws_iam_policy_document.both', uriOf('other.tf'), [range(1, 29, 67)]],
    ]);
    const outgoing = await server.connection.sendRequest(CallHierarchyOutgoingCallsRequest.type, { item });
    expect(outgoing?.map(({ to, fromRanges }) => [to.name, fromRanges.length])).toEqual([['s3', 2]]);
    const foreign = { ...item, data: 'of another server' };
    expect(
      await server.connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item: foreign }),
    ).toEqual([]);
  });

  test('symbols of the workspace, also of files that are not open', async () => {
    const found = await server.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'both' });
    expect(found).toMatchObject([
      {
        name: 'data.aws_iam_policy_document.both',
        containerName: 'other.tf',
        location: { uri: uriOf('other.tf') },
      },
    ]);
  });

  test('formatting a policy in a heredoc is a refactoring', async () => {
    const uri = uriOf('heredoc.tf');
    const text =
      'resource "aws_iam_policy" "h" {\n  policy = <<EOF\n{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}\nEOF\n}\n';
    server.open(uri, text, 'terraform');
    const actions = await server.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: range(2, 5, 5),
      context: { diagnostics: [], only: ['refactor'], triggerKind: CodeActionTriggerKind.Invoked },
    });
    const format = actions?.find(({ title }) => title === 'Format this policy');
    expect(format).toMatchObject({
      kind: 'refactor.rewrite',
      edit: { documentChanges: [{ textDocument: { uri } }] },
    });
  });

  test('unknown documents have empty answers', async () => {
    const unknown = { textDocument: { uri: uriOf('none.tf') } };
    const position = { line: 0, character: 0 };
    expect(await server.connection.sendRequest(DocumentSymbolRequest.type, unknown)).toEqual([]);
    expect(await server.connection.sendRequest(FoldingRangeRequest.type, unknown)).toBeNull();
    expect(await server.connection.sendRequest(DocumentLinkRequest.type, unknown)).toEqual([]);
    expect(
      await server.connection.sendRequest(CallHierarchyPrepareRequest.type, { ...unknown, position }),
    ).toBeNull();
    expect(
      await server.connection.sendRequest(PrepareRenameRequest.type, { ...unknown, position }),
    ).toBeNull();
  });
});

test('an editor that can do nothing of this is offered nothing', async () => {
  const bare = await startServer({ capabilities: plain });
  const { capabilities } = bare.initialized;
  for (const name of [
    'documentSymbolProvider',
    'workspaceSymbolProvider',
    'foldingRangeProvider',
    'selectionRangeProvider',
    'documentHighlightProvider',
    'documentLinkProvider',
    'renameProvider',
    'callHierarchyProvider',
  ])
    expect(capabilities).not.toHaveProperty(name);
  await bare.stop();
});

test('an editor without symbols inside symbols gets a flat list, one without prepareRename is not asked to', async () => {
  const flat = await startServer({
    capabilities: { textDocument: { ...plain.textDocument, documentSymbol: {}, rename: {} } },
  });
  expect(flat.initialized.capabilities).toMatchObject({
    documentSymbolProvider: { label: 'Policies' },
    renameProvider: true,
  });
  const uri = 'file:///w/a.json';
  flat.open(uri, '{ "Statement": [{ "Sid": "A", "Effect": "Allow", "Action": "s3:*", "Resource": "*" }] }');
  const found = await flat.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
  expect(found).toMatchObject([
    { name: 'a.json', location: { uri } },
    { name: 'Allow s3:* on *', containerName: 'a.json' },
  ]);
  await flat.stop();
});
