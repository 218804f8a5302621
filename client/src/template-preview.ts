import * as vscode from 'vscode';

/** A document to look at, beside the editor: it can be neither changed nor saved. */
export interface Preview extends vscode.Disposable {
  show(template: Shown | null): Promise<void>;
  close(): Promise<void>;
}

interface Shown {
  readonly title: string;
  readonly preview: { readonly languageId: string; readonly text: string };
}

export const PREVIEW_SCHEME = 'policywright-template';

export function createPreview(): Preview {
  const texts = new Map<string, string>();
  let open = 0;
  const provider = vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, {
    provideTextDocumentContent: ({ path }) => texts.get(path) ?? '',
  });
  return {
    async show(template) {
      if (template === null) return;
      const { title, preview } = template;
      const count = ++open;
      const path = `/${title.replace(/[\\/:]+/g, ' ')}${preview.languageId === 'json' ? '.json' : '.tf'}`;
      texts.set(path, preview.text);
      const document = await vscode.workspace.openTextDocument(
        vscode.Uri.from({ scheme: PREVIEW_SCHEME, path }),
      );
      // Who moves on quickly sees the last one only, who has chosen none.
      if (count !== open) return;
      await vscode.window.showTextDocument(document, {
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: true,
        preview: true,
      });
    },
    async close() {
      open++;
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(isPreview);
      await vscode.window.tabGroups.close(tabs, true);
      texts.clear();
    },
    dispose: () => provider.dispose(),
  };
}

function isPreview({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputText && input.uri.scheme === PREVIEW_SCHEME;
}
