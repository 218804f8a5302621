import { posix } from 'node:path';
import * as vscode from 'vscode';
import { eventually } from './runner.ts';

/** Opens a file of the workspace copy in an editor. */
export async function openFile(path: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) throw new Error('no folder is open');
  const uri = folder.with({ path: posix.join(folder.path, path) });
  return show(await vscode.workspace.openTextDocument(uri));
}

/** Opens an untitled document in an editor; `|` in the text is where the position returned lies. */
export async function openText(
  marked: string,
  language = 'json',
): Promise<{ document: vscode.TextDocument; position: vscode.Position }> {
  const offset = marked.indexOf('|');
  const content = marked.replace('|', '');
  const document = await show(await vscode.workspace.openTextDocument({ language, content }));
  return { document, position: document.positionAt(Math.max(offset, 0)) };
}

/** The middle of the first occurrence. */
export function middleOf(document: vscode.TextDocument, text: string): vscode.Position {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`${text} does not occur in ${document.uri.path}`);
  return document.positionAt(start + Math.floor(text.length / 2));
}

/** Ours, as soon as any satisfies. */
export function findings(
  document: vscode.TextDocument,
  satisfies: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(() => ourDiagnostics(document), satisfies);
}

export function ourDiagnostics(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'policywright');
}

/** Everything offered there, whoever offers it, as soon as it satisfies; the first `resolve` items with all details. */
export async function completions(
  document: vscode.TextDocument,
  position: vscode.Position,
  satisfies: (items: readonly vscode.CompletionItem[]) => boolean,
  { resolve = 0 }: { readonly resolve?: number } = {},
): Promise<readonly vscode.CompletionItem[]> {
  const ask = () =>
    vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
      undefined,
      resolve,
    );
  return (await eventually(ask, ({ items }) => satisfies(items))).items;
}

/** What the document would read if the item were taken. */
export function textAfter(
  document: vscode.TextDocument,
  position: vscode.Position,
  item: vscode.CompletionItem,
): string {
  const { label, insertText, range = new vscode.Range(position, position) } = item;
  const replaced = range instanceof vscode.Range ? range : range.replacing;
  const written = insertText instanceof vscode.SnippetString ? insertText.value : insertText;
  const text = document.getText();
  const before = text.slice(0, document.offsetAt(replaced.start));
  return (
    before +
    (written ?? (typeof label === 'string' ? label : label.label)) +
    text.slice(document.offsetAt(replaced.end))
  );
}

export function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

/** The first quick fix there whose title has the words, as soon as there is one. */
export async function quickFix(
  document: vscode.TextDocument,
  position: vscode.Position,
  words: string,
): Promise<vscode.CodeAction> {
  const ask = async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(position, position),
      vscode.CodeActionKind.QuickFix.value,
      20,
    );
    return actions.filter(({ title }) => title.includes(words));
  };
  const [first] = await eventually(ask, (actions) => actions.length > 0);
  if (first === undefined) throw new Error('unreachable');
  return first;
}

/** What `Ctrl+.` and `Enter` do there; the menu takes its time to come, and goes away when something else takes the focus. */
export async function pressQuickFix(document: vscode.TextDocument, position: vscode.Position): Promise<void> {
  const before = document.getText();
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(position, position);
  let presses = 0;
  await eventually(
    async () => {
      if (presses++ % 8 === 0) await vscode.commands.executeCommand('editor.action.quickFix');
      await vscode.commands.executeCommand('acceptSelectedCodeAction');
      await new Promise((resolve) => setTimeout(resolve, 300));
      return document.getText();
    },
    (now) => now !== before,
  );
}

/** All hovers there as one text, as soon as it satisfies. */
export function hoverText(
  document: vscode.TextDocument,
  position: vscode.Position,
  satisfies: (text: string) => boolean,
): Promise<string> {
  const ask = async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    return hovers.flatMap(({ contents }) => contents.map(textOf)).join('\n');
  };
  return eventually(ask, satisfies);
}

function textOf(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === 'string' ? content : content.value;
}

async function show(document: vscode.TextDocument): Promise<vscode.TextDocument> {
  await vscode.window.showTextDocument(document);
  return document;
}
