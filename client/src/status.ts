import * as vscode from 'vscode';
import { READ } from './languages.ts';

/** The server's `policywright/status`. */
export interface Status {
  readonly uri: string;
  readonly dataDate: string;
  readonly policies: number;
  readonly findings: Readonly<Record<'error' | 'warning' | 'info' | 'hint', number>>;
}

/** The date of the data and the findings of the active policy, behind the `{}` in the status bar. */
export interface StatusItem extends vscode.Disposable {
  starting(): void;
  failed(): void;
  state(state: 'starting' | 'running' | 'stopped'): void;
  show(status: Status): void;
}

export function createStatusItem(): StatusItem {
  const item = vscode.languages.createLanguageStatusItem('policywright.status', []);
  item.name = 'Policywright';
  item.command = { title: vscode.l10n.t('Show logs'), command: 'policywright.showLogs' };
  const known = new Map<string, Status>();
  /** Says the same for every document while there is nothing to say about one. */
  const say = (text: string, severity = vscode.LanguageStatusSeverity.Information) => {
    item.selector = READ;
    item.severity = severity;
    item.text = text;
    item.detail = '';
  };
  const showActive = () => {
    const document = vscode.window.activeTextEditor?.document;
    const status = document === undefined ? undefined : known.get(document.uri.toString());
    item.selector = status === undefined || status.policies === 0 ? [] : READ;
    if (status === undefined) return;
    item.severity = vscode.LanguageStatusSeverity.Information;
    item.text = vscode.l10n.t('IAM data of {0}', status.dataDate);
    item.detail = inWords(status);
  };
  const listeners = [
    vscode.window.onDidChangeActiveTextEditor(showActive),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
  ];
  return {
    starting() {
      item.busy = true;
      say(vscode.l10n.t('Policywright is starting'));
    },
    failed() {
      item.busy = false;
      say(vscode.l10n.t('Policywright did not start'), vscode.LanguageStatusSeverity.Error);
    },
    state(state) {
      item.busy = state === 'starting';
      if (state === 'running') showActive();
      if (state === 'stopped') {
        known.clear();
        say(vscode.l10n.t('Policywright has stopped'), vscode.LanguageStatusSeverity.Warning);
      }
    },
    show(status) {
      known.set(vscode.Uri.parse(status.uri).toString(), status);
      showActive();
    },
    dispose() {
      item.dispose();
      for (const listener of listeners) listener.dispose();
    },
  };
}

function inWords({ policies, findings: { error, warning, info, hint } }: Status): string {
  const parts = [
    ...(error === 0 ? [] : [error === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', error)]),
    ...(warning === 0
      ? []
      : [warning === 1 ? vscode.l10n.t('1 warning') : vscode.l10n.t('{0} warnings', warning)]),
    ...(info === 0 ? [] : [info === 1 ? vscode.l10n.t('1 note') : vscode.l10n.t('{0} notes', info)]),
    ...(hint === 0 ? [] : [hint === 1 ? vscode.l10n.t('1 hint') : vscode.l10n.t('{0} hints', hint)]),
  ];
  const found = parts.length === 0 ? vscode.l10n.t('no findings') : parts.join(', ');
  return policies === 1 ? found : vscode.l10n.t('{0} in {1} policies', found, policies);
}
