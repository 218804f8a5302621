import { covers, hasWildcard, matches } from '../catalog/wildcard.ts';
import type { Field, Item, List } from '../policy/model.ts';
import { removePaths } from './fixes.ts';
import type { Report, RuleContext } from './rule.ts';

/**
 * The elements of one list that others of it cover, one report per group that hangs together, as Access Analyzer groups them:
 * its path is that of the group's first element. Wildcards of the covered element count as characters that only a
 * wildcard takes, so an overlap is no cover.
 */
export function redundancies(
  field: Field<List>,
  sameCase: boolean,
  noun: string,
  ctx: RuleContext,
): readonly Report[] {
  const { items } = field.value;
  if (items.length < 2) return [];
  const texts = items.map(({ text }) => (sameCase ? text.value : text.value?.toLowerCase()));
  const coverers = findCoverers(texts);
  return groupsOf(coverers).map((members) => reportOf(members, coverers, items, noun, ctx));
}

/** Per element, the index of one that covers it. Of equal elements the first stays. */
function findCoverers(texts: readonly (string | undefined)[]): readonly (readonly number[])[] {
  const covered: number[][] = texts.map(() => []);
  const firsts = new Map<string, number>();
  texts.forEach((text, index) => {
    if (text === undefined) return;
    const first = firsts.get(text);
    if (first === undefined) firsts.set(text, index);
    else covered[index]?.push(first);
  });
  const wild = [...firsts].filter(([text]) => hasWildcard(text));
  if (wild.length === 0) return covered;
  const sorted = [...firsts].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [pattern, by] of wild) {
    const head = pattern.slice(0, pattern.search(/[*?]/));
    // Only `?` must not take a `*` of the other text; without one a plain comparison says the same, and faster.
    const takes = pattern.includes('?') ? covers : matches;
    for (let at = lowerBound(sorted, head); at < sorted.length; at++) {
      const [text, index] = sorted[at] ?? ['', -1];
      if (!text.startsWith(head)) break;
      if (index === by || !takes(pattern, text)) continue;
      // `a*` and `a**` cover each other: the first stays.
      if (covered[by]?.includes(index)) continue;
      covered[index]?.push(by);
    }
  }
  return covered;
}

/** Only texts that begin like a pattern can be covered by it, and they stand together. */
function lowerBound(sorted: readonly (readonly [string, number])[], head: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.[0] ?? '') < head) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Elements that covering connects, each group in the order of the list. */
function groupsOf(coverers: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const parents = coverers.map((_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    while ((parents[at] ?? at) !== at) at = parents[at] ?? at;
    return at;
  };
  coverers.forEach((by, index) => {
    for (const other of by) {
      const [a, b] = [rootOf(index), rootOf(other)];
      parents[Math.max(a, b)] = Math.min(a, b);
    }
  });
  const groups = new Map<number, number[]>();
  coverers.forEach((by, index) => {
    const root = rootOf(index);
    const group = groups.get(root);
    if (group !== undefined) group.push(index);
    else if (by.length > 0 || parents.includes(root, index + 1)) groups.set(root, [index]);
  });
  return [...groups.values()].filter((members) => members.length > 1);
}

function reportOf(
  members: readonly number[],
  coverers: readonly (readonly number[])[],
  items: readonly Item[],
  noun: string,
  ctx: RuleContext,
): Report {
  const itemsOf = (indices: readonly number[]) => indices.flatMap((index) => items[index] ?? []);
  const covered = members.filter((index) => (coverers[index]?.length ?? 0) > 0);
  const [shown = 0] = covered;
  const item = items[shown];
  const by = items[coverers[shown]?.[0] ?? -1];
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
    message: `${message}${more > 0 ? `, and neither do ${more} more of this list` : ''}; remove ${more > 0 ? 'them' : 'it'}`,
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
