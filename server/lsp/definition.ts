import type { DefinitionParams, Location } from 'vscode-languageserver';
import { definition } from '../core/index.ts';
import { offsetAt, toLocations } from './convert.ts';
import type { Session } from './session.ts';

/** `textDocument/definition`. */
export function definitionAt(
  session: Session,
  { textDocument: { uri }, position }: DefinitionParams,
): Location[] {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return [];
  return toLocations(project, definition(session.engine, project, uri, offsetAt(source, position)));
}
