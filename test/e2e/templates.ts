import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openText, quickFix } from './documents.ts';
import { eventually, test } from './runner.ts';

const EMPTY = '{\n  "Version": "2012-10-17",\n  "Statement": [\n    |\n  ]\n}\n';
const DENIED =
  'User: arn:aws:iam::111122223333:user/me is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:111122223333:q because no identity-based policy allows the sqs:SendMessage action';

/** A new document in an editor, with the cursor at `|`. */
async function editing(marked: string, language = 'json'): Promise<vscode.TextEditor> {
  const { document, position } = await openText(marked, language);
  const selection = new vscode.Selection(position, position);
  const editor = await vscode.window.showTextDocument(document, { selection });
  // A new document may still move its cursor behind its first text.
  await new Promise((resolve) => setTimeout(resolve, 500));
  editor.selection = selection;
  await eventually(
    () => vscode.window.activeTextEditor?.selection.active,
    (active) => active?.isEqual(position) === true,
  );
  return editor;
}

const textOf = ({ document }: vscode.TextEditor) => document.getText();

test('a template goes between statements, and its first place is selected', async () => {
  const editor = await editing(EMPTY);
  await vscode.commands.executeCommand('policywright.insertTemplate', 'amp-remote-write');
  const text = await eventually(
    () => textOf(editor),
    (now) => now.includes('aps:RemoteWrite'),
  );
  assert.equal(JSON.parse(text).Statement.length, 1);
  assert.match(text, /\n {4}\{\n {6}"Effect": "Allow",\n/);
  assert.equal(editor.document.getText(editor.selection), 'eu-west-1');
});

test('at the top of a Terraform file it is a data source, behind an argument "jsonencode"', async () => {
  const top = await editing('|', 'terraform');
  await vscode.commands.executeCommand('policywright.insertTemplate', 'cw-agent-server');
  await eventually(
    () => textOf(top),
    (now) => now.startsWith('data "aws_iam_policy_document" "cw_agent_server" {'),
  );
  const argument = await editing('resource "aws_iam_policy" "p" {\n  policy = |\n}\n', 'terraform');
  await vscode.commands.executeCommand('policywright.insertTemplate', 'amp-query');
  await eventually(
    () => textOf(argument),
    (now) => /policy = jsonencode\(\{\n {4}Version = "2012-10-17"/.test(now) && now.endsWith('  })\n}\n'),
  );
});

test('the list shows the document beside, and inserts what is chosen', async () => {
  const editor = await editing(EMPTY);
  const done = vscode.commands.executeCommand('policywright.insertTemplate');
  const preview = () =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'policywright-template');
  const shown = await eventually(preview, (one) => one !== undefined);
  assert.match(shown?.document.getText() ?? '', /"Statement"/);
  const first = shown?.document.uri.path;
  await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
  const next = await eventually(preview, (one) => one !== undefined && one.document.uri.path !== first);
  const wanted = JSON.parse(next?.document.getText() ?? '').Statement;
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  await done;
  await eventually(
    () => textOf(editor),
    (now) => now.includes('"Effect"'),
  );
  assert.deepEqual(JSON.parse(textOf(editor)).Statement, wanted);
  assert.equal(preview(), undefined);
});

test('what a message says was denied is allowed', async () => {
  const editor = await editing(EMPTY);
  await vscode.commands.executeCommand('policywright.allowDenied', DENIED);
  const text = await eventually(
    () => textOf(editor),
    (now) => now.includes('sqs:SendMessage'),
  );
  assert.deepEqual(JSON.parse(text).Statement, [
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-west-1:111122223333:q' },
  ]);
});

test('a pasted message is replaced by its quick fix', async () => {
  const { document, position } = await openText(EMPTY.replace('|', `|${DENIED}`));
  const fix = await quickFix(document, position, 'Allow "sqs:SendMessage"');
  assert.ok(fix.edit, 'the quick fix has no edit');
  assert.ok(await vscode.workspace.applyEdit(fix.edit));
  assert.equal(JSON.parse(document.getText()).Statement[0].Action, 'sqs:SendMessage');
});

test('a policy is opened in another form', async () => {
  await editing('{ "Statement": [{ "Effect": "Al|low", "Action": "aps:QueryMetrics", "Resource": "*" }] }');
  const done = vscode.commands.executeCommand('policywright.convertPolicy');
  const converted = await eventually(
    async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return vscode.window.activeTextEditor?.document;
    },
    (document) => document?.languageId === 'terraform',
  );
  await done;
  assert.match(converted?.getText() ?? '', /^data "aws_iam_policy_document" "policy" \{\n/);
});
