import type { Partition, ServicePrincipal } from './catalog.ts';
import type { PrincipalRow } from './tables.ts';

/**
 * A service principal as written: with the suffix of any partition, and perhaps with a Region before the suffix:
 * `logs.eu-west-1.amazonaws.com`, `ec2.amazonaws.com.cn`.
 */
export function createFindPrincipal(
  rows: readonly PrincipalRow[],
  partitions: readonly Partition[],
): (name: string) => ServicePrincipal | undefined {
  const known = new Map(rows.map((row) => [row.name, row]));
  const home = HOMES.find((each) => rows[0]?.name.endsWith(each) === true) ?? HOMES[0];
  const suffixes = [...new Set([home, ...partitions.map(({ dnsSuffix }) => dnsSuffix)])];
  const regions = new Set(partitions.flatMap((partition) => partition.regions));
  return (name) => {
    const lower = name.toLowerCase();
    const suffix = suffixes.find((each) => lower.endsWith(`.${each}`));
    if (suffix === undefined) return undefined;
    const label = lower.slice(0, -suffix.length - 1);
    const plain = known.get(`${label}.${home}`);
    if (plain !== undefined) return describe(plain);
    const dot = label.lastIndexOf('.');
    const region = label.slice(dot + 1);
    if (dot < 0 || !regions.has(region)) return undefined;
    const regional = known.get(`${label.slice(0, dot)}.${home}`);
    return regional === undefined ? undefined : { ...describe(regional), region };
  };
}

function describe({ name, source, regional = false }: PrincipalRow): ServicePrincipal {
  return { name, source, regional };
}

/** The suffix of the names in a table is one of these. */
const HOMES = ['amazonaws.com', 'aliyuncs.com'] as const;
