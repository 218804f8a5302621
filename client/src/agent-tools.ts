import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The server's answer to `policywright/tool`. */
type ToolAnswer = { readonly text: string } | { readonly refused: string };

/**
 * The language-model tools of the manifest, for AI agents in the editor: each hands its input to the server and its answer
 * back. Nothing in an editor that knows no such tools.
 */
export function agentTools(
  { extension }: vscode.ExtensionContext,
  client: () => Promise<BaseLanguageClient | undefined>,
): vscode.Disposable {
  const api = vscode as unknown as Partial<ToolApi>;
  const { lm, LanguageModelToolResult: Result, LanguageModelTextPart: Part } = api;
  const register = lm?.registerTool?.bind(lm);
  if (register === undefined || Result === undefined || Part === undefined)
    return new vscode.Disposable(noop);
  const registered = toolNames(extension.packageJSON).map((name) =>
    register(name, {
      async invoke({ input }, token) {
        const params = { name: name.slice(PREFIX.length), input };
        const answer = await (await client())?.sendRequest<ToolAnswer>('policywright/tool', params, token);
        if (answer === undefined) throw new Error(vscode.l10n.t('The server of Policywright does not run'));
        if ('refused' in answer) throw new Error(answer.refused);
        return new Result([new Part(answer.text)]);
      },
    }),
  );
  return vscode.Disposable.from(...registered);
}

const PREFIX = 'policywright_';

function noop(): void {}

function toolNames(manifest: unknown): readonly string[] {
  const { contributes } = manifest as {
    readonly contributes: { readonly languageModelTools?: readonly { readonly name: string }[] };
  };
  return (contributes.languageModelTools ?? []).map(({ name }) => name);
}

/** What VS Code has of it since 1.95; the extension runs in older ones, too. */
interface ToolApi {
  readonly lm: {
    registerTool?(name: string, tool: Tool): vscode.Disposable;
  };
  readonly LanguageModelToolResult: new (content: readonly unknown[]) => object;
  readonly LanguageModelTextPart: new (value: string) => object;
}

interface Tool {
  invoke(options: { readonly input: unknown }, token: vscode.CancellationToken): Promise<object>;
}
