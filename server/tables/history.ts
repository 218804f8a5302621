import type { ActionData, ConditionKeyData, ResourceTypeData, ServiceData, Snapshot } from './sources.ts';
import { compare } from './sources.ts';

/** A service over time: today's data plus what older data had. Snapshot numbers count from the oldest, 0. */
export interface ServiceHistory {
  readonly prefix: string;
  readonly name: string;
  /** The first snapshot without the service, undefined for today's. */
  readonly retired: number | undefined;
  /** Today's actions sorted by name, then the retired ones. */
  readonly actions: readonly ActionHistory[];
  /** Today's types sorted by name, then those that only retired actions use. */
  readonly resourceTypes: readonly TypeHistory[];
  readonly conditionKeys: readonly ConditionKeyData[];
}

export interface ActionHistory {
  readonly data: ActionData;
  /** The oldest snapshot that has the action. */
  readonly first: number;
  /** The first snapshot after the last one that has it, undefined for today's. */
  readonly retired: number | undefined;
}

export interface TypeHistory {
  readonly data: ResourceTypeData;
  readonly retired: boolean;
}

/** Every service of any snapshot, sorted by prefix. A name that left and came back was never away. */
export function readHistory(snapshots: readonly Snapshot[]): readonly ServiceHistory[] {
  const prefixes = new Set(snapshots.flatMap(({ services }) => [...services.keys()]));
  return [...prefixes].toSorted(compare).map((prefix) =>
    serviceHistory(
      prefix,
      snapshots.map(({ services }) => services.get(prefix)),
    ),
  );
}

function serviceHistory(prefix: string, versions: readonly (ServiceData | undefined)[]): ServiceHistory {
  const last = versions.findLastIndex((version) => version !== undefined);
  const latest = versions[last];
  if (latest === undefined) throw new Error(`No data has the service ${prefix}`);
  const actions = actionHistory(versions);
  return {
    prefix,
    name: latest.name,
    retired: last === versions.length - 1 ? undefined : last + 1,
    actions,
    resourceTypes: typeHistory(versions, latest, actions),
    conditionKeys: [...latest.conditionKeys.values()],
  };
}

function actionHistory(versions: readonly (ServiceData | undefined)[]): readonly ActionHistory[] {
  const names = new Set(versions.flatMap((version) => [...(version?.actions.keys() ?? [])]));
  const all = [...names].toSorted(compare).flatMap((name): ActionHistory[] => {
    const last = versions.findLastIndex((version) => version?.actions.has(name));
    const data = versions[last]?.actions.get(name);
    if (data === undefined) return [];
    const first = versions.findIndex((version) => version?.actions.has(name));
    return [{ data, first, retired: last === versions.length - 1 ? undefined : last + 1 }];
  });
  return [
    ...all.filter(({ retired }) => retired === undefined),
    ...all.filter(({ retired }) => retired !== undefined),
  ];
}

/** Types of the latest data; for retired actions also the types of the last data that had them. */
function typeHistory(
  versions: readonly (ServiceData | undefined)[],
  latest: ServiceData,
  actions: readonly ActionHistory[],
): readonly TypeHistory[] {
  const former = new Map<string, ResourceTypeData>();
  for (const { data, retired } of actions) {
    if (retired === undefined) continue;
    for (const { name } of data.resourceTypes) {
      const key = name.toLowerCase();
      if (latest.resourceTypes.has(key) || former.has(key)) continue;
      const found = versions.findLast((version) => version?.resourceTypes.has(key))?.resourceTypes.get(key);
      if (found !== undefined) former.set(key, found);
    }
  }
  return [
    ...[...latest.resourceTypes.values()].map((data) => ({ data, retired: false })),
    ...[...former.values()]
      .toSorted((a, b) => compare(a.key.toLowerCase(), b.key.toLowerCase()))
      .map((data) => ({ data, retired: true })),
  ];
}
