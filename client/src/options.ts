import * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { READ } from './languages.ts';
import { PREVIEW_SCHEME } from './template-preview.ts';

export function clientOptions(log: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [...READ],
    outputChannel: log,
    initializationOptions: {
      status: true,
      untrusted: !vscode.workspace.isTrusted,
      hostHasSnippets: true,
      hostReportsJsonSyntax: reportsJsonSyntax(),
      hostReportsTerraformSchema: TERRAFORM.some((id) => vscode.extensions.getExtension(id) !== undefined),
      hostColoursTerraform: TERRAFORM.some((id) => vscode.extensions.getExtension(id) !== undefined),
      retriggerCommand: 'editor.action.triggerSuggest',
      summaryCommand: 'policywright.showSummary',
      openCommand: 'vscode.open',
    },
    diagnosticPullOptions: { onChange: true, onSave: false },
    middleware: {
      // The other side of a comparison would show every problem twice.
      provideDiagnostics: (document, previousResultId, token, next) => {
        const { scheme } = document instanceof vscode.Uri ? document : document.uri;
        if (!QUIET_SCHEMES.has(scheme)) return next(document, previousResultId, token);
        return undefined;
      },
    },
  };
}

/** Extensions that know which arguments a block must have, and give semantic tokens. */
const TERRAFORM = ['hashicorp.terraform', 'opentofu.vscode-opentofu'];

/** VS Code's own JSON support shows what is no JSON; saying it twice helps nobody. */
function reportsJsonSyntax(): boolean {
  const present = vscode.extensions.getExtension('vscode.json-language-features') !== undefined;
  return present && vscode.workspace.getConfiguration('json').get('validate.enable') !== false;
}

/** Documents that show the past or somebody else's text. */
const QUIET_SCHEMES = new Set([
  'git',
  'gitlens',
  'svn',
  'pr',
  'review',
  'output',
  'vscode-chat-code-block',
  PREVIEW_SCHEME,
]);
