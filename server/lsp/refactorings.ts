import type { CodeAction, CodeActionParams, WorkspaceEdit } from 'vscode-languageserver';
import { type DocumentEdits, isRefusal, type Offer, type Offered, type TextRange } from '../core/index.ts';
import { fromRange, toWorkspaceEdits } from './convert.ts';
import type { Session } from './session.ts';

/** What a code action of a refactoring carries through the editor, for `codeAction/resolve`. */
interface ActionData {
  readonly refactoring: string;
  readonly uri: string;
  readonly version: number | undefined;
  readonly range: TextRange;
}

/** The refactorings at a range. `wants`: whether the editor asked for a kind of code action. */
export function refactorActions(
  session: Session,
  { textDocument: { uri }, range }: CodeActionParams,
  wants: (kind: string) => boolean,
): readonly CodeAction[] {
  const project = session.project();
  const source = project.sources.get(uri);
  if (source === undefined) return [];
  const at = fromRange(source, range);
  return session.engine
    .refactorings(project, uri, at)
    .filter(({ refactoring }) => wants(refactoring.kind))
    .flatMap((offered) => toAction(session, offered, uri, at));
}

/** `codeAction/resolve`: works out the edits of a refactoring, when the document is still the one that it was offered for. */
export function resolveAction(session: Session, action: CodeAction): CodeAction {
  const data = dataOf(action);
  if (data === undefined || session.version(data.uri) !== data.version) return action;
  const project = session.project();
  const answer = session.engine
    .refactorings(project, data.uri, data.range)
    .find(({ refactoring }) => refactoring.name === data.refactoring)?.answer;
  if (answer === undefined || isRefusal(answer)) return action;
  const edit = editOf(session, answer.edits());
  return edit === undefined ? action : { ...action, edit };
}

function toAction(
  session: Session,
  { refactoring, answer }: Offered,
  uri: string,
  range: TextRange,
): readonly CodeAction[] {
  const { client } = session;
  const action = { title: titleOf(answer), kind: refactoring.kind };
  if (isRefusal(answer))
    return client.disabledCodeActions ? [{ ...action, disabled: { reason: answer.disabled } }] : [];
  if (!client.resolvesActions) {
    const edit = editOf(session, answer.edits());
    return edit === undefined ? [] : [{ ...action, edit }];
  }
  const data: ActionData = { refactoring: refactoring.name, uri, version: session.version(uri), range };
  return [{ ...action, data }];
}

function titleOf(answer: Offered['answer']): string {
  return isRefusal(answer) || answer.note === undefined ? answer.title : `${answer.title} (${answer.note})`;
}

/** Undefined: there is nothing to change, or the editor cannot make the files that it takes. */
function editOf(session: Session, edits: ReturnType<Offer['edits']>): WorkspaceEdit | undefined {
  const changes = edits.filter((one: DocumentEdits) => one.edits.length > 0);
  if (changes.length === 0) return undefined;
  if (changes.some(({ create }) => create === true) && !session.client.createsFiles) return undefined;
  return toWorkspaceEdits(session.project(), session.version, changes, session.client);
}

function dataOf({ data }: CodeAction): ActionData | undefined {
  if (typeof data !== 'object' || data === null || typeof data.refactoring !== 'string') return undefined;
  return data;
}
