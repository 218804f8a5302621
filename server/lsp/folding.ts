import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver';
import { foldingRanges } from '../core/index.ts';
import { toFoldingRanges } from './convert-structure.ts';
import type { Session } from './session.ts';

/** `textDocument/foldingRange`. `null`: the editor goes by indentation, as it does without us. */
export function foldingOf(
  session: Session,
  { textDocument: { uri } }: FoldingRangeParams,
): FoldingRange[] | null {
  const project = session.project();
  const source = project.sources.get(uri);
  const folds = source === undefined ? undefined : foldingRanges(session.engine, project, uri);
  if (source === undefined || folds === undefined) return null;
  return toFoldingRanges(source, folds).slice(0, session.client.structure.foldingLimit);
}
