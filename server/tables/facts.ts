import { join } from 'node:path';
import type { FactsTable, GlobalKeyRow, PrincipalRow } from '../core/catalog/tables.ts';
import { tableFormat } from '../core/catalog/tables.ts';
import ended from './facts/ended-services.json' with { type: 'json' };
import federationKeys from './facts/federation-keys.json' with { type: 'json' };
import globalKeys from './facts/global-condition-keys.json' with { type: 'json' };
import partitions from './facts/partitions.json' with { type: 'json' };
import principals from './facts/service-principals.json' with { type: 'json' };
import { compare, readJson } from './sources.ts';

/** The hand-kept facts, plus the small lists of the service data in `folder`. */
export function compileFacts(folder: string, date: string): FactsTable {
  const data = join(folder, 'data');
  return {
    format: tableFormat,
    date,
    globalKeys: globalKeys.keys as readonly GlobalKeyRow[],
    partitions: partitions.partitions,
    principals: readPrincipals(principals.principals),
    federationKeys: federationKeys.keys,
    endedServices: ended.services.map(({ prefix, ended: day }) => ({ prefix, ended: day })),
    rcpServices: readJson<string[]>(data, 'rcpSupportedServices.json').toSorted(compare),
    keyPrefixes: readJson<Record<string, string[]>>(data, 'unassociatedConditions.json'),
  };
}

/** Kept by source, one name each; a trailing `+` marks a principal that also has Regional names. */
function readPrincipals(bySource: Readonly<Record<string, readonly string[]>>): readonly PrincipalRow[] {
  const rows = Object.entries(bySource).flatMap(([source, names]) =>
    names.map((entry): PrincipalRow => {
      const regional = entry.endsWith('+');
      const label = regional ? entry.slice(0, -1) : entry;
      return {
        name: `${label}.amazonaws.com`,
        source: source as PrincipalRow['source'],
        ...(regional && { regional }),
      };
    }),
  );
  return rows.toSorted((a, b) => compare(a.name, b.name));
}
