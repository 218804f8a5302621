import * as vscode from 'vscode';

/** Documents that the server reads. */
export const READ: readonly { readonly language: string; readonly pattern?: string }[] = [
  { language: 'json' },
  { language: 'jsonc' },
  { language: 'terraform' },
  { language: 'opentofu' },
  // Other tools have files of this language, too.
  { language: 'hcl', pattern: '**/*.{tf,tofu}' },
];

/** Without an extension that brings Terraform to the editor its files are plain text: they become what they are. */
export function adoptTerraform(): vscode.Disposable {
  const adopt = (document: vscode.TextDocument) => {
    if (document.languageId !== 'plaintext' || !/\.(tf|tofu)$/.test(document.uri.path)) return;
    void vscode.languages.setTextDocumentLanguage(document, 'terraform');
  };
  vscode.workspace.textDocuments.forEach(adopt);
  return vscode.workspace.onDidOpenTextDocument(adopt);
}
