import type { CompletionList, CompletionParams } from 'vscode-languageserver';
import { complete } from '../core/index.ts';
import { offsetAt, toCompletionList } from './convert.ts';
import type { Session } from './session.ts';
import { shorten } from './shorten.ts';

/** `textDocument/completion`. */
export function completion(session: Session, params: CompletionParams): CompletionList | null {
  const { uri } = params.textDocument;
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return null;
  const offset = offsetAt(source, params.position);
  const { hostHasSnippets } = session.client.options;
  const list = complete(session.engine, project, uri, offset, { hostHasSnippets });
  if (list === undefined) return null;
  const typedFrom = (start: number) => source.text.slice(start, offset);
  const typed = typedFrom(list.range.start);
  return shorten(toCompletionList(source, list, session.client), ({ textEdit }) =>
    textEdit !== undefined && 'range' in textEdit ? typedFrom(offsetAt(source, textEdit.range.start)) : typed,
  );
}
