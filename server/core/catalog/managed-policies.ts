import type { ManagedCopy, ManagedPolicy, ManagedPolicyVersion } from './catalog.ts';
import type { PoliciesTable, PolicyDelta, PolicyDocumentsTable, PolicyHistoryTable } from './tables.ts';
import { cutDocument } from './tables.ts';

/** The two tables with documents, each loaded at most once. */
export interface DocumentTables {
  documents(): PolicyDocumentsTable | undefined;
  history(): PolicyHistoryTable | undefined;
}

export interface PolicyIndex {
  /** Sorted by name. */
  readonly policies: readonly ManagedPolicy[];
  /** By name (any case) or by ARN of any partition. */
  find(nameOrArn: string): ManagedPolicy | undefined;
  /** Versions whose statements have the fingerprint. */
  copies(fingerprint: string): readonly ManagedCopy[];
  /** Whether a version that is no longer in force may do what the number says, see `actionsPrintOf`. */
  mayBeFormer(actionsPrint: number): boolean;
}

export function createPolicyIndex(table: PoliciesTable | undefined, tables: DocumentTables): PolicyIndex {
  const policies = (table?.policies ?? []).map(([name, path, numbers, days], index): ManagedPolicy => {
    const versions = numbers.map(
      (number, place): ManagedPolicyVersion => ({
        id: `v${number}`,
        date: dateOf(days[place] ?? 0),
        document: () => readDocument(tables, index, numbers.length - 1 - place),
      }),
    );
    return { name, arn: `arn:aws:iam::aws:policy/${table?.paths[path] ?? ''}${name}`, versions };
  });
  const withdrawn = (table?.former ?? []).map(
    ({ name, path, since, successor }): ManagedPolicy => ({
      name,
      arn: `arn:aws:iam::aws:policy/${path}${name}`,
      versions: [],
      deprecatedSince: since,
      successor,
    }),
  );
  const all = [...withdrawn, ...policies];
  const byName = new Map(all.map((policy) => [policy.name.toLowerCase(), policy]));
  const byPath = new Map(all.map((policy) => [pathOf(policy.arn), policy]));
  let prints: ReadonlyMap<string, readonly ManagedCopy[]> | undefined;
  let former: ReadonlySet<number> | undefined;
  return {
    policies,
    mayBeFormer(actionsPrint) {
      if (table?.formerActions === undefined) return true;
      former ??= new Set(table.formerActions.split(' ').map((print) => Number.parseInt(print, 36)));
      return former.has(actionsPrint);
    },
    copies(fingerprint) {
      prints ??= byPrint(policies, table?.prints ?? []);
      return prints.get(fingerprint) ?? [];
    },
    find: (nameOrArn) =>
      nameOrArn.startsWith('arn:') ? byPath.get(pathOf(nameOrArn)) : byName.get(nameOrArn.toLowerCase()),
  };
}

function byPrint(
  policies: readonly ManagedPolicy[],
  prints: readonly string[],
): ReadonlyMap<string, readonly ManagedCopy[]> {
  const copies = new Map<string, ManagedCopy[]>();
  policies.forEach((policy, index) => {
    const own = prints[index]?.split(' ') ?? [];
    policy.versions.forEach((version, place) => {
      const print = own[place] ?? '';
      const known = copies.get(print);
      if (known === undefined) copies.set(print, [{ policy, version }]);
      else known.push({ policy, version });
    });
  });
  return copies;
}

const dayLength = 86_400_000;
const dates = new Map<number, string>();

function dateOf(day: number): string {
  const known = dates.get(day) ?? new Date(day * dayLength).toISOString().slice(0, 10);
  dates.set(day, known);
  return known;
}

/** The ARN without its partition. */
function pathOf(arn: string): string {
  return arn.slice(arn.indexOf(':', 4));
}

/** `age` 0 is the newest version, 1 the one before … */
function readDocument(tables: DocumentTables, policy: number, age: number): string | undefined {
  const newest = tables.documents()?.documents[policy];
  if (newest === undefined || age === 0) return newest;
  const history = tables.history();
  const deltas = history?.policies[policy];
  if (history === undefined || deltas === undefined || deltas.length < age) return undefined;
  let fragments = cutDocument(newest);
  for (const delta of deltas.slice(0, age)) fragments = applyDelta(fragments, delta, history.strings);
  return fragments.join('');
}

/** The format is told at `PolicyHistoryTable`. */
function applyDelta(base: readonly string[], delta: PolicyDelta, strings: readonly string[]): string[] {
  const target: string[] = [];
  let place = 0;
  for (const step of delta) {
    if (typeof step !== 'number') {
      for (const index of step) target.push(strings[index] ?? '');
    } else if (step < 0) {
      place = -1 - step;
    } else {
      for (const end = place + step; place < end; place++) target.push(base[place] ?? '');
    }
  }
  return target;
}
