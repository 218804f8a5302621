import type { CompletionList, CompletionParams } from 'vscode-languageserver';
import { complete } from '../core/index.ts';
import { offsetAt, toCompletionList } from './convert.ts';
import type { Session } from './session.ts';

/** `textDocument/completion`. */
export function completion(session: Session, params: CompletionParams): CompletionList | null {
  const { uri } = params.textDocument;
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return null;
  const list = complete(session.engine, project, uri, offsetAt(source, params.position));
  return list === undefined ? null : toCompletionList(source, list, session.client);
}
