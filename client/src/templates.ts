import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { createPreview } from './template-preview.ts';

/** The server's `policywright/templates`. */
interface Listed {
  readonly form?: 'document' | 'data source' | 'jsonencode' | 'statement';
  readonly templates: readonly Entry[];
}

interface Entry {
  readonly id: string;
  readonly source: 'template' | 'managed';
  readonly title: string;
  readonly summary: string;
  readonly dialect: 'aws' | 'ram';
  readonly services: readonly string[];
  readonly risk?: 'high';
  readonly fits: boolean;
}

/** The server's `policywright/template`. */
interface Template {
  readonly title: string;
  readonly preview: { readonly languageId: string; readonly text: string };
  /** Of the protocol. */
  readonly edit?: NonNullable<Parameters<BaseLanguageClient['protocol2CodeConverter']['asWorkspaceEdit']>[0]>;
  readonly refused?: string;
  readonly snippet: string;
}

/** Puts a policy template where the cursor stands, in the form that the place wants; elsewhere in a document of its own. */
export function templateCommand(client: () => Promise<BaseLanguageClient | undefined>): vscode.Disposable {
  const preview = createPreview();
  const run = async (id?: string) => {
    const server = await client();
    if (server === undefined) return;
    const editor = vscode.window.activeTextEditor;
    const where = whereIs(server, editor);
    const template = (wanted: string) =>
      server.sendRequest<Template | null>('policywright/template', { ...where, id: wanted });
    const chosen = id ?? (await choose(server, where, async (entry) => preview.show(await template(entry))));
    if (id === undefined) await preview.close();
    const found = chosen === undefined ? null : await template(chosen);
    if (found !== null) await insert(server, editor, found);
  };
  return vscode.Disposable.from(preview, vscode.commands.registerCommand('policywright.insertTemplate', run));
}

function whereIs(server: BaseLanguageClient, editor: vscode.TextEditor | undefined): object {
  if (editor === undefined) return {};
  const { tabSize, insertSpaces } = editor.options;
  return {
    textDocument: { uri: editor.document.uri.toString() },
    position: server.code2ProtocolConverter.asPosition(editor.selection.active),
    options: { tabSize: typeof tabSize === 'number' ? tabSize : 2, insertSpaces: insertSpaces !== false },
  };
}

type Row = vscode.QuickPickItem & { readonly id?: string };

async function choose(
  server: BaseLanguageClient,
  where: object,
  look: (id: string) => Promise<void>,
): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = vscode.l10n.t('Insert Policy Template');
  pick.placeholder = vscode.l10n.t('Search titles, services and managed policies');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.busy = true;
  const chosen = new Promise<string | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.activeItems[0]?.id));
    pick.onDidHide(() => resolve(undefined));
  });
  pick.onDidChangeActive(([row]) => (row?.id === undefined ? undefined : look(row.id)));
  pick.show();
  try {
    pick.items = rows(await server.sendRequest<Listed>('policywright/templates', where));
    pick.busy = false;
    return await chosen;
  } finally {
    pick.dispose();
  }
}

/** What fits the place first, then the other templates, then what the clouds manage. */
function rows({ templates }: Listed): readonly Row[] {
  const own = templates.filter(({ source }) => source === 'template');
  const managed = templates.filter(({ source, fits }) => source === 'managed' && fits);
  return [
    ...group(
      vscode.l10n.t('templates'),
      own.filter(({ fits }) => fits),
    ),
    ...group(
      vscode.l10n.t('templates for other places'),
      own.filter(({ fits }) => !fits),
    ),
    ...group(
      vscode.l10n.t('AWS managed policies'),
      managed.filter(({ dialect }) => dialect === 'aws'),
    ),
    ...group(
      vscode.l10n.t('system policies of Alibaba Cloud'),
      managed.filter(({ dialect }) => dialect === 'ram'),
    ),
  ];
}

function group(label: string, entries: readonly Entry[]): readonly Row[] {
  if (entries.length === 0) return [];
  return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...entries.map(row)];
}

function row({ id, source, title, summary, services, risk }: Entry): Row {
  const named = services.slice(0, MOST_SERVICES).join(', ');
  const more = services.length - MOST_SERVICES;
  return {
    id,
    label: risk === 'high' ? `$(warning) ${title}` : title,
    description: source === 'template' ? `${id} · ${summary}` : summary,
    detail: more > 0 ? vscode.l10n.t('{0} and {1} more', named, more) : named,
  };
}

const MOST_SERVICES = 12;

async function insert(
  server: BaseLanguageClient,
  editor: vscode.TextEditor | undefined,
  { title, edit, refused, snippet }: Template,
): Promise<void> {
  if (refused !== undefined)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('"{0}" opens in a document of its own: {1}', title, refused),
    );
  if (editor !== undefined && edit !== undefined) {
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
    await vscode.workspace.applyEdit(await server.protocol2CodeConverter.asWorkspaceEdit(edit));
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: 'json' });
  const fresh = await vscode.window.showTextDocument(document);
  await fresh.insertSnippet(new vscode.SnippetString(snippet));
}
