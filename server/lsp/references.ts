import type { Location, ReferenceParams } from 'vscode-languageserver';
import { references } from '../core/index.ts';
import { offsetAt, toLocations } from './convert.ts';
import type { Session } from './session.ts';

/** `textDocument/references`. */
export function referencesAt(
  session: Session,
  { textDocument: { uri }, position, context }: ReferenceParams,
): Location[] {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return [];
  const offset = offsetAt(source, position);
  return toLocations(project, references(session.engine, project, uri, offset, context.includeDeclaration));
}
