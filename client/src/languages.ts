import * as vscode from 'vscode';

/** Documents that the server reads. */
export const READ: readonly (
  | { readonly language: string; readonly pattern?: string }
  | { readonly pattern: string }
)[] = [
  { language: 'json' },
  { language: 'jsonc' },
  { language: 'terraform' },
  { language: 'opentofu' },
  { language: 'terraform-vars' },
  // Other tools have files of this language, too.
  { language: 'hcl', pattern: '**/*.{tf,tofu}' },
  // What modules render goes by many language ids, most often that of plain text.
  { pattern: '**/*.{tftpl,tpl,tmpl}' },
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
