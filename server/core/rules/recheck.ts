import type { PolicyDocument } from '../policy/model.ts';
import type { PolicyUse } from '../policy/use.ts';
import type { TextRange } from '../text/range.ts';
import { type CheckOptions, check } from './analyze.ts';
import type { Finding } from './finding.ts';
import type { Fix } from './rule.ts';

/** A policy in one of its uses, and what the rules had to say. */
export interface Judgement {
  readonly document: PolicyDocument;
  readonly use: PolicyUse;
  readonly findings: readonly Finding[];
}

/** Of one version of a file, by the name of the document. */
export type Judgements = ReadonlyMap<string, readonly Judgement[]>;

export function byName(judged: readonly Judgement[]): Judgements {
  const all = new Map<string, Judgement[]>();
  for (const one of judged) {
    const known = all.get(one.document.name);
    if (known === undefined) all.set(one.document.name, [one]);
    else known.push(one);
  }
  return all;
}

/**
 * As `check`, where an earlier version of the file was judged: an edit leaves most policies of a file as they were, or moves
 * them. Their findings are the earlier ones at the new place; their fixes, which read the text around, are worked out when
 * somebody asks. Holds on to nothing of the earlier version.
 */
export function recheck(
  document: PolicyDocument,
  use: PolicyUse,
  options: CheckOptions,
  before: readonly Judgement[],
): readonly Finding[] {
  for (const earlier of before) {
    const by = document.range.start - earlier.document.range.start;
    if (!isSameUse(earlier.use, use) || !isSameText(earlier, document, by)) continue;
    return movedFindings(earlier.findings, by, fixesOf(document, use, options));
  }
  return check(document, use, options);
}

type FixesAt = (index: number) => readonly Fix[];

/** Those of the finding at an index. */
function fixesOf(document: PolicyDocument, use: PolicyUse, options: CheckOptions): FixesAt {
  let fresh: readonly Finding[] | undefined;
  return (index) => {
    fresh ??= check(document, use, options);
    return fresh[index]?.fixes() ?? [];
  };
}

function movedFindings(findings: readonly Finding[], by: number, fixesAt: FixesAt): readonly Finding[] {
  return findings.map((finding, index) => ({
    ...finding,
    at: moved(finding.at, by),
    related: finding.related.map((one) => ({ ...one, at: moved(one.at, by) })),
    fixes: later(fixesAt, index),
  }));
}

/** A function of its own: engines let a closure keep all that its neighbours see, here the findings before. */
function later(fixesAt: FixesAt, index: number): () => readonly Fix[] {
  return () => fixesAt(index);
}

/** Rules do not see where the consumer stands. */
function isSameUse({ at: _, ...a }: PolicyUse, { at: __, ...b }: PolicyUse): boolean {
  return isSame(a, b, 0);
}

/** All that rules can see of a policy, apart from its writer. What rules say of other files stays where it is. */
function isSameText({ document, findings }: Judgement, now: PolicyDocument, by: number): boolean {
  return (
    document.name === now.name &&
    document.dialect === now.dialect &&
    document.language === now.language &&
    isSame(document.implied, now.implied, 0) &&
    isSame(document.problems, now.problems, by) &&
    isSame(document.root, now.root, by) &&
    findings.every(({ related }) => related.every(({ uri }) => uri === undefined))
  );
}

/** Plain data whose numbers, all of them offsets, are so much greater in the second. */
function isSame(a: unknown, b: unknown, by: number): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a + by === b;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (a === b && by === 0) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) if (!isSame(a[index], b[index], by)) return false;
    return true;
  }
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  let names = 0;
  for (const name in one) {
    if (!isSame(one[name], other[name], by)) return false;
    names++;
  }
  for (const _ in other) names--;
  return names === 0;
}

function moved({ start, end }: TextRange, by: number): TextRange {
  return { start: start + by, end: end + by };
}
