import type { CancellationToken, Connection } from 'vscode-languageserver';
import { incomingCallsOf, outgoingCallsOf, prepareHierarchyAt } from './call-hierarchy.ts';
import { foldingOf } from './folding.ts';
import { highlightsAt } from './highlights.ts';
import { linksOf } from './links.ts';
import { prepareRenameAt, renameTo } from './rename.ts';
import { selectionOf } from './selection.ts';
import type { Session } from './session.ts';
import { symbolsOf } from './symbols.ts';
import { symbolsOfWorkspace } from './workspace-symbols.ts';

/** Makes a handler of a request: it waits for what the document needs, can be cancelled, and never throws. */
export type Answer = <P extends object, R>(
  name: string,
  neutral: R,
  run: (session: Session, params: P) => R,
) => (params: P, token: CancellationToken) => Promise<R>;

/** The requests about the structure of documents, see `structureCapabilities`. */
export function serveStructure(connection: Connection, answer: Answer): void {
  connection.onDocumentSymbol(answer('documentSymbol', [], symbolsOf));
  connection.onWorkspaceSymbol(answer('workspaceSymbol', [], symbolsOfWorkspace));
  connection.onFoldingRanges(answer('foldingRange', null, foldingOf));
  connection.onSelectionRanges(answer('selectionRange', null, selectionOf));
  connection.onDocumentHighlight(answer('documentHighlight', null, highlightsAt));
  connection.onDocumentLinks(answer('documentLink', [], linksOf));
  connection.onPrepareRename(answer('prepareRename', null, prepareRenameAt));
  connection.onRenameRequest(answer('rename', null, renameTo));
  connection.languages.callHierarchy.onPrepare(answer('prepareCallHierarchy', null, prepareHierarchyAt));
  connection.languages.callHierarchy.onIncomingCalls(answer('incomingCalls', [], incomingCallsOf));
  connection.languages.callHierarchy.onOutgoingCalls(answer('outgoingCalls', [], outgoingCallsOf));
}
