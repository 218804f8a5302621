import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  completions,
  findings,
  hoverText,
  labelOf,
  middleOf,
  openFile,
  openText,
  ourDiagnostics,
  quickFix,
  textAfter,
} from './documents.ts';
import { eventually, test } from './runner.ts';

const statement = (body: string) => `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", ${body} }
  ]
}`;

test('the extension is here and wakes up for a policy', async () => {
  const extension = vscode.extensions.getExtension('policywright.policywright');
  assert.ok(extension, 'not installed');
  await openFile('policies/dashboards.json');
  await eventually(
    () => extension.isActive,
    (active) => active,
  );
});

test('a misspelt action is an error on exactly its text', async () => {
  const document = await openFile('policies/dashboards.json');
  const found = await findings(document, (all) => all.some(isMisspelt(document)));
  const error = found.find(isMisspelt(document));
  assert.equal(error?.severity, vscode.DiagnosticSeverity.Error);
  assert.match(error.message, /aps:QueryMetric/);
});

test('its quick fix writes the action that was meant', async () => {
  const document = await openFile('policies/dashboards.json');
  await findings(document, (all) => all.some(isMisspelt(document)));
  const fix = await quickFix(document, middleOf(document, 'aps:QueryMetric'), 'aps:QueryMetrics');
  assert.ok(fix.edit, 'the quick fix has no edit');
  assert.ok(await vscode.workspace.applyEdit(fix.edit));
  assert.match(document.getText(), /"aps:QueryMetrics",/);
  await findings(document, (all) => !all.some(isMisspelt(document)));
});

function isMisspelt(document: vscode.TextDocument): (found: vscode.Diagnostic) => boolean {
  return ({ code, range }) =>
    codeOf(code) === 'invalid-action' && /^"?aps:QueryMetrics?"?$/.test(document.getText(range));
}

function codeOf(code: vscode.Diagnostic['code']): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}

test('actions of a service are offered after its prefix, replacing what is typed', async () => {
  const { document, position } = await openText(statement('"Action": "aps:|", "Resource": "*"'));
  await completions(
    document,
    position,
    writing(document, position, statement('"Action": "aps:QueryMetrics", "Resource": "*"')),
  );
});

test('the description of an action comes with the item that is looked at', async () => {
  const { document, position } = await openText(statement('"Action": "aps:|", "Resource": "*"'));
  const items = await completions(document, position, (all) => all.some(isDescribed), { resolve: 5 });
  assert.ok(items.some(isDescribed));
});

function isDescribed({ documentation }: vscode.CompletionItem): boolean {
  return (
    documentation instanceof vscode.MarkdownString && documentation.value.includes('Grants permission to ')
  );
}

test('what a person wants to do finds the action', async () => {
  const { document, position } = await openText(statement('"Action": "remote write|", "Resource": "*"'));
  await completions(
    document,
    position,
    writing(document, position, statement('"Action": "aps:RemoteWrite", "Resource": "*"')),
  );
});

test('completion works while the text is half typed, and closes the string', async () => {
  const typed = '{ "Statement": { "Effect": "Allow", "Action": ["aps:GetLabels" ';
  const { document, position } = await openText(`${typed}"aps:|`);
  await completions(document, position, writing(document, position, `${typed}"aps:QueryMetrics"`));
});

/** Whether taking one of the items makes the document read like this. */
function writing(document: vscode.TextDocument, position: vscode.Position, text: string) {
  return (items: readonly vscode.CompletionItem[]) =>
    items.some((item) => textAfter(document, position, item) === text);
}

test('a hover tells what an action does', async () => {
  const document = await openFile('policies/amp-remote-write.json');
  const text = await hoverText(document, middleOf(document, 'aps:RemoteWrite'), (all) =>
    all.includes('RemoteWrite'),
  );
  assert.match(text, /Write/);
  assert.match(text, /docs\.aws\.amazon\.com/);
});

test('a policy with comments and a byte order mark has no errors', async () => {
  const text = `\uFEFF// read only\r\n${statement('"Action": "aps:GetLabels", "Resource": "*"').replaceAll('\n', '\r\n')}`;
  const { document } = await openText(`${text}|`, 'jsonc');
  await hoverText(document, middleOf(document, 'aps:GetLabels'), (all) => all.includes('GetLabels'));
  const errors = ourDiagnostics(document).filter(
    ({ severity }) => severity === vscode.DiagnosticSeverity.Error,
  );
  assert.deepEqual(errors, []);
});

test('JSON that is no policy stays untouched', async () => {
  const { document, position } = await openText('{ "name": "shop", "Action": "aps:|", "version": "1.0.0" }');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.deepEqual(ourDiagnostics(document), []);
  const items = await completions(document, position, () => true);
  assert.deepEqual(
    items.map(labelOf).filter((label) => label.startsWith('aps:')),
    [],
  );
});

test('Terraform is known without another extension, and a misspelt action in it is an error', async () => {
  const document = await openFile('amp-workspace/policies.tf');
  await eventually(
    () => document.languageId,
    (id) => id === 'terraform',
  );
  await replace(document, '"aps:RemoteWrite"', '"aps:RemoteWrit"');
  const found = await findings(document, (all) => all.some(({ code }) => codeOf(code) === 'invalid-action'));
  const error = found.find(({ code }) => codeOf(code) === 'invalid-action');
  assert.match(document.getText(error?.range), /^"?aps:RemoteWrit"?$/);
  await replace(document, '"aps:RemoteWrit"', '"aps:RemoteWrite"');
  await findings(document, (all) => !all.some(({ code }) => codeOf(code) === 'invalid-action'));
});

test('actions are offered in the lists of a Terraform document', async () => {
  const document = await openFile('amp-workspace/policies.tf');
  const before = document.getText();
  await replace(document, '"aps:RemoteWrite"', '"aps:"');
  const position = document.positionAt(document.getText().indexOf('"aps:"') + '"aps:'.length);
  await completions(document, position, writing(document, position, before));
  await replace(document, '"aps:"', '"aps:RemoteWrite"');
});

async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `${text} does not occur`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
  edit.replace(document.uri, range, by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

test('an agent can use the tools', async () => {
  const { lm } = vscode as unknown as { readonly lm: LanguageModels };
  const names = lm.tools.map(({ name }) => name).filter((name) => name.startsWith('policywright_'));
  assert.equal(names.length, 4);
  const input = { text: statement('"Action": "aps:QueryMetric", "Resource": "*"') };
  const { content } = await lm.invokeTool('policywright_check_policy', {
    input,
    toolInvocationToken: undefined,
  });
  assert.match(content.map(({ value }) => value).join(''), /error\[invalid-action\].* line 4/);
});

/** What VS Code has since 1.95. */
interface LanguageModels {
  readonly tools: readonly { readonly name: string }[];
  invokeTool(
    name: string,
    options: object,
  ): Promise<{ readonly content: readonly { readonly value: string }[] }>;
}
