import type { Service } from '../../catalog/catalog.ts';
import { matches } from '../../catalog/wildcard.ts';

/** A wildcard over names of actions, and what it stands for. */
export interface Wildcard {
  /** Without the service: `Get*`, `*Tags`, `Describe*Snapshots`. */
  readonly pattern: string;
  /** Lower-case names. */
  readonly members: readonly string[];
}

/**
 * Few short wildcards that stand for some actions of a service and for none else, former ones included. They break names between
 * words only, in every name that they match. Each stands for several actions; what none of them stands for is left to the caller.
 */
export function wildcardsFor(service: Service, wanted: ReadonlySet<string>): readonly Wildcard[] {
  const all = [...service.actions, ...service.retiredActions].map(({ name }) => name);
  const lower = all.map((name) => name.toLowerCase());
  if (lower.every((name) => wanted.has(name)))
    return all.length < 2 ? [] : [{ pattern: '*', members: lower }];
  const left = new Set(lower.filter((name) => wanted.has(name)));
  const candidates = candidatesOf(service, wanted);
  const chosen: Wildcard[] = [];
  for (let rounds = 0; rounds < MOST && left.size > 1; rounds++) {
    const best = bestOf(candidates, left);
    if (best === undefined) break;
    candidates.delete(best.pattern);
    if (!standsForMembers(best, lower)) continue;
    chosen.push(best);
    for (const name of best.members) left.delete(name);
  }
  return withoutCovered(chosen);
}

/** Rounds; no service has as many families of names. */
const MOST = 400;

/** Every pattern that breaks some name between words and whose names, where they break alike, are all wanted. */
function candidatesOf(service: Service, wanted: ReadonlySet<string>): Map<string, Wildcard> {
  const found = new Map<string, Wildcard>();
  for (const wildcard of allPatterns(service))
    if (wildcard.members.every((name) => wanted.has(name))) found.set(wildcard.pattern, wildcard);
  return found;
}

/** Every pattern that breaks several names of a service between words, with these. */
function allPatterns(service: Service): readonly Wildcard[] {
  const known = patterns.get(service);
  if (known !== undefined) return known;
  const found = new Map<string, string[]>();
  for (const { name } of [...service.actions, ...service.retiredActions]) {
    const lower = name.toLowerCase();
    for (const pattern of patternsOf(name)) {
      const members = found.get(pattern);
      if (members === undefined) found.set(pattern, [lower]);
      else members.push(lower);
    }
  }
  const several = [...found].flatMap(([pattern, members]) =>
    members.length < 2 ? [] : [{ pattern, members }],
  );
  patterns.set(service, several);
  return several;
}

const patterns = new WeakMap<Service, readonly Wildcard[]>();

function patternsOf(name: string): readonly string[] {
  const words = wordsOf(name);
  const found: string[] = [];
  for (let from = 0; from < words.length && from < DEEPEST; from++) {
    const head = words.slice(0, from).join('');
    for (let to = from; to <= words.length; to++) {
      const tail = words.slice(to).join('');
      if (head !== '' || tail !== '') found.push(`${head}*${tail}`);
    }
  }
  if (words.length <= DEEPEST) found.push(`${name}*`);
  return found;
}

/** Words; longer names are broken in their first words only. */
const DEEPEST = 8;

/** `DescribeDBInstances` is `Describe`, `DB`, `Instances`. */
function wordsOf(name: string): readonly string[] {
  return name.match(/[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+|[^A-Za-z0-9]+|[A-Z]/g) ?? [name];
}

function bestOf(candidates: ReadonlyMap<string, Wildcard>, left: ReadonlySet<string>): Wildcard | undefined {
  let best: Wildcard | undefined;
  let most = 1;
  for (const candidate of candidates.values()) {
    if (candidate.members.length < most) continue;
    let count = 0;
    for (const name of candidate.members) if (left.has(name)) count++;
    if (count > most || (count === most && best !== undefined && isShorter(candidate, best))) {
      best = candidate;
      most = count;
    }
  }
  return best;
}

/** Of equals a wildcard at the end reads best. */
function isShorter({ pattern: a }: Wildcard, { pattern: b }: Wildcard): boolean {
  if (a.length !== b.length) return a.length < b.length;
  if (a.endsWith('*') !== b.endsWith('*')) return a.endsWith('*');
  return a < b;
}

/** A pattern sees characters, not words. */
function standsForMembers({ pattern, members }: Wildcard, names: readonly string[]): boolean {
  const lower = pattern.toLowerCase();
  return names.filter((name) => matches(lower, name)).length === members.length;
}

/** A later choice may have taken all that an earlier one stands for. */
function withoutCovered(chosen: readonly Wildcard[]): readonly Wildcard[] {
  const counts = new Map<string, number>();
  for (const { members } of chosen) for (const name of members) counts.set(name, (counts.get(name) ?? 0) + 1);
  return chosen.filter(({ members }) => {
    if (members.some((name) => counts.get(name) === 1)) return true;
    for (const name of members) counts.set(name, (counts.get(name) ?? 0) - 1);
    return false;
  });
}
