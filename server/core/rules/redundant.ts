import { covers, hasWildcard, matches } from '../catalog/wildcard.ts';
import type { Field, Item, List } from '../policy/model.ts';
import { removePaths } from './fixes.ts';
import type { Report, RuleContext } from './rule.ts';

/**
 * The elements of one list that others of it cover, one report per group that hangs together, as Access Analyzer groups them:
 * its path is that of the group's first element. Wildcards of the covered element count as characters that only a
 * wildcard takes, so an overlap is no cover. `texts` are the elements as IAM compares them, undefined for those with holes;
 * `repeats`: one of them may stand twice.
 */
export function redundancies(
  field: Field<List>,
  texts: readonly (string | undefined)[],
  noun: string,
  ctx: RuleContext,
  repeats = true,
): readonly Report[] {
  const { items } = field.value;
  if (texts.length <= MANY && !anyMayCover(texts)) return none;
  const coverers = findCoverers(texts, repeats);
  if (coverers.size === 0) return none;
  return groupsOf(coverers, items.length).map((members) => reportOf(members, coverers, items, noun, ctx));
}

const none: readonly Report[] = [];

/** Whether some text may cover another, as far as a few looks tell: in most short lists none does, and that is quickly seen. */
function anyMayCover(texts: readonly (string | undefined)[]): boolean {
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index];
    if (text === undefined) continue;
    if (texts.indexOf(text) < index) return true;
    const head = firstWildcard(text);
    if (head < 0) continue;
    let rarest: string | undefined;
    for (const other of texts) {
      if (other === undefined || other === text || !mayCover(text, head, other)) continue;
      rarest ??= longestPiece(text, head);
      if (other.includes(rarest, head)) return true;
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

function findCoverers(texts: readonly (string | undefined)[], repeats: boolean): Coverers {
  const covered = new Map<number, number[]>();
  const add = (index: number, by: number) => {
    const known = covered.get(index);
    if (known === undefined) covered.set(index, [by]);
    else known.push(by);
  };
  const textAt = (index: number) => texts[index] ?? '';
  const firsts = firstsOf(texts, repeats, add);
  const patterns = firsts.filter((index) => hasWildcard(textAt(index)));
  if (patterns.length === 0) return covered;
  // Sorting pays where many patterns look for their like.
  const few = patterns.length <= FEW;
  if (!few) firsts.sort((a, b) => (textAt(a) < textAt(b) ? -1 : 1));
  let left = MOST;
  for (const by of patterns) {
    const pattern = textAt(by);
    const end = firstWildcard(pattern);
    const head = few ? '' : pattern.slice(0, end);
    let rarest: string | undefined;
    // Only `?` must not take a `*` of the other text; without one a plain comparison says the same, and faster.
    const takes = pattern.includes('?') ? covers : matches;
    for (let at = few ? 0 : firstFrom(firsts, head, textAt); at < firsts.length; at++) {
      const index = firsts[at] ?? by;
      const text = textAt(index);
      if (!few && !text.startsWith(head)) break;
      if (index === by || !mayCover(pattern, end, text)) continue;
      // A search is many times faster than the comparison, which most pairs of ARNs fail.
      rarest ??= longestPiece(pattern, end);
      if (!text.includes(rarest, end)) continue;
      left -= pattern.length * text.length;
      if (left < 0) return covered;
      // `a*` and `a**` cover each other: the first stays.
      if (takes(pattern, text) && covered.get(by)?.includes(index) !== true) add(index, by);
    }
  }
  return covered;
}

/** The indices of the texts, without those that stand in the list already: `add` is told of them. */
function firstsOf(
  texts: readonly (string | undefined)[],
  repeats: boolean,
  add: (index: number, by: number) => void,
): number[] {
  const firsts: number[] = [];
  const places = new Map<string, number>();
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index];
    if (text === undefined) continue;
    const first = repeats ? places.get(text) : undefined;
    if (repeats && first === undefined) places.set(text, index);
    if (first === undefined) firsts.push(index);
    else add(index, first);
  }
  return firsts;
}

/** Of indices in the order of their texts, the place of the first whose text is not before `head`. */
function firstFrom(indices: readonly number[], head: string, textAt: (index: number) => string): number {
  let low = 0;
  let high = indices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (textAt(indices[middle] ?? 0) < head) low = middle + 1;
    else high = middle;
  }
  return low;
}

const FEW = 8;
/** Elements; of more each is not held against each. */
const MANY = 32;

/** Characters held against characters in one list, a second's work: no author writes what needs more. */
const MOST = 100_000_000;

/** Of what stands between the wildcards of a pattern from an offset on; the first of equal ones. */
function longestPiece(pattern: string, from: number): string {
  let start = from;
  let longest = '';
  for (let at = from; at <= pattern.length; at++) {
    const unit = at < pattern.length ? pattern.charCodeAt(at) : STAR;
    if (unit !== STAR && unit !== ONE) continue;
    if (at - start > longest.length) longest = pattern.slice(start, at);
    start = at + 1;
  }
  return longest;
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
