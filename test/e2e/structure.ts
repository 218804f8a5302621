import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { completions, middleOf, openFile, openText, textAfter } from './documents.ts';
import { eventually, test } from './runner.ts';

/** What a command of VS Code answers, as soon as it satisfies. */
function ask<T>(satisfies: (answer: T) => boolean, command: string, ...args: readonly unknown[]): Promise<T> {
  return eventually(() => vscode.commands.executeCommand<T>(command, ...args), satisfies);
}

const policies = 'amp-workspace/policies.tf';

const isTitled = (symbols: readonly vscode.DocumentSymbol[] | undefined) =>
  (symbols ?? []).some(({ children }) => children.some(({ name }) => name.startsWith('Allow ')));

test('the outline names what each statement does', async () => {
  const document = await openFile(policies);
  const symbols = await ask<vscode.DocumentSymbol[]>(
    isTitled,
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const workspace = symbols.find(({ name }) => name === 'data.aws_iam_policy_document.workspace');
  const [statement] = workspace?.children ?? [];
  assert.equal(statement?.name, 'Allow 4 aps actions on aws_prometheus_workspace.main.arn for 444455556666');
  assert.equal(statement?.detail, 'TeamAccountMayQuery');
  assert.equal(document.getText(statement?.selectionRange), 'TeamAccountMayQuery');
});

test('the outline of JSON has the same beside its own', async () => {
  const document = await openFile('policies/ec2-trust-policy.json');
  const symbols = await ask<vscode.DocumentSymbol[]>(
    isTitled,
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const ours = symbols.find(({ name }) => name === 'ec2-trust-policy.json');
  assert.match(ours?.children[0]?.name ?? '', /^Allow sts:AssumeRole for ec2\./);
});

test('statements can be found by their Sid in the workspace', async () => {
  await openFile(policies);
  const found = await ask<vscode.SymbolInformation[]>(
    (symbols) => (symbols ?? []).some(({ name }) => name === 'WriteMetrics'),
    'vscode.executeWorkspaceSymbolProvider',
    'WriteMet',
  );
  const symbol = found.find(({ name }) => name === 'WriteMetrics');
  assert.equal(symbol?.containerName, 'data.aws_iam_policy_document.collector');
});

test('blocks without policies fold as well as those with', async () => {
  const document = await openFile(policies);
  const lineOf = (text: string) => middleOf(document, text).line;
  const wanted = [lineOf('"aws_iam_policy_document" "workspace"'), lineOf('"aws_iam_policy" "collector"')];
  await ask<vscode.FoldingRange[]>(
    (folds) => wanted.every((line) => (folds ?? []).some(({ start }) => start === line)),
    'vscode.executeFoldingRangeProvider',
    document.uri,
  );
});

test('the selection grows along the policy', async () => {
  const document = await openFile(policies);
  const [range] = await ask<vscode.SelectionRange[]>(
    (ranges) => chainOf(document, ranges?.[0]).includes('actions   = ["aps:RemoteWrite"]'),
    'vscode.executeSelectionRangeProvider',
    document.uri,
    [middleOf(document, 'RemoteWrite')],
  );
  const chain = chainOf(document, range);
  assert.ok(chain.includes('aps:RemoteWrite'));
  assert.ok(chain.includes('"aps:RemoteWrite"'));
});

function chainOf(document: vscode.TextDocument, range: vscode.SelectionRange | undefined): readonly string[] {
  return range === undefined ? [] : [document.getText(range.range), ...chainOf(document, range.parent)];
}

test('the uses of a document are highlighted', async () => {
  const document = await openFile(policies);
  const found = await ask<vscode.DocumentHighlight[]>(
    (all) => (all ?? []).some(({ kind }) => kind === vscode.DocumentHighlightKind.Write),
    'vscode.executeDocumentHighlights',
    document.uri,
    middleOf(document, 'data.aws_iam_policy_document.collector.json'),
  );
  const texts = found.map(({ range }) => document.getText(range));
  assert.deepEqual(texts.toSorted(), [
    'data "aws_iam_policy_document" "collector"',
    'data.aws_iam_policy_document.collector.json',
  ]);
});

test('a name leads to where it is declared and to its uses', async () => {
  const document = await openFile(policies);
  const [declared] = await ask<vscode.LocationLink[] | vscode.Location[]>(
    (places) => (places ?? []).length > 0,
    'vscode.executeDefinitionProvider',
    document.uri,
    middleOf(document, 'aws_prometheus_workspace.main.arn'),
  );
  assert.ok(declared);
  const { path } = 'uri' in declared ? declared.uri : declared.targetUri;
  assert.match(path, /amp-workspace\/main\.tf$/);
  const uses = await ask<vscode.Location[]>(
    (places) => (places ?? []).length > 1,
    'vscode.executeReferenceProvider',
    document.uri,
    middleOf(document, '"aws_iam_policy_document" "collector"'),
  );
  const lines = uses.map(({ range }) => document.lineAt(range.start.line).text.trim());
  assert.ok(lines.includes('policy = data.aws_iam_policy_document.collector.json'), lines.join('\n'));
});

test('the service of an action leads to its page', async () => {
  const document = await openFile(policies);
  const found = await ask<vscode.DocumentLink[]>(
    (links) => (links ?? []).some(({ target }) => target?.authority === 'docs.aws.amazon.com'),
    'vscode.executeLinkProvider',
    document.uri,
  );
  const start = document.positionAt(document.getText().indexOf('aps:RemoteWrite'));
  const link = found.find(({ range }) => range.start.isEqual(start));
  assert.equal(document.getText(link?.range), 'aps');
  assert.equal(link?.target?.fragment, 'amazonmanagedserviceforprometheus-actions-as-permissions');
});

test('a document is renamed where it is declared and used', async () => {
  const document = await openFile(policies);
  const position = middleOf(document, '"collector" {').translate(0, -1);
  const edit = await ask<vscode.WorkspaceEdit>(
    (answer) => answer.size > 0,
    'vscode.executeDocumentRenameProvider',
    document.uri,
    position,
    'writer',
  );
  const texts = edit.get(document.uri).map(({ range, newText }) => [document.getText(range), newText]);
  assert.deepEqual(texts, [
    ['collector', 'writer'],
    ['collector', 'writer'],
  ]);
});

test('what cannot be renamed says why', async () => {
  const document = await openFile(policies);
  const refused = eventually(
    () =>
      vscode.commands
        .executeCommand('vscode.prepareRename', document.uri, middleOf(document, 'aps:RemoteWrite'))
        .then(
          () => '',
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        ),
    (message) => message.includes('Policywright renames Sids'),
  );
  assert.match(await refused, /Nothing here has a name that can be changed/);
});

test('who uses a policy is a call hierarchy', async () => {
  const document = await openFile(policies);
  const [item] = await ask<vscode.CallHierarchyItem[]>(
    (items) => (items ?? []).length > 0,
    'vscode.prepareCallHierarchy',
    document.uri,
    middleOf(document, 'aps:RemoteWrite'),
  );
  assert.equal(item?.name, 'data.aws_iam_policy_document.collector');
  const incoming = await ask<vscode.CallHierarchyIncomingCall[]>(
    (calls) => (calls ?? []).length > 0,
    'vscode.provideIncomingCalls',
    item,
  );
  assert.deepEqual(
    incoming.map(({ from }) => from.name),
    ['aws_iam_policy.collector'],
  );
  const outgoing = await ask<vscode.CallHierarchyOutgoingCall[]>(
    (calls) => (calls ?? []).length > 1,
    'vscode.provideOutgoingCalls',
    item,
  );
  assert.deepEqual(
    outgoing.map(({ to }) => to.name),
    ['aws_prometheus_workspace.main', 'aps'],
  );
});

test('a policy in a heredoc is laid out on request', async () => {
  const { document, position } = await openText(
    'resource "aws_iam_policy" "p" {\n  policy = <<-EOF\n    {"Statement":[{"Effect":"Al|low","Action":"aps:*","Resource":"*"}]}\n  EOF\n}\n',
    'terraform',
  );
  const actions = await ask<vscode.CodeAction[]>(
    (all) => (all ?? []).some(({ title }) => title === 'Format this policy'),
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(position, position),
    vscode.CodeActionKind.Refactor.value,
    20,
  );
  const edit = actions.find(({ title }) => title === 'Format this policy')?.edit;
  assert.ok(edit, 'the action has no edit');
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.match(document.getText(), /\n {8}\{\n {10}"Effect": "Allow",\n/);
});

test('a statement that was pasted gets a free Sid', async () => {
  const statement = (sid: string) =>
    `{ "Sid": "${sid}", "Effect": "Allow", "Action": "aps:*", "Resource": "*" }`;
  const text = (sid: string) =>
    `{ "Version": "2012-10-17", "Statement": [\n${statement('Query')},\n${statement(sid)}\n] }`;
  const { document, position } = await openText(text('Query|'));
  await completions(document, position, (items) =>
    items.some((item) => textAfter(document, position, item) === text('Query2')),
  );
});
