import type { Service } from '../../catalog/catalog.ts';

export interface WildcardCandidate {
  /** `Get*`. */
  readonly pattern: string;
  readonly matches: number;
}

/**
 * Patterns that end at a word of the names and go on from what is typed. Only useful ones: several matches, and fewer than
 * the shorter pattern has. Most matches first decide which stay when there are many.
 */
export function wildcardsOf(service: Service, typed: string): readonly WildcardCandidate[] {
  const head = typed.toLowerCase();
  const known = memo.get(service)?.get(head);
  if (known !== undefined) return known;
  const found = collect(service, head);
  const perService = memo.get(service) ?? new Map<string, readonly WildcardCandidate[]>();
  if (perService.size > 200) perService.clear();
  memo.set(service, perService.set(head, found));
  return found;
}

const memo = new WeakMap<Service, Map<string, readonly WildcardCandidate[]>>();

/** More than this nobody reads. */
const LIMIT = 40;

function collect(service: Service, head: string): readonly WildcardCandidate[] {
  const counts = new Map<string, { matches: number; parent: string }>();
  for (const { name } of service.actions) {
    if (!name.toLowerCase().startsWith(head)) continue;
    const first = boundary(name, head.length);
    const second = first === undefined ? undefined : boundary(name, first);
    if (first !== undefined) add(counts, name.slice(0, first), '');
    if (second !== undefined) add(counts, name.slice(0, second), name.slice(0, first));
  }
  const useful = [...counts].filter(([, { matches, parent }]) => {
    if (parent === '') return matches > 1;
    return matches > 2 && matches < (counts.get(parent)?.matches ?? 0);
  });
  return useful
    .sort(([, a], [, b]) => depth(a) - depth(b) || b.matches - a.matches)
    .slice(0, LIMIT)
    .map(([prefix, { matches }]) => ({ pattern: `${prefix}*`, matches }));
}

function depth({ parent }: { readonly parent: string }): number {
  return parent === '' ? 0 : 1;
}

function add(counts: Map<string, { matches: number; parent: string }>, prefix: string, parent: string): void {
  const known = counts.get(prefix);
  if (known === undefined) counts.set(prefix, { matches: 1, parent });
  else known.matches++;
}

/** Where the next word of a CamelCase name begins, behind `from`. Undefined in its last word. */
function boundary(name: string, from: number): number | undefined {
  for (let i = from + 1; i < name.length; i++) {
    if (!isUpper(name, i)) continue;
    if (!isUpper(name, i - 1) || (i + 1 < name.length && !isUpper(name, i + 1))) return i;
  }
  return undefined;
}

function isUpper(name: string, index: number): boolean {
  const code = name.charCodeAt(index);
  return code >= 65 && code <= 90;
}
