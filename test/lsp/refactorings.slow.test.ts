import { expect, test } from 'vitest';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  CreateFile,
  TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { modern } from './server.ts';
import { folder, servers } from './servers.ts';

/** As editors of today do code actions. */
const capable: ClientCapabilities = {
  ...modern,
  textDocument: {
    ...modern.textDocument,
    codeAction: {
      ...modern.textDocument?.codeAction,
      disabledSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};

const start = servers();

type Files = Readonly<Record<string, string>>;

/** A server with files on disk, of which `main.tf` is open. */
async function open(files: Files, capabilities = capable) {
  const { uri: root, uriOf } = folder(files);
  const server = await start({ capabilities, folders: [root] });
  const uri = uriOf('main.tf');
  server.open(uri, files['main.tf'] ?? '', 'terraform');
  let now = files;
  let version = 1;
  const ask = async (mark: string, triggerKind?: CodeActionTriggerKind) => {
    const text = now['main.tf'] ?? '';
    const before = text.slice(0, text.indexOf(mark)).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const actions = await server.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], ...(triggerKind === undefined ? {} : { triggerKind }) },
    });
    return (actions ?? []).filter(
      (action): action is CodeAction => 'kind' in action && action.kind?.startsWith('refactor') === true,
    );
  };
  const resolve = (action: CodeAction) =>
    server.connection.sendRequest(CodeActionResolveRequest.type, action);
  /** Does what an editor does with the action of this title; gives all files afterwards. */
  const apply = async (mark: string, title: RegExp): Promise<Files> => {
    const action = (await ask(mark)).find((one) => title.test(one.title));
    if (action === undefined) throw new Error(`no ${title}`);
    const { edit } = await resolve(action);
    if (edit === undefined) throw new Error(`${title} has no edits`);
    now = applied(now, edit, root);
    server.change(uri, ++version, { text: now['main.tf'] ?? '' });
    return now;
  };
  return {
    server,
    uri,
    folder: root,
    ask,
    resolve,
    apply,
    change: (text: string) => server.change(uri, ++version, { text }),
  };
}

function applied(files: Files, edit: WorkspaceEdit, folder: string): Files {
  const result: Record<string, string> = { ...files };
  for (const change of edit.documentChanges ?? []) {
    if (CreateFile.is(change)) result[change.uri.slice(folder.length + 1)] = '';
    if (!TextDocumentEdit.is(change)) continue;
    const name = change.textDocument.uri.slice(folder.length + 1);
    result[name] = appliedTo(result[name] ?? '', change.edits as readonly TextEdit[]);
  }
  return result;
}

function appliedTo(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = ({ line, character }: { readonly line: number; readonly character: number }) =>
    (starts[line] ?? text.length) + character;
  return edits
    .map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
    .toSorted((a, b) => b.start - a.start)
    .reduce((now, { start, end, newText }) => now.slice(0, start) + newText + now.slice(end), text);
}

const inline = `resource "aws_iam_policy" "read" {
  name = "read"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["arn:aws:s3:::b/$\${aws:username}"]
      },
    ]
  })
}
`;

const document = `data "aws_iam_policy_document" "read" {
  statement {
    effect    = "Allow"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::b/&{aws:username}"]
  }
}

`;

const reference = `resource "aws_iam_policy" "read" {
  name   = "read"
  policy = data.aws_iam_policy_document.read.json
}
`;

test('a policy moves to a data source and back, and is not offered what it is', async () => {
  const { ask, apply } = await open({ 'main.tf': inline });
  expect((await apply('Effect', /data source/))['main.tf']).toBe(document + reference);
  expect(
    (await ask('policy =')).map(({ title }) => title).filter((title) => /data source/.test(title)),
  ).toEqual([]);
  const back = await apply('policy =', /"jsonencode"/);
  expect(back['main.tf']).toBe(inline);
});

test('edits reach the other files of the module', async () => {
  const { apply } = await open({ 'main.tf': reference, 'data.tf': document });
  expect(await apply('policy =', /"jsonencode"/)).toEqual({ 'main.tf': inline, 'data.tf': '' });
});

test('a heredoc and a file', async () => {
  const first = await open({ 'main.tf': inline });
  const heredoc = await first.apply('Effect', /heredoc/);
  expect(heredoc['main.tf']).toContain('  policy = <<-POLICY\n    {\n      "Version": "2012-10-17",\n');
  expect((await first.apply('"Effect"', /"jsonencode"/))['main.tf']).toBe(inline);
  const moved = await first.apply('Effect', /file "policies\/read.json"/);
  expect(moved['main.tf']).toContain('policy = file("${path.module}/policies/read.json")\n');
  expect(JSON.parse(moved['policies/read.json'] ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::b/${aws:username}'] }],
  });
});

test('what cannot be done exactly is disabled, with the reason', async () => {
  const { ask, resolve } = await open({ 'main.tf': inline.replace('"Allow"', 'each.value') });
  const action = (await ask('Effect')).find(({ title }) => /data source/.test(title));
  expect(action?.disabled?.reason).toBe(
    'It uses "each", which means nothing outside of "resource aws_iam_policy read"',
  );
  expect((await resolve(action ?? { title: '' })).edit).toBeUndefined();
});

test('the light bulb does not light up by itself, and an old action changes nothing', async () => {
  const { ask, resolve, change } = await open({ 'main.tf': inline });
  expect(await ask('Effect', CodeActionTriggerKind.Automatic)).toEqual([]);
  const [action] = await ask('Effect', CodeActionTriggerKind.Invoked);
  expect(action?.edit).toBeUndefined();
  change(`\n${inline}`);
  expect((await resolve(action ?? { title: '' })).edit).toBeUndefined();
});

test('editors that resolve nothing and make no files get what they can do', async () => {
  const { ask } = await open({ 'main.tf': inline }, modern);
  const actions = await ask('Effect');
  expect(actions.every(({ edit, disabled }) => edit !== undefined && disabled === undefined)).toBe(true);
  const titles = actions.map(({ title }) => title).join('\n');
  expect(titles).toContain('data source');
  expect(titles).not.toContain('policies/read.json');
});

test('a policy is told in another form', async () => {
  const { server, uri } = await open({ 'main.tf': document + reference });
  const convert = (params: object) => server.connection.sendRequest('policywright/convert', params);
  const json = await convert({ to: 'json', textDocument: { uri }, position: { line: 2, character: 6 } });
  expect(json).toEqual({
    languageId: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws:s3:::b/\${aws:username}"
      ]
    }
  ]
}
`,
  });
  const text =
    '{ "Version": "2012-10-17", // new\n"Statement": { "Effect": "Deny", "Action": "*", "Resource": "*" } }';
  expect(await convert({ to: 'data source', text, name: 'none' })).toEqual({
    languageId: 'terraform',
    text: `data "aws_iam_policy_document" "none" {
  // new
  statement {
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]
  }
}
`,
  });
  expect(await convert({ to: 'jsonencode', text: '{"Statement": [' })).toEqual({
    refused: 'Its text is not valid JSON',
  });
});

test('a data source is named as its file is, if that has a name', async () => {
  const { server } = await open({});
  const text = '{ "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*" } }';
  const named = async (uri: string) => {
    server.open(uri, text, 'json');
    const params = { to: 'data source', textDocument: { uri }, position: { line: 0, character: 20 } };
    const answer: { readonly text?: string } = await server.connection.sendRequest(
      'policywright/convert',
      params,
    );
    return /^data "aws_iam_policy_document" "(.*)"/.exec(answer.text ?? '')?.[1];
  };
  expect(await named('file:///w/deny%20all.v2.json')).toBe('deny_all');
  expect(await named('file:///w/2-deny.json')).toBe('policy');
  expect(await named('untitled:Untitled-1')).toBe('policy');
});
