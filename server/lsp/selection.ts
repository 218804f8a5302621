import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import { selectionRanges } from '../core/index.ts';
import { offsetAt } from './convert.ts';
import { toSelectionRange } from './convert-structure.ts';
import type { Session } from './session.ts';

/** `textDocument/selectionRange`: an answer per position. */
export function selectionOf(
  session: Session,
  { textDocument: { uri }, positions }: SelectionRangeParams,
): SelectionRange[] | null {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return null;
  const chains = positions.map((position) =>
    selectionRanges(session.engine, project, uri, offsetAt(source, position)),
  );
  if (chains.every((chain) => chain.length === 0)) return null;
  return positions.map((position, index) => toSelectionRange(source, position, chains[index] ?? []));
}
