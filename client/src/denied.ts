import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The server's `policywright/allowDenied`. */
type Answer =
  | {
      readonly title: string;
      /** Of the protocol. */
      readonly edit: NonNullable<
        Parameters<BaseLanguageClient['protocol2CodeConverter']['asWorkspaceEdit']>[0]
      >;
    }
  | { readonly refused: string };

/** Adds a statement to the policy at the cursor that allows what a message of the cloud says was denied. */
export function deniedCommand(client: () => Promise<BaseLanguageClient | undefined>): vscode.Disposable {
  return vscode.commands.registerCommand('policywright.allowDenied', async (given?: string) => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) return;
    const message = given ?? (await askMessage());
    const server = message === undefined ? undefined : await client();
    if (server === undefined) return;
    const answer = await server.sendRequest<Answer>('policywright/allowDenied', {
      textDocument: { uri: editor.document.uri.toString() },
      position: server.code2ProtocolConverter.asPosition(editor.selection.active),
      message,
    });
    if ('refused' in answer) void vscode.window.showWarningMessage(answer.refused);
    else await vscode.workspace.applyEdit(await server.protocol2CodeConverter.asWorkspaceEdit(answer.edit));
  });
}

/** A message that was copied is what somebody means who asks for this. */
async function askMessage(): Promise<string | undefined> {
  const copied = await vscode.env.clipboard.readText();
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Allow What Was Denied'),
    prompt: vscode.l10n.t('The message that says "… is not authorized to perform: …"'),
    value: /not authorized to perform|AuthAction/i.test(copied) ? copied.replace(/\s+/g, ' ').trim() : '',
    ignoreFocusOut: true,
  });
}
