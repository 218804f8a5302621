import type { SymbolInformation, WorkspaceSymbolParams } from 'vscode-languageserver';
import { workspaceSymbols } from '../core/index.ts';
import { toSymbolInformation } from './convert-structure.ts';
import type { Session } from './session.ts';

/** `workspace/symbol`: of the documents read so far. */
export function symbolsOfWorkspace(session: Session, { query }: WorkspaceSymbolParams): SymbolInformation[] {
  const project = session.project();
  return workspaceSymbols(session.engine, project, query).flatMap((symbol) =>
    toSymbolInformation(project, symbol),
  );
}
