import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
} from 'vscode-languageserver';
import type { TextRange } from '../core/index.ts';
import { fromRange, type QuickFix, toQuickFix, toWorkspaceEdit } from './convert.ts';
import { mergeSafeFixes } from './fix-all.ts';
import { type Analyzed, analyzed, type Session } from './session.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.policywright`;

/** `textDocument/codeAction`: the fixes of the findings at the range, and all safe fixes of the file at once. */
export function codeActions(session: Session, params: CodeActionParams): readonly CodeAction[] {
  if (!session.client.literalCodeActions) return [];
  const document = analyzed(session, params.textDocument.uri);
  if (document === undefined) return [];
  const { only, triggerKind } = params.context;
  const wants = (kind: string) => only?.some((one) => kind === one || kind.startsWith(`${one}.`)) === true;
  const quick = only === undefined || wants(CodeActionKind.QuickFix);
  // Nobody asked for it while the light bulb is looking for its place.
  const all = only === undefined ? triggerKind === CodeActionTriggerKind.Invoked : wants(FIX_ALL);
  return [
    ...(quick ? quickFixes(session, document, fromRange(document.source, params.range)) : []),
    ...(all ? fixAll(session, document, only === undefined ? 2 : 1) : []),
  ];
}

function quickFixes(
  session: Session,
  { source, analysis, project }: Analyzed,
  range: TextRange,
): CodeAction[] {
  const version = session.version(source.uri);
  return analysis.findings
    .filter(({ at }) => at.start <= range.end && range.start <= at.end)
    .flatMap((finding) =>
      finding.fixes().map((fix, index): QuickFix => ({ finding, fix, preferred: index === 0 })),
    )
    .filter(({ fix }) => fix.edits.length > 0)
    .map((choice) => toQuickFix(source, version, choice, session.client, project));
}

/** Offered when it does at least `minimum` fixes. */
function fixAll(session: Session, { source, analysis }: Analyzed, minimum: number): CodeAction[] {
  const { edits, fixed } = mergeSafeFixes(analysis.findings);
  if (fixed < minimum) return [];
  return [
    {
      title: 'Apply all safe Policywright fixes',
      kind: FIX_ALL,
      edit: toWorkspaceEdit(source, session.version(source.uri), edits, session.client),
    },
  ];
}
