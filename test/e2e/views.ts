import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverText, middleOf, openFile, openText } from './documents.ts';
import { eventually, test } from './runner.ts';

const policy = (action: string) =>
  `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "${action}", "Resource": "*" }] }`;

function lensesOf({ uri }: vscode.TextDocument): Thenable<vscode.CodeLens[]> {
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 20);
}

function hintsOf(document: vscode.TextDocument): Thenable<vscode.InlayHint[]> {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  return vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, all);
}

test('lenses tell what a policy is, lets do and measures', async () => {
  const document = await openFile('policies/cloudwatch-agent.json');
  const lenses = await eventually(
    () => lensesOf(document),
    (all) => all.length >= 3,
  );
  const titles = lenses.map(({ command }) => command?.title ?? '');
  assert.ok(titles.includes('Identity policy'), titles.join('\n'));
  assert.ok(titles.some((title) => /read · \d+ write · 0 permissions management/.test(title)));
  assert.ok(titles.some((title) => / of 6,144 characters/.test(title)));
});

test('a lens of Terraform names the resource that the document sits on', async () => {
  const document = await openFile('amp-workspace/policies.tf');
  await eventually(
    () => lensesOf(document),
    (all) => all.some(({ command }) => command?.title === 'Resource policy of aws_prometheus_workspace.main'),
  );
});

test('lenses and hints can be turned off', async () => {
  const { document } = await openText(policy('aps:Query*|'));
  await eventually(
    () => hintsOf(document),
    (all) => all.some(({ label }) => label === '1 action'),
  );
  const settings = vscode.workspace.getConfiguration('policywright');
  await settings.update('inlayHints', false, vscode.ConfigurationTarget.Global);
  await settings.update('codeLens', false, vscode.ConfigurationTarget.Global);
  await eventually(
    async () => [...(await hintsOf(document)), ...(await lensesOf(document))],
    (all) => all.length === 0,
  );
  await settings.update('inlayHints', undefined, vscode.ConfigurationTarget.Global);
  await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Global);
  await eventually(
    () => hintsOf(document),
    (all) => all.length > 0,
  );
});

test('strings of policies have semantic tokens', async () => {
  const { document } = await openText(policy('aps:Query*|'));
  const tokens = await eventually(
    () =>
      vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
        'vscode.provideDocumentSemanticTokens',
        document.uri,
      ),
    (found) => (found?.data.length ?? 0) > 0,
  );
  const start = document.getText().indexOf('aps:');
  assert.deepEqual([...(tokens?.data.slice(0, 3) ?? [])], [0, start, 3]);
});

test('a statement is explained in plain words', async () => {
  const document = await openFile('policies/amp-remote-write.json');
  const text = await hoverText(document, middleOf(document, '"Effect"'), (all) =>
    all.includes('Lets whoever'),
  );
  assert.match(text, /write/);
});

test('the summary follows the cursor, and its lens opens it', async () => {
  const document = await openFile('policies/cloudwatch-agent.json');
  const lenses = await eventually(
    () => lensesOf(document),
    (all) => all.some(({ command }) => command?.command === 'policywright.showSummary'),
  );
  const command = lenses.find((lens) => lens.command?.command === 'policywright.showSummary')?.command;
  assert.ok(command);
  await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
});

test('commands and settings are told in two languages', async () => {
  const extension = vscode.extensions.getExtension('policywright.policywright');
  const titles: readonly { readonly title: string }[] = extension?.packageJSON.contributes.commands ?? [];
  assert.ok(titles.length > 3);
  assert.deepEqual(
    titles.filter(({ title }) => title.includes('%')),
    [],
  );
});
