import { own } from '../text/own.ts';
import type { Action, Catalog, Service } from './catalog.ts';
import type { KeyIndex } from './condition-keys.ts';
import { distance, slips } from './distance.ts';
import { memoized } from './memo.ts';
import { createNearestActions } from './nearest-actions.ts';
import type { ServiceStore } from './services.ts';
import { serviceAliases } from './synonyms.ts';

export type Nearest = Pick<
  Catalog,
  'nearestActions' | 'nearestServices' | 'nearestConditionKeys' | 'nearestServicePrincipals'
>;

/** Names that the author probably meant. All compare without case. */
export function createNearest(
  store: ServiceStore,
  services: () => readonly Service[],
  keys: KeyIndex,
  principals: readonly string[],
): Nearest {
  const nearServices = memoized(MOST, (prefix) => nearestServices(store, prefix));
  const actions: (name: string) => readonly Action[] = memoized(
    MOST,
    createNearestActions(store, services, nearServices),
  );
  const nearKeys = memoized(MOST, (name) => best(nearestKeys(keys, name)));
  return {
    nearestActions: (name, limit) => actions(name).slice(0, limit),
    nearestServices: (prefix, limit) => best(nearServices(prefix), limit),
    nearestConditionKeys: (name, limit) => nearKeys(name).slice(0, limit),
    nearestServicePrincipals: (name, limit) => best(nearestPrincipals(principals, name), limit),
  };
}

/** Unknown names that are remembered: a wrong one stays in the document for a while, and in copies of it. */
const MOST = 1_000;

/** `cost` 0 is the same name, 1 a stranger. */
export interface Ranked<T> {
  readonly value: T;
  readonly cost: number;
}

/** The cheapest first, each value once; equals keep their order. */
export function best<T>(ranked: readonly Ranked<T>[], limit?: number): readonly T[] {
  const sorted = ranked.toSorted((a, b) => a.cost - b.cost).map(({ value }) => value);
  return [...new Set(sorted)].slice(0, limit);
}

function nearestServices(store: ServiceStore, prefix: string): readonly Ranked<string>[] {
  const lower = prefix.toLowerCase();
  const plain = squash(lower);
  if (plain === '') return [];
  const aliases = (own(serviceAliases, plain) ?? []).filter((each) => store.prefixes.includes(each));
  const ranked: Ranked<string>[] = aliases.map((value, i) => ({ value, cost: 0.1 + i / 100 }));
  const limit = slips(lower.length);
  for (const value of store.prefixes) {
    const edits = distance(lower, value, limit);
    if (edits <= limit) ranked.push({ value, cost: edits / (value.length + 1) });
    else if (plain.length > 3 && squash(value) === plain) ranked.push({ value, cost: 0.05 });
    else if (plain.length > 3 && plain.length < 40 && namedLike(store, value, plain)) {
      ranked.push({ value, cost: 0.4 });
    }
  }
  return ranked;
}

/** `Amazon CloudWatch Logs` is named like `cloudwatchlogs`. */
function namedLike(store: ServiceStore, prefix: string, plain: string): boolean {
  const name = squash(
    store
      .nameOf(prefix)
      .toLowerCase()
      .replace(/^(amazon|aws) /, ''),
  );
  return name === plain || (plain.length > 5 && name.endsWith(plain));
}

function squash(text: string): string {
  return text.replace(/[^a-z0-9]/g, '');
}

/** A tag key or another part to fill in stays as the author wrote it: `aws:RequestTags/team` → `aws:RequestTag/team`. */
function nearestKeys(keys: KeyIndex, name: string): readonly Ranked<string>[] {
  const end = name.slice(name.indexOf(':') + 1).search(/[/:]/) + (name.indexOf(':') + 1);
  const whole = end <= name.indexOf(':');
  const base = (whole ? name : name.slice(0, end)).toLowerCase();
  const rest = whole ? '' : name.slice(end + 1);
  const [prefix = '', own = ''] = splitAt(base, ':');
  const limit = slips(own.length);
  return keys.all().flatMap((key): Ranked<string>[] => {
    const hole = key.name.search(/[/:](\$\{|<|tag-key$)/);
    const target = hole < 0 ? key.name : key.name.slice(0, hole);
    const [keyPrefix = '', keyName = ''] = splitAt(target.toLowerCase(), ':');
    const same = keyPrefix === prefix;
    const edits = distance(own || base, keyName, same ? limit : 0);
    const foreign = same ? 0 : prefixCost(prefix, keyPrefix);
    if (edits > (same ? limit : 0) || foreign > 1) return [];
    const cost = edits / (keyName.length + 1) + foreign;
    return [{ value: hole >= 0 && rest !== '' ? `${target}${key.name[hole]}${rest}` : key.name, cost }];
  });
}

/** The key of another service is meant when the prefix is misspelt, or when it is AWS-wide. */
function prefixCost(written: string, known: string): number {
  if (known === 'aws' || known === 'acs') return 0.2;
  const limit = slips(written.length);
  const edits = distance(written, known, limit);
  return edits <= limit ? 0.1 + edits / (known.length + 1) : written === '' ? 0.5 : 2;
}

function nearestPrincipals(principals: readonly string[], name: string): readonly Ranked<string>[] {
  const label = labelOf(name.toLowerCase());
  const limit = slips(label.length);
  const alias = new Set(own(serviceAliases, squash(label)));
  return principals.flatMap((value): Ranked<string>[] => {
    const known = labelOf(value);
    if (alias.has(known)) return [{ value, cost: 0.15 }];
    const edits = distance(label, known, limit);
    return edits <= limit ? [{ value, cost: edits / (known.length + 1) }] : [];
  });
}

/** `ec2` of `ec2.amazonaws.com`, `ec2.aws.com`, `ec2.amazon.com`; also of the bare `ec2`. */
function labelOf(name: string): string {
  return name.replace(/\.(amazon(aws)?|aws)(\.com?(\.cn)?)?$/, '');
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const place = text.indexOf(mark);
  return place < 0 ? ['', text] : [text.slice(0, place), text.slice(place + 1)];
}
