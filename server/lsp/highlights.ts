import type { DocumentHighlight, DocumentHighlightParams } from 'vscode-languageserver';
import { highlights } from '../core/index.ts';
import { offsetAt } from './convert.ts';
import { toHighlight } from './convert-structure.ts';
import type { Session } from './session.ts';

/** `textDocument/documentHighlight`. `null`: the editor marks equal words. */
export function highlightsAt(
  session: Session,
  { textDocument: { uri }, position }: DocumentHighlightParams,
): DocumentHighlight[] | null {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return null;
  const found = highlights(session.engine, project, uri, offsetAt(source, position));
  return found.length === 0 ? null : found.map((one) => toHighlight(source, one));
}
