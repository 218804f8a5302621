import type { DocumentSymbol, DocumentSymbolParams, SymbolInformation } from 'vscode-languageserver';
import { documentSymbols } from '../core/index.ts';
import { toFlatSymbols, toSymbol } from './convert-structure.ts';
import type { Session } from './session.ts';

/** `textDocument/documentSymbol`. */
export function symbolsOf(
  session: Session,
  { textDocument: { uri } }: DocumentSymbolParams,
): DocumentSymbol[] | SymbolInformation[] {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return [];
  const symbols = documentSymbols(session.engine, project, uri);
  return session.client.structure.nestedSymbols
    ? symbols.map((symbol) => toSymbol(source, symbol))
    : symbols.flatMap((symbol) => toFlatSymbols(source, symbol));
}
