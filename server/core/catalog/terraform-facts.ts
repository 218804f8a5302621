import { openVariables, parseArn } from './arn.ts';
import type { TerraformArnRow, TerraformTable } from './tables.ts';
import { type ArnHolder, type BlockKind, dialectOfType, type TerraformFacts } from './terraform.ts';

/** The facts over their table, which is read with the first question. Without a table nothing is known. */
export function createTerraformFacts(load: () => TerraformTable | undefined): TerraformFacts {
  let index: Index | undefined;
  const open = (): Index | undefined => {
    index ??= indexOf(load());
    return index;
  };
  const arns = (type: string, attribute: string): readonly string[] => {
    const data = type.startsWith(DATA);
    const row = open()?.arns.get(`${data ? type.slice(DATA.length) : type}.${attribute}`);
    return row === undefined || (data && row.d !== 1) ? [] : row.p.map(([, , pattern]) => pattern);
  };
  const valueShape: TerraformFacts['valueShape'] = (type, attribute) =>
    open()?.values.get(`${type}.${attribute}`);
  return {
    attributes: (block, type, dialect = 'aws') =>
      dialectOfType(type) === dialect ? (open()?.attributes.get(keyOf(block, type)) ?? []) : [],
    foreign: (block, type) => open()?.foreign.get(keyOf(block, type)) ?? [],
    references: (block, type) => open()?.references.get(keyOf(block, type)) ?? [],
    statement: (block, type) => open()?.statements.get(keyOf(block, type)),
    arn: (type, attribute) => arns(type, attribute)[0],
    arns,
    arnShape(type, attribute) {
      const [first, ...others] = arns(type, attribute).map(openVariables);
      if (first !== undefined) return others.reduce(widen, first);
      const pattern = valueShape(type, attribute)?.pattern;
      return pattern?.startsWith('arn:') === true ? pattern : undefined;
    },
    valueShape,
    typesOf: (service, resourceType, dialect = 'aws') =>
      open()
        ?.holders()
        .get(typeKey(service, resourceType))
        ?.filter(({ type }) => dialectOfType(type) === dialect) ?? [],
    typesAbove: (arn) => findAbove(open()?.beginnings() ?? noBeginnings, arn),
  };
}

interface Index {
  readonly attributes: ReadonlyMap<string, TerraformTable['attributes'][string]>;
  readonly foreign: ReadonlyMap<string, TerraformTable['foreign'][string]>;
  readonly references: ReadonlyMap<string, TerraformTable['references'][string]>;
  readonly statements: ReadonlyMap<string, TerraformTable['statements'][string]>;
  readonly values: ReadonlyMap<string, TerraformTable['values'][string]>;
  /** By `type.attribute`. */
  readonly arns: ReadonlyMap<string, TerraformArnRow>;
  /** By service and resource type. */
  holders(): ReadonlyMap<string, readonly ArnHolder[]>;
  /** By ARN pattern with wildcards. */
  beginnings(): ReadonlyMap<string, readonly TerraformArnRow[]>;
}

const DATA = 'data.';
const noBeginnings: ReadonlyMap<string, readonly TerraformArnRow[]> = new Map();

function indexOf(table: TerraformTable | undefined): Index | undefined {
  if (table === undefined) return undefined;
  let holders: ReadonlyMap<string, readonly ArnHolder[]> | undefined;
  let beginnings: ReadonlyMap<string, readonly TerraformArnRow[]> | undefined;
  return {
    attributes: new Map(Object.entries(table.attributes)),
    foreign: new Map(Object.entries(table.foreign)),
    references: new Map(Object.entries(table.references)),
    statements: new Map(Object.entries(table.statements)),
    values: new Map(Object.entries(table.values)),
    arns: new Map(table.arns.map((row) => [`${row.t}.${row.a}`, row])),
    holders() {
      holders ??= rankHolders(table.arns);
      return holders;
    },
    beginnings() {
      beginnings ??= group(table.arns.map((row) => [openVariables(row.p[0]?.[2] ?? ''), row] as const));
      return beginnings;
    },
  };
}

function keyOf(block: BlockKind, type: string): string {
  return `${block} ${type}`;
}

function typeKey(service: string, resourceType: string): string {
  return `${service} ${resourceType}`.toLowerCase();
}

/** One of several patterns, then attributes not called `arn`, then longer names, come later: they are rarer. */
function rankHolders(rows: readonly TerraformArnRow[]): ReadonlyMap<string, readonly ArnHolder[]> {
  const ranked = rows.flatMap((row) =>
    row.p.map(([service, type], place) => ({
      key: typeKey(service, type),
      rank: [place === 0 ? 0 : 1, row.a === 'arn' ? 0 : row.a === 'id' ? 2 : 1, row.t.length],
      holder: holderOf(row, row.s),
    })),
  );
  ranked.sort((a, b) => a.rank.map((each, i) => each - (b.rank[i] ?? 0)).find((each) => each !== 0) ?? 0);
  return group(ranked.map(({ key, holder }) => [key, holder] as const));
}

function group<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of entries) {
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [value]);
    else known.push(value);
  }
  return groups;
}

function holderOf(row: TerraformArnRow, suffix: string | undefined): ArnHolder {
  return {
    type: row.t,
    attribute: row.a,
    ...(row.d === 1 && { dataSource: true as const }),
    ...(suffix !== undefined && { suffix }),
  };
}

/** Cuts the pattern at every colon and slash of its resource part, the last one first. */
function findAbove(
  beginnings: ReadonlyMap<string, readonly TerraformArnRow[]>,
  arn: string,
): readonly ArnHolder[] {
  const pattern = openVariables(arn);
  const resource = parseArn(pattern)?.resource;
  if (resource === undefined) return [];
  const found: ArnHolder[] = [];
  for (let end = pattern.length - 1; end > resource.start; end--) {
    if (pattern[end] !== ':' && pattern[end] !== '/') continue;
    const rows = beginnings.get(pattern.slice(0, end)) ?? [];
    const suffix = pattern.slice(end);
    const holders = rows.filter(({ a }) => a !== 'id').map((row) => holderOf(row, row.b ?? suffix));
    found.push(...holders.toSorted((a, b) => a.type.length - b.type.length));
  }
  return found;
}

/** The narrowest pattern of the form *beginning, anything, end* per field that covers both; two ARN patterns make one. */
function widen(a: string, b: string): string {
  const left = parseArn(a);
  const right = parseArn(b);
  if (left === undefined || right === undefined) return '*';
  const fields = (['partition', 'service', 'region', 'account', 'resource'] as const).map((field) =>
    widenField(left[field].text, right[field].text),
  );
  return ['arn', ...fields].join(':');
}

function widenField(a: string, b: string): string {
  if (a === b) return a;
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let end = 0;
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return `${a.slice(0, start)}*${end === 0 ? '' : a.slice(-end)}`.replaceAll(/\*+/g, '*');
}
