import * as vscode from 'vscode';

/** What `when` clauses of the manifest ask: commands appear where they apply. */
export interface Context extends vscode.Disposable {
  /** From now on there is a server to restart, whether it runs or has failed. */
  starting(): void;
  running(isRunning: boolean): void;
  /** How many policies a document has. */
  policies(uri: string, count: number): void;
}

export function createContext(): Context {
  const counts = new Map<string, number>();
  const set = (name: string, value: boolean) =>
    void vscode.commands.executeCommand('setContext', `policywright.${name}`, value);
  const showActive = () => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    set('hasPolicy', uri !== undefined && (counts.get(uri) ?? 0) > 0);
  };
  const listeners = [
    vscode.window.onDidChangeActiveTextEditor(showActive),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => counts.delete(uri.toString())),
  ];
  return {
    starting: () => set('started', true),
    running(isRunning) {
      set('running', isRunning);
      if (!isRunning) counts.clear();
      showActive();
    },
    policies(uri, count) {
      counts.set(vscode.Uri.parse(uri).toString(), count);
      showActive();
    },
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}
