import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { READ } from './languages.ts';

/** The server's `policywright/summary`. */
interface Summary {
  readonly name: string;
  readonly range: Range;
  readonly nodes: readonly Node[];
}

interface Node {
  readonly kind: string;
  readonly label: string;
  readonly description?: string;
  readonly range?: Range;
  readonly children?: readonly Node[];
  /** Children come when asked for. */
  readonly more?: string;
}

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** The policy at the cursor as a tree: what it is, whom and what it allows and denies, how long it is. */
export interface SummaryView extends vscode.Disposable {
  /** The server runs, or a document was analyzed. */
  update(): void;
}

/** `client` is the running server, if there is one: looking at the view starts none. */
export function createSummaryView(
  client: () => Promise<BaseLanguageClient | undefined> | undefined,
): SummaryView {
  const changed = new vscode.EventEmitter<void>();
  let summary: Summary | undefined;
  let uri: vscode.Uri | undefined;
  const view = vscode.window.createTreeView<Node>('policywright.summary', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => (node?.more === undefined ? childrenOf(node) : childrenLater(node.more)),
      getTreeItem: (node) => itemOf(node, uri),
    },
  });
  const childrenOf = (node: Node | undefined) => [
    ...(node === undefined ? (summary?.nodes ?? []) : (node.children ?? [])),
  ];
  const childrenLater = async (more: string) => {
    if (uri === undefined || summary === undefined) return [];
    const params = { textDocument: { uri: uri.toString() }, position: summary.range.start, more };
    const found = await (await client())?.sendRequest<Summary | null>('policywright/summary', params);
    return [...(found?.nodes ?? [])];
  };
  const show = (found: Summary | undefined, at: vscode.Uri | undefined) => {
    const isSame = JSON.stringify(found) === JSON.stringify(summary) && String(at) === String(uri);
    if (isSame) return;
    summary = found;
    uri = at;
    view.description = found?.name ?? '';
    changed.fire();
  };
  let asked: vscode.CancellationTokenSource | undefined;
  const ask = async () => {
    const editor = vscode.window.activeTextEditor;
    const running = await client();
    // A click in an output or a search leaves what is there.
    if (!view.visible || (editor !== undefined && editor.document.uri.scheme === 'output')) return;
    if (editor === undefined || running === undefined || vscode.languages.match(READ, editor.document) === 0)
      return show(undefined, undefined);
    asked?.cancel();
    const own = new vscode.CancellationTokenSource();
    asked = own;
    const params = {
      textDocument: { uri: editor.document.uri.toString() },
      position: { line: editor.selection.active.line, character: editor.selection.active.character },
    };
    try {
      const found = await running.sendRequest<Summary | null>('policywright/summary', params, own.token);
      if (!own.token.isCancellationRequested) show(found ?? undefined, editor.document.uri);
    } catch {
      // Cancelled, or the server stopped: the next change asks again.
    }
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PAUSE);
  };
  const parts = [
    view,
    changed,
    view.onDidChangeVisibility(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.window.onDidChangeTextEditorSelection(update),
    vscode.workspace.onDidChangeTextDocument(update),
    vscode.commands.registerCommand(
      'policywright.showSummary',
      async (at?: string, position?: Range['start']) => {
        if (at !== undefined && position !== undefined) await standAt(vscode.Uri.parse(at), position);
        await vscode.commands.executeCommand('policywright.summary.focus');
        update();
      },
    ),
  ];
  return {
    update,
    dispose() {
      clearTimeout(timer);
      asked?.cancel();
      for (const part of parts) part.dispose();
    },
  };
}

/** Milliseconds without a movement of the cursor. */
const PAUSE = 150;

/** A lens names its policy: the cursor goes there, unless it is in that policy's line already. */
async function standAt(uri: vscode.Uri, { line, character }: Range['start']): Promise<void> {
  const position = new vscode.Position(line, character);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(position, position) });
}

function itemOf(
  { kind, label, description, range, children, more }: Node,
  uri: vscode.Uri | undefined,
): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const hasChildren = more !== undefined || (children !== undefined && children.length > 0);
  const item = new vscode.TreeItem(label, hasChildren ? (OPEN.has(kind) ? Expanded : Collapsed) : None);
  if (description !== undefined) item.description = description;
  const spoken = description === undefined ? label : `${label}, ${description.replaceAll(' · ', ', ')}`;
  item.accessibilityInformation = { label: spoken };
  item.tooltip = spoken;
  const icon = ICONS[kind];
  if (icon !== undefined) item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = kind;
  if (range === undefined || uri === undefined) return item;
  const { start, end } = range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  item.command = {
    title: vscode.l10n.t('Go to Text'),
    command: 'vscode.open',
    arguments: [
      uri,
      { selection: kind === 'use' ? new vscode.Range(selection.start, selection.start) : selection },
    ],
  };
  return item;
}

/** Kinds that show what is in them at once. */
const OPEN: ReadonlySet<string> = new Set(['allow', 'deny', 'resources', 'principals', 'conditions']);

const ICONS: Readonly<Record<string, string>> = {
  use: 'shield',
  allow: 'pass',
  deny: 'error',
  service: 'cloud',
  level: 'key',
  action: 'symbol-method',
  resources: 'database',
  resource: 'symbol-reference',
  principals: 'organization',
  principal: 'account',
  conditions: 'filter',
  condition: 'symbol-field',
  size: 'dashboard',
};
