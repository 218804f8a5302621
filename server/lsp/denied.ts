import {
  type CodeAction,
  CodeActionKind,
  type Position,
  RequestType,
  type TextDocumentIdentifier,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { allowDenied, pastedDenial } from '../core/index.ts';
import { offsetAt, toWorkspaceEdit, toWorkspaceEdits } from './convert.ts';
import type { Analyzed, Session } from './session.ts';

/** `policywright/allowDenied`: what a message says was denied, allowed in the policy at a place. It changes nothing. */
export interface AllowDeniedParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly position: Position;
  /** `User: … is not authorized to perform: …`, with or without what tools print around it. */
  readonly message: string;
}

export type AllowDeniedResult =
  | { readonly title: string; readonly edit: WorkspaceEdit }
  | { readonly refused: string };

export const ALLOW_DENIED = new RequestType<AllowDeniedParams, AllowDeniedResult, void>(
  'policywright/allowDenied',
);

export function allowedWhatWasDenied(session: Session, params: AllowDeniedParams): AllowDeniedResult {
  const project = session.project();
  const { uri } = params.textDocument;
  const source = project.sources.get(uri);
  if (source === undefined) return { refused: 'There is no policy' };
  const offset = offsetAt(source, params.position);
  const answer = allowDenied(session.engine, project, uri, offset, params.message);
  if ('refused' in answer) return answer;
  const { title, ...changes } = answer;
  return { title, edit: toWorkspaceEdits(project, session.version, [{ uri, ...changes }], session.client) };
}

/** The quick fix of a message that was pasted into a policy. */
export function pastedFixes(
  session: Session,
  { project, source }: Analyzed,
  offset: number,
): readonly CodeAction[] {
  const fix = pastedDenial(session.engine, project, source.uri, offset);
  if (fix === undefined) return [];
  const edit = toWorkspaceEdit(source, session.version(source.uri), fix.edits, session.client);
  return [
    {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      ...(session.client.preferredCodeActions ? { isPreferred: true } : {}),
      edit,
    },
  ];
}
