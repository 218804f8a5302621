import {
  accessChange,
  applyEdits,
  codeLenses,
  complete,
  convertPolicy,
  definition,
  documentLinks,
  documentSymbols,
  type Engine,
  explainPolicies,
  type Finding,
  foldingRanges,
  hierarchyAt,
  highlights,
  hover,
  incomingCalls,
  inlayHints,
  isRefusal,
  isUnrenamable,
  mergeSafeFixes,
  outgoingCalls,
  type PolicySymbol,
  type Project,
  policySummary,
  references,
  renameAt,
  resolveCompletion,
  selectionRanges,
  semanticTokens,
  suppressionEdit,
  type TextRange,
  wordsOf,
  workspaceSymbols,
} from '../../server/core/index.ts';

/** What everybody is told of a document, as a text that can be compared. */
export function findingsOf(engine: Engine, project: Project, uri: string): string {
  const { text } = sourceOf(project, uri);
  const analysis = engine.analyze(project, uri);
  if (analysis === undefined) return '';
  for (const finding of analysis.findings) {
    inside(text, finding.at, finding.rule);
    for (const fix of finding.fixes()) applied(text, fix.edits, `${finding.rule}: ${fix.title}`);
  }
  applied(text, mergeSafeFixes(analysis.findings).edits, 'all fixes');
  const told = (findings: readonly Finding[]) =>
    findings.map((finding) => ({ ...finding, fixes: finding.fixes() }));
  const uses = analysis.policies.map(({ use, document }) => [use, document.range, document.problems]);
  return JSON.stringify([told(analysis.findings), analysis.suppressed.length, uses]);
}

/** Everything an editor can ask at an offset. Ranges lie in the text, edits can be applied. */
export function askEverything(engine: Engine, project: Project, uri: string, offset: number): void {
  const { text } = sourceOf(project, uri);
  const at = { start: offset, end: offset };
  const words = wordsOf(offset % 2 === 0 ? 'en' : 'zh-cn');
  const list = complete(engine, project, uri, offset);
  for (const range of [list?.range, ...(list?.items ?? []).map((item) => item.range)])
    if (range !== undefined) around(text, range, offset, 'completion');
  const item = list?.items[offset % Math.max(1, list.items.length)];
  if (item?.topic !== undefined) resolveCompletion(engine, item.topic, item.label);
  const found = hover(engine, project, uri, offset);
  if (found !== undefined) around(text, found.range, offset, 'hover');
  definition(engine, project, uri, offset);
  references(engine, project, uri, offset, true);
  for (const { range } of highlights(engine, project, uri, offset)) inside(text, range, 'highlight');
  for (const range of selectionRanges(engine, project, uri, offset)) around(text, range, offset, 'selection');
  checkSymbols(text, documentSymbols(engine, project, uri));
  workspaceSymbols(engine, project, text.slice(offset, offset + 3));
  for (const { range } of foldingRanges(engine, project, uri) ?? []) inside(text, range, 'fold');
  for (const { range } of semanticTokens(engine, project, uri)) inside(text, range, 'token');
  for (const { range } of documentLinks(engine, project, uri)) inside(text, range, 'link');
  for (const hint of inlayHints(engine, project, uri, { start: 0, end: text.length }, words))
    inside(text, { start: hint.offset, end: hint.offset }, 'hint');
  for (const { range } of codeLenses(engine, project, uri, words)) inside(text, range, 'lens');
  const summary = policySummary(engine, project, uri, offset, words);
  if (summary !== undefined) inside(text, summary.range, 'summary');
  explainPolicies(engine, project, uri);
  for (const one of hierarchyAt(engine, project, uri, offset)) {
    incomingCalls(engine, project, one);
    outgoingCalls(engine, project, one);
  }
  change(engine, project, uri, offset);
  for (const { refactoring, answer } of engine.refactorings(project, uri, at)) {
    if (isRefusal(answer)) continue;
    for (const { uri: of, edits, create } of answer.edits())
      applied(create ? '' : sourceOf(project, of).text, edits, refactoring.name);
  }
}

function change(engine: Engine, project: Project, uri: string, offset: number): void {
  const { text } = sourceOf(project, uri);
  const renaming = renameAt(engine, project, uri, offset);
  if (renaming !== undefined && !isUnrenamable(renaming)) {
    inside(text, renaming.range, 'rename');
    renaming.refuses('x y');
    for (const { uri: of, edits } of renaming.edits('other'))
      applied(sourceOf(project, of).text, edits, 'rename');
  }
  const file = engine.read(project, uri);
  const to = (['json', 'data source', 'jsonencode'] as const)[offset % 3] ?? 'json';
  if (file !== undefined) convertPolicy(file, offset, to, { name: 'x', indent: '' });
  const findings = engine.analyze(project, uri)?.findings ?? [];
  const finding = findings[offset % Math.max(1, findings.length)];
  if (finding === undefined) return;
  const [fix] = finding.fixes();
  if (fix !== undefined) accessChange(engine, project, uri, fix.edits);
  const edit = suppressionEdit(engine, project, uri, finding);
  if (edit !== undefined) applied(text, [edit], 'suppression');
}

function checkSymbols(text: string, symbols: readonly PolicySymbol[]): void {
  for (const { name, range, selection, children } of symbols) {
    if (name === '') throw new Error('a symbol without a name');
    inside(text, range, `symbol ${name}`);
    // Editors refuse all symbols when one is selected outside of itself.
    if (selection.start < range.start || selection.end > range.end)
      throw new Error(`symbol ${name}: the selection is not inside`);
    checkSymbols(text, children);
  }
}

function sourceOf(project: Project, uri: string) {
  const source = project.sources.get(uri);
  if (source === undefined) throw new Error(`an answer names ${uri}, which nobody has`);
  return source;
}

function inside(text: string, { start, end }: TextRange, what: string): void {
  if (!(0 <= start && start <= end && end <= text.length))
    throw new Error(`${what}: from ${start} to ${end} in ${text.length} characters`);
}

function around(text: string, range: TextRange, offset: number, what: string): void {
  inside(text, range, what);
  if (range.start > offset || range.end < offset)
    throw new Error(`${what}: from ${range.start} to ${range.end} is not around ${offset}`);
}

function applied(text: string, edits: Parameters<typeof applyEdits>[1], what: string): void {
  for (const { range } of edits) inside(text, range, what);
  try {
    applyEdits(text, edits);
  } catch (error) {
    throw new Error(`${what}: edits that cannot be applied`, { cause: error });
  }
}
