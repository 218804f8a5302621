import { actionsPrintOf, fingerprintOf } from '../core/catalog/fingerprint.ts';
import type {
  PoliciesTable,
  PolicyDelta,
  PolicyDocumentsTable,
  PolicyHistoryTable,
} from '../core/catalog/tables.ts';
import { cutDocument, tableFormat } from '../core/catalog/tables.ts';
import { compare } from './sources.ts';

/** The package's own form: `createdDate` is ISO 8601, keys of `versions` are `v1` … */
export type PolicyData = Readonly<
  Record<
    string,
    {
      readonly arn: string;
      readonly latestVersionId: string;
      readonly versions: Readonly<
        Record<string, { readonly createdDate?: string; readonly document: unknown }>
      >;
      readonly createdDate?: string;
      readonly lastUpdatedDate?: string;
    }
  >
>;

export interface PolicyTables {
  readonly policies: PoliciesTable;
  readonly documents: PolicyDocumentsTable;
  readonly history: PolicyHistoryTable;
}

/** Index, newest documents and older versions of all managed policies. */
export function compilePolicies(data: PolicyData, former: PoliciesTable['former']): PolicyTables {
  const paths = [''];
  const rows: PoliciesTable['policies'][number][] = [];
  const prints: string[] = [];
  const formerActions = new Set<number>();
  const documents: string[] = [];
  const deltas: (readonly PolicyDelta[])[] = [];
  const pool = createFragmentPool();
  let newest = 0;
  for (const [name, policy] of Object.entries(data).toSorted(([a], [b]) => compare(a, b))) {
    const numbers = Object.keys(policy.versions)
      .map(versionNumber)
      .toSorted((a, b) => a - b);
    const days = numbers.map((n) => day(policy.versions[`v${n}`]?.createdDate ?? policy.createdDate));
    // The dates of versions often repeat that of the policy; the last update is right.
    if (policy.lastUpdatedDate !== undefined) days[days.length - 1] = day(policy.lastUpdatedDate);
    newest = Math.max(newest, ...days);
    rows.push([name, pathIndex(paths, policy.arn, name), numbers, days]);
    prints.push(
      numbers.map((n) => fingerprintOf(statementsOf(policy.versions[`v${n}`]?.document))).join(' '),
    );
    for (const n of numbers.slice(0, -1))
      formerActions.add(actionsPrintOf(statementsOf(policy.versions[`v${n}`]?.document)));
    const texts = numbers.map((n) => JSON.stringify(policy.versions[`v${n}`]?.document));
    documents.push(texts.at(-1) ?? '');
    const fragments = texts.map(cutDocument);
    const older = fragments.slice(0, -1).map((target, i) => delta(fragments[i + 1] ?? [], target, pool.add));
    deltas.push(older.toReversed());
  }
  const date = new Date(newest * dayLength).toISOString().slice(0, 10);
  return {
    policies: {
      format: tableFormat,
      date,
      paths,
      policies: rows,
      prints,
      formerActions: [...formerActions].map((print) => print.toString(36)).join(' '),
      former: former.filter(({ name }) => !(name in data)),
    },
    documents: { format: tableFormat, documents },
    history: { format: tableFormat, strings: pool.all, policies: deltas },
  };
}

function statementsOf(document: unknown): unknown {
  return (document as { readonly Statement?: unknown }).Statement;
}

const dayLength = 86_400_000;

function day(date: string | undefined): number {
  return date === undefined ? 0 : Math.floor(Date.parse(date) / dayLength);
}

function versionNumber(id: string): number {
  const number = Number(id.slice(1));
  if (`v${number}` !== id) throw new Error(`Unknown form of a version: ${id}`);
  return number;
}

/** `arn:aws:iam::aws:policy/service-role/Name` → the index of `service-role/`. */
function pathIndex(paths: string[], arn: string, name: string): number {
  const [, path] = /^arn:aws:iam::aws:policy\/(.*)$/.exec(arn.slice(0, arn.length - name.length)) ?? [];
  if (path === undefined || !arn.endsWith(name)) throw new Error(`Unknown form of an ARN: ${arn}`);
  const known = paths.indexOf(path);
  return known < 0 ? paths.push(path) - 1 : known;
}

/** How `target` comes from `base`: the longest runs of `base`, else inserted fragments. Format: `PolicyHistoryTable`. */
export function delta(
  base: readonly string[],
  target: readonly string[],
  add: (fragment: string) => number,
): PolicyDelta {
  const places = new Map<string, number[]>();
  for (const [i, fragment] of base.entries()) {
    const known = places.get(fragment);
    if (known === undefined) places.set(fragment, [i]);
    else known.push(i);
  }
  const steps: (number | number[])[] = [];
  let expected = 0;
  for (let i = 0; i < target.length; ) {
    const [start, length] = longestRun(base, target, i, places.get(target[i] ?? '') ?? [], expected);
    if (length > 0) {
      if (start !== expected) steps.push(-1 - start);
      steps.push(length);
      expected = start + length;
      i += length;
      continue;
    }
    const inserted = steps.at(-1);
    const index = add(target[i++] ?? '');
    if (Array.isArray(inserted)) inserted.push(index);
    else steps.push([index]);
  }
  return steps;
}

/** The expected place wins a tie. */
function longestRun(
  base: readonly string[],
  target: readonly string[],
  from: number,
  starts: readonly number[],
  expected: number,
): readonly [start: number, length: number] {
  let best = 0;
  let place = expected;
  for (const start of starts) {
    let length = 0;
    while (
      start + length < base.length &&
      from + length < target.length &&
      base[start + length] === target[from + length]
    ) {
      length++;
    }
    if (length > best || (length === best && start === expected)) {
      best = length;
      place = start;
    }
  }
  return [place, best];
}

function createFragmentPool(): { readonly all: readonly string[]; add(text: string): number } {
  const indices = new Map<string, number>();
  const all: string[] = [];
  return {
    all,
    add(text) {
      const known = indices.get(text);
      if (known !== undefined) return known;
      indices.set(text, all.length);
      return all.push(text) - 1;
    },
  };
}
