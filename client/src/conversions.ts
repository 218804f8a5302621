import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

type Form = 'json' | 'data source' | 'jsonencode';

/** The server's `policywright/convert`. */
type Converted = { readonly languageId: string; readonly text: string } | { readonly refused: string };

/** Commands that give a policy in another form, in a document of its own or where the cursor stands. */
export function conversionCommands(client: () => Promise<BaseLanguageClient | undefined>): vscode.Disposable {
  const ask = async (params: object): Promise<Extract<Converted, { text: string }> | undefined> => {
    const converted = await (await client())?.sendRequest<Converted>('policywright/convert', params);
    if (converted === undefined || 'text' in converted) return converted;
    void vscode.window.showWarningMessage(
      vscode.l10n.t('This policy cannot be converted: {0}', converted.refused),
    );
    return undefined;
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('policywright.convertPolicy', () => convertPolicy(ask)),
    vscode.commands.registerCommand('policywright.pastePolicy', () => pastePolicy(ask)),
  );
}

type Ask = (params: object) => Promise<Extract<Converted, { text: string }> | undefined>;

/** Opens the policy at the cursor in another form. */
async function convertPolicy(ask: Ask): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const { uri, languageId } = editor.document;
  const to = await pickForm(
    languageId.startsWith('json') ? ['data source', 'jsonencode'] : ['json', 'data source', 'jsonencode'],
  );
  if (to === undefined) return;
  const converted = await ask({
    to,
    textDocument: { uri: uri.toString() },
    position: { line: editor.selection.active.line, character: editor.selection.active.character },
  });
  if (converted === undefined) return;
  const { text: content, languageId: language } = converted;
  const known = (await vscode.languages.getLanguages()).includes(language);
  const document = await vscode.workspace.openTextDocument(known ? { content, language } : { content });
  await vscode.window.showTextDocument(document);
}

async function pickForm(forms: readonly Form[]): Promise<Form | undefined> {
  const labels: Readonly<Record<Form, string>> = {
    json: vscode.l10n.t('JSON'),
    'data source': vscode.l10n.t('Terraform data source "aws_iam_policy_document"'),
    jsonencode: vscode.l10n.t('Terraform "jsonencode"'),
  };
  const items = forms.map((form) => ({ label: labels[form], form }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Convert policy to') });
  return picked?.form;
}

/** Puts the policy of the clipboard where the cursor stands: an expression behind `=`, else a data source. */
async function pastePolicy(ask: Ask): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const { selection, document } = editor;
  const line = document.lineAt(selection.start.line).text;
  const before = line.slice(0, selection.start.character);
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const text = await vscode.env.clipboard.readText();
  const converted = await ask({ text, to: /=\s*$/.test(before) ? 'jsonencode' : 'data source', indent });
  if (converted === undefined) return;
  await editor.edit((edit) => edit.replace(selection, converted.text));
}
