import type { Action, Catalog } from '../../core/index.ts';

interface Row {
  readonly action: string;
  readonly access: string;
  readonly resourceTypes: readonly string[];
  readonly description: string;
}

/** `policywright actions`: what a pattern such as `aps:*Query*` matches, or the actions that words describe. */
export function findActions(query: string, catalog: Catalog, format: 'text' | 'json'): string {
  const rows = rowsFor(query, catalog);
  if (format === 'json') return `${JSON.stringify(rows, undefined, 2)}\n`;
  if (rows.length === 0) return `No action of ${catalog.date} fits "${query}"\n`;
  const width = Math.max(...rows.map(({ action }) => action.length));
  return rows
    .map(({ action, access, description }) =>
      `${action.padEnd(width)}  ${access.padEnd(WIDEST)}  ${description}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** `permissions management` is the longest access level. */
const WIDEST = 22;

/** Of AWS, or of Alibaba Cloud where AWS has none. */
function rowsFor(query: string, catalog: Catalog): readonly Row[] {
  for (const cloud of [catalog, catalog.of('ram')]) {
    const found = actionsFor(query, cloud);
    if (found.length > 0) return found.map((action) => rowOf(action, cloud));
  }
  return [];
}

/** A colon makes a pattern. */
function actionsFor(query: string, catalog: Catalog): readonly Action[] {
  if (!query.includes(':')) return catalog.searchActions(query, MOST);
  const match = catalog.expand(query);
  if (match.kind === 'one') return [match.action];
  return 'actions' in match ? match.actions : [];
}

/** Further hits of a search are noise. */
const MOST = 50;

function rowOf(action: Action, catalog: Catalog): Row {
  return {
    action: action.fullName,
    access: action.access.toLowerCase(),
    resourceTypes: action.resourceTypes.map(({ type }) => type.name),
    description: catalog.describeAction(action) ?? '',
  };
}
