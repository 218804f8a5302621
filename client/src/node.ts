import type * as vscode from 'vscode';
import { type Extension, type Launch, startExtension } from './extension.ts';

/** Entry on the desktop and in remote hosts: the server is a Node process of its own. */
let extension: Extension | undefined;

export function activate(context: vscode.ExtensionContext): void {
  extension = startExtension(context, launch);
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}

/** The protocol's code is loaded only when it is needed. */
const launch: Launch = async (context, options) => {
  const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
  const module = context.asAbsolutePath('dist/server.js');
  const debug = { execArgv: ['--nolazy', '--inspect=6009'] };
  return new LanguageClient(
    'policywright',
    'Policywright',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: debug },
    },
    options,
  );
};
