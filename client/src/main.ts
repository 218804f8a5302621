import type * as vscode from 'vscode';
import { type Extension, type Launch, startExtension } from './extension.ts';

/** Entry of both hosts. The protocol's code is loaded only when it is needed. */
let extension: Extension | undefined;

export function activate(context: vscode.ExtensionContext): void {
  extension = startExtension(context, launch);
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}

const launch: Launch = async (context, options) => {
  const host = 'importScripts' in globalThis ? await import('./browser.ts') : await import('./node.ts');
  return host.launch(context, options);
};
