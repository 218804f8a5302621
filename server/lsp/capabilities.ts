import {
  CodeActionKind,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { completionTriggers } from '../core/index.ts';
import type { Client } from './client.ts';
import { FIX_ALL } from './code-action.ts';
import { structureCapabilities } from './structure-client.ts';
import { viewsCapabilities } from './views-client.ts';

/** The answer to `initialize`. */
export function initializeResult(version: string, client: Client): InitializeResult {
  return {
    serverInfo: { name: 'Policywright', version },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      completionProvider: { triggerCharacters: [...completionTriggers], resolveProvider: true },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      codeActionProvider: client.literalCodeActions
        ? {
            codeActionKinds: [
              CodeActionKind.QuickFix,
              CodeActionKind.RefactorRewrite,
              CodeActionKind.RefactorExtract,
              CodeActionKind.RefactorInline,
              FIX_ALL,
            ],
            resolveProvider: true,
          }
        : false,
      ...(client.pullsDiagnostics
        ? {
            diagnosticProvider: {
              identifier: 'policywright',
              // Files of a Terraform module.
              interFileDependencies: true,
              workspaceDiagnostics: false,
            },
          }
        : {}),
      ...structureCapabilities(client.structure),
      ...viewsCapabilities(client.views),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
