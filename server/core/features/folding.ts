import type { Engine } from '../engine.ts';
import type { FileModel, Fold } from '../languages/language.ts';
import type { Value } from '../policy/value.ts';
import type { Project } from '../project.ts';
import type { TextRange } from '../text/range.ts';
import type { Uri } from '../text/source.ts';

/**
 * Everything in a document that spans several lines, not only its policies: editors fold nothing else once somebody answers.
 * Undefined where no policy is, so that they go on folding as they do without us.
 */
export function foldingRanges(engine: Engine, project: Project, uri: Uri): readonly Fold[] | undefined {
  const source = project.sources.get(uri);
  const file = engine.read(project, uri);
  if (source === undefined || file === undefined || file.policies.length === 0) return undefined;
  const known = memo.get(file);
  if (known !== undefined) return known;
  const { text } = source;
  const folds = new Map<string, Fold>();
  const add = (fold: Fold) => {
    const { start, end } = fold.range;
    const key = `${start} ${end}`;
    if (folds.size < MAX_FOLDS && !folds.has(key) && spansLines(text, start, end)) folds.set(key, fold);
  };
  for (const fold of engine.languageOf(source)?.folds?.(source, project) ?? []) add(fold);
  for (const { document } of file.policies) walk(document.root, document.range, add);
  const sorted = [...folds.values()].sort(
    (a, b) => a.range.start - b.range.start || b.range.end - a.range.end,
  );
  memo.set(file, sorted);
  return sorted;
}

const memo = new WeakMap<FileModel, readonly Fold[]>();

/** Editors show 5,000 at most. */
const MAX_FOLDS = 5_000;

function walk(value: Value, within: TextRange, add: (fold: Fold) => void): void {
  if (value.type !== 'object' && value.type !== 'list') return;
  const { range } = value;
  if (range.start < within.start || range.end > within.end) return;
  add({ range, kind: 'region', closed: true });
  if (value.type === 'list') for (const item of value.items) walk(item, range, add);
  else for (const entry of value.entries) walk(entry.value, range, add);
}

function spansLines(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return true;
  }
  return false;
}
