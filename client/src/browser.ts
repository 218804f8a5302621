import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions, MessageTransports } from 'vscode-languageclient';
import { answerReads } from './workspace-files.ts';

/** In a browser the server is a worker, which reads files through the editor. */
export async function launch(
  { extensionUri }: vscode.ExtensionContext,
  options: LanguageClientOptions,
): Promise<BaseLanguageClient> {
  const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } = await import(
    'vscode-languageclient/browser'
  );
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const connect = (): Promise<MessageTransports> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(vscode.Uri.joinPath(dist, 'server.js').toString(true), {
        name: 'Policywright',
      });
      const { port1, port2 } = new MessageChannel();
      worker.onerror = ({ message }) => reject(new Error(message || 'its worker does not load'));
      worker.onmessage = () =>
        resolve({ reader: new BrowserMessageReader(port1), writer: new BrowserMessageWriter(port1) });
      worker.postMessage({ assets: `${dist.toString(true)}/`, port: port2 }, [port2]);
    });
  const client = new LanguageClient('policywright', 'Policywright', connect, options);
  answerReads(client);
  return client;
}
