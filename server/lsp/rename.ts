import {
  LSPErrorCodes,
  type PrepareRenameParams,
  type Range,
  type RenameParams,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { isUnrenamable, renameAt } from '../core/index.ts';
import { offsetAt, toRange, toWorkspaceEdits } from './convert.ts';
import type { Session } from './session.ts';

type Prepared = { range: Range; placeholder: string };

/** `textDocument/prepareRename`. `null`: nothing of ours; an error says why something of ours cannot be renamed. */
export function prepareRenameAt(
  session: Session,
  { textDocument: { uri }, position }: PrepareRenameParams,
): Prepared | null | ResponseError {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return null;
  const found = renameAt(session.engine, project, uri, offsetAt(source, position));
  if (found === undefined) return null;
  if (isUnrenamable(found)) return refuse(found.refused);
  return { range: toRange(source, found.range), placeholder: found.name };
}

/** `textDocument/rename`. */
export function renameTo(
  session: Session,
  { textDocument: { uri }, position, newName }: RenameParams,
): WorkspaceEdit | null | ResponseError {
  const project = session.project();
  const source = project.sources.get(uri);
  const found =
    source === undefined ? undefined : renameAt(session.engine, project, uri, offsetAt(source, position));
  if (found === undefined) return null;
  if (isUnrenamable(found)) return refuse(found.refused);
  if (newName === found.name) return null;
  const refused = found.refuses(newName);
  if (refused !== undefined) return refuse(refused);
  return toWorkspaceEdits(project, session.version, together(found.edits(newName)), session.client);
}

function refuse(why: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, why);
}

type Edits = ReturnType<
  Exclude<ReturnType<typeof renameAt>, undefined | { readonly refused: string }>['edits']
>;

/** One change per document: some editors take no more. */
function together(all: Edits): Edits {
  const byFile = new Map<string, Edits[number]>();
  for (const { uri, edits } of all)
    byFile.set(uri, { uri, edits: [...(byFile.get(uri)?.edits ?? []), ...edits] });
  return [...byFile.values()];
}
