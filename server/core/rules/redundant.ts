import { lowerBound } from '../catalog/services.ts';
import { covers, hasWildcard, matches } from '../catalog/wildcard.ts';
import type { Field, Item, List } from '../policy/model.ts';
import { removePaths } from './fixes.ts';
import type { Report, RuleContext } from './rule.ts';

/**
 * The elements of one list that others of it cover, one report per group that hangs together, as Access Analyzer groups them:
 * its path is that of the group's first element. Wildcards of the covered element count as characters that only a
 * wildcard takes, so an overlap is no cover. `texts` are the elements as IAM compares them, undefined for those with holes.
 */
export function redundancies(
  field: Field<List>,
  texts: readonly (string | undefined)[],
  noun: string,
  ctx: RuleContext,
): readonly Report[] {
  const { items } = field.value;
  if (texts.length <= MANY && !anyMayCover(texts)) return none;
  const coverers = findCoverers(texts);
  if (coverers.size === 0) return none;
  return groupsOf(coverers, items.length).map((members) => reportOf(members, coverers, items, noun, ctx));
}

const none: readonly Report[] = [];

/** Whether some text may cover another, as far as two ends tell: in most short lists none does, and that is quickly seen. */
function anyMayCover(texts: readonly (string | undefined)[]): boolean {
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index];
    if (text === undefined) continue;
    if (texts.indexOf(text) < index) return true;
    const head = firstWildcard(text);
    if (head < 0) continue;
    for (const other of texts) {
      if (other !== undefined && other !== text && mayCover(text, head, other)) return true;
    }
  }
  return false;
}

/** Whether the texts agree up to the first wildcard of the pattern, which stands at `head`, and from its last one on. */
function mayCover(pattern: string, head: number, text: string): boolean {
  const shift = text.length - pattern.length;
  for (let at = pattern.length - 1; at > head; at--) {
    const unit = pattern.charCodeAt(at);
    if (unit === STAR || unit === ONE) break;
    if (unit !== text.charCodeAt(at + shift)) return false;
  }
  // ARNs differ towards their ends.
  for (let at = head - 1; at >= 0; at--) if (pattern.charCodeAt(at) !== text.charCodeAt(at)) return false;
  return true;
}

function firstWildcard(text: string): number {
  const star = text.indexOf('*');
  const one = text.indexOf('?');
  return star < 0 || (one >= 0 && one < star) ? one : star;
}

const STAR = 42;
const ONE = 63;

/** Per covered element, the indices of those that cover it. Of equal elements the first stays. */
type Coverers = ReadonlyMap<number, readonly number[]>;

function findCoverers(texts: readonly (string | undefined)[]): Coverers {
  const covered = new Map<number, number[]>();
  const firsts = new Map<string, number>();
  const patterns: string[] = [];
  const add = (index: number, by: number) => {
    const known = covered.get(index);
    if (known === undefined) covered.set(index, [by]);
    else known.push(by);
  };
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index];
    if (text === undefined) continue;
    const first = firsts.get(text);
    if (first !== undefined) add(index, first);
    else {
      firsts.set(text, index);
      if (hasWildcard(text)) patterns.push(text);
    }
  }
  if (patterns.length === 0) return covered;
  // Sorting pays where many patterns look for their like.
  const few = patterns.length <= FEW;
  const others = few ? [...firsts.keys()] : [...firsts.keys()].sort();
  let left = MOST;
  for (const pattern of patterns) {
    const by = firsts.get(pattern) ?? -1;
    const end = firstWildcard(pattern);
    const head = few ? '' : pattern.slice(0, end);
    let rarest: string | undefined;
    // Only `?` must not take a `*` of the other text; without one a plain comparison says the same, and faster.
    const takes = pattern.includes('?') ? covers : matches;
    for (let at = few ? 0 : lowerBound(others, head); at < others.length; at++) {
      const text = others[at] ?? '';
      if (!few && !text.startsWith(head)) break;
      if (!mayCover(pattern, end, text) || text === pattern) continue;
      // A search is many times faster than the comparison, which most pairs of ARNs fail.
      rarest ??= longestPiece(pattern.slice(end));
      if (!text.includes(rarest, end)) continue;
      left -= pattern.length * text.length;
      if (left < 0) return covered;
      if (!takes(pattern, text)) continue;
      const index = firsts.get(text) ?? -1;
      // `a*` and `a**` cover each other: the first stays.
      if (covered.get(by)?.includes(index)) continue;
      add(index, by);
    }
  }
  return covered;
}

const FEW = 8;
/** Elements; of more each is not held against each. */
const MANY = 32;

/** Characters held against characters in one list, a second's work: no author writes what needs more. */
const MOST = 100_000_000;

function longestPiece(pattern: string): string {
  return pattern
    .split(/[*?]+/)
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}

/** Elements that covering connects, each group in the order of the list. */
function groupsOf(coverers: Coverers, count: number): readonly (readonly number[])[] {
  const parents = Array.from({ length: count }, (_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    while ((parents[at] ?? at) !== at) at = parents[at] ?? at;
    return at;
  };
  for (let index = 0; index < count; index++) {
    for (const other of coverers.get(index) ?? []) {
      const [a, b] = [rootOf(index), rootOf(other)];
      parents[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const groups = new Map<number, number[]>();
  for (let index = 0; index < count; index++) {
    const root = rootOf(index);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [index]);
    else group.push(index);
  }
  return [...groups.values()].filter((members) => members.length > 1);
}

function reportOf(
  members: readonly number[],
  coverers: Coverers,
  items: readonly Item[],
  noun: string,
  ctx: RuleContext,
): Report {
  const itemsOf = (indices: readonly number[]) => indices.flatMap((index) => items[index] ?? []);
  const covered = members.filter((index) => coverers.has(index));
  const [shown = 0] = covered;
  const item = items[shown];
  const by = items[coverers.get(shown)?.[0] ?? -1];
  const [first, ...others] = itemsOf(members);
  const more = covered.length - 1;
  const name = item?.text.value ?? '';
  const twice = by?.text.value === name;
  const message = twice
    ? `"${name}" is in the list already, so once is enough`
    : `"${by?.text.value ?? ''}" covers "${name}" already, so that adds nothing`;
  const title =
    more > 0 ? `Remove the ${covered.length} covered ${noun}s` : `Remove the covered ${noun} "${name}"`;
  return {
    at: item?.text.range ?? { start: 0, end: 0 },
    path: first?.path ?? [],
    message: `${message}${alsoCovered(more)}; remove ${more > 0 ? 'them' : 'it'}`,
    related: others.map((other) => ({
      at: other.text.range,
      path: other.path,
      message: covered.some((index) => items[index] === other) ? 'Covered' : 'Covers the others',
    })),
    fixes: () =>
      removePaths(
        ctx,
        itemsOf(covered).map(({ path }) => path),
        'safe',
        title,
      ),
  };
}

function alsoCovered(more: number): string {
  if (more === 0) return '';
  return more === 1
    ? '; another one of this list is covered, too'
    : `; ${more} others of this list are covered, too`;
}
