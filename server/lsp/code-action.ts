import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
} from 'vscode-languageserver';
import {
  accessChange,
  type Finding,
  type Fix,
  mergeSafeFixes,
  suppressionEdit,
  type TextRange,
} from '../core/index.ts';
import { fromRange, type QuickFix, toQuickFix, toWorkspaceEdit } from './convert.ts';

import { pastedFixes } from './denied.ts';
import { refactorActions } from './refactorings.ts';
import { type Analyzed, analyzed, type Session } from './session.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.policywright`;

/** `textDocument/codeAction`: the fixes of the findings at the range, refactorings, and all safe fixes of the file at once. */
export function codeActions(session: Session, params: CodeActionParams): readonly CodeAction[] {
  if (!session.client.literalCodeActions) return [];
  const document = analyzed(session, params.textDocument.uri);
  if (document === undefined) return [];
  const { only, triggerKind } = params.context;
  const wants = (kind: string) => only?.some((one) => kind === one || kind.startsWith(`${one}.`)) === true;
  const quick = only === undefined || wants(CodeActionKind.QuickFix);
  // Nobody asked for it while the light bulb is looking for its place.
  const all = only === undefined ? triggerKind === CodeActionTriggerKind.Invoked : wants(FIX_ALL);
  // A light bulb at every place of a policy would say nothing.
  const refactors = (kind: string) =>
    only === undefined ? triggerKind !== CodeActionTriggerKind.Automatic : wants(kind);
  return [
    ...(quick ? pastedFixes(session, document, fromRange(document.source, params.range).start) : []),
    ...(quick
      ? quickFixes(
          session,
          document,
          fromRange(document.source, params.range),
          triggerKind !== CodeActionTriggerKind.Automatic,
        )
      : []),
    ...refactorActions(session, params, refactors),
    ...(all ? fixAll(session, document, only === undefined ? 2 : 1) : []),
  ];
}

function quickFixes(
  session: Session,
  document: Analyzed,
  range: TextRange,
  everywhere: boolean,
): CodeAction[] {
  const { source, analysis, project } = document;
  const version = session.version(source.uri);
  const here = analysis.findings.filter(({ at }) => at.start <= range.end && range.start <= at.end);
  const single = here
    .flatMap((finding) =>
      finding.fixes().map((fix, index): QuickFix => ({ finding, fix, preferred: index === 0 })),
    )
    .filter(({ fix }) => fix.edits.length > 0)
    .map((choice) => ({ ...choice, fix: { ...choice.fix, title: titleOf(session, document, choice) } }))
    .map((choice) => toQuickFix(source, version, choice, session.client, project));
  return everywhere
    ? [...single, ...fixKinds(session, document, here), ...ignoring(session, document, here)]
    : single;
}

/** What a fix for review changes in access stands behind its title. Remembered: the menu is made at each move of the cursor. */
function titleOf(
  { engine }: Session,
  { project, source }: Analyzed,
  { finding, fix }: Pick<QuickFix, 'finding' | 'fix'>,
): string {
  if (fix.applicability === 'safe') return fix.title;
  const known = titles.get(finding) ?? new Map<string, string>();
  titles.set(finding, known);
  const title = known.get(fix.title);
  if (title !== undefined) return title;
  const change = accessChange(engine, project, source.uri, fix.edits);
  const made = change === undefined ? fix.title : `${fix.title} (${change})`;
  known.set(fix.title, made);
  return made;
}

const titles = new WeakMap<Finding, Map<string, string>>();

/** Per rule of some findings, the safe fixes of all its findings in the file, where there are several. */
function fixKinds(
  session: Session,
  { source, analysis, project }: Analyzed,
  here: readonly Finding[],
): CodeAction[] {
  return [...new Set(here.map(({ rule }) => rule))].flatMap((rule) => {
    const { edits, fixed } = mergeSafeFixes(analysis.findings.filter((finding) => finding.rule === rule));
    const finding = here.find((one) => one.rule === rule);
    if (fixed < 2 || finding === undefined) return [];
    const fix: Fix = { title: `Fix all ${fixed} "${rule}" in the file`, applicability: 'safe', edits };
    const choice = { finding, fix, preferred: false };
    return toQuickFix(source, session.version(source.uri), choice, session.client, project);
  });
}

/** Per rule, a comment that says why its finding may stay: the reason is for the author to write. */
function ignoring(session: Session, { source, project }: Analyzed, here: readonly Finding[]): CodeAction[] {
  return [...new Map(here.map((finding) => [finding.rule, finding])).values()].flatMap((finding) => {
    const edit = suppressionEdit(session.engine, project, source.uri, finding);
    if (edit === undefined || finding.rule === 'suppression-without-effect') return [];
    const title = `Ignore "${finding.rule}" here, with a reason`;
    const fix: Fix = { title, applicability: 'review', edits: [edit] };
    const choice = { finding, fix, preferred: false };
    return toQuickFix(source, session.version(source.uri), choice, session.client, project);
  });
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
