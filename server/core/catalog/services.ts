import type {
  AccessLevel,
  Action,
  ActionResource,
  ConditionKey,
  ConditionKeyType,
  ResourceType,
  Service,
} from './catalog.ts';
import type { ServiceRow, ShapeTable } from './tables.ts';
import { accessLevels, conditionKeyTypes } from './tables.ts';

/** The services of the shape table, each decoded on first use. */
export interface ServiceStore {
  readonly prefixes: readonly string[];
  readonly retiredPrefixes: readonly string[];
  /** The service's name, without decoding the service. */
  nameOf(prefix: string): string;
  /** Any case; today's or retired. */
  service(prefix: string): Service | undefined;
  /** Any case, retired actions included. */
  action(service: Service, name: string): Action | undefined;
  /** Lower-case names of today's actions, in their order. */
  names(service: Service): readonly string[];
  /** Keys that the service's page lists, without decoding the rest. */
  keys(prefix: string): readonly ListedKey[];
  /** Resource types without decoding actions. */
  types(prefix: string): readonly ResourceType[];
}

export interface ListedKey {
  readonly name: string;
  readonly type: ConditionKeyType;
  readonly multivalued: boolean;
}

/** `keyOf` makes a listed key the one that the whole catalog shows under its name. */
export function createServiceStore(
  table: ShapeTable,
  keyOf: (listed: ListedKey, prefix: string) => ConditionKey,
): ServiceStore {
  const rows = new Map(table.services.map((row) => [row.p, row]));
  const services = new Map<string, Service>();
  const types = new Map<string, readonly ResourceType[]>();
  const names = new WeakMap<Service, readonly string[]>();
  const sets: (readonly string[] | undefined)[] = [];

  const setOf = (index: number): readonly string[] => {
    const known = sets[index];
    if (known !== undefined) return known;
    const members = (table.sets[index] ?? []).map((i) => table.strings[i] ?? '');
    sets[index] = members;
    return members;
  };

  const allTypes = (row: ServiceRow): readonly ResourceType[] => {
    const known = types.get(row.p);
    if (known !== undefined) return known;
    const decoded = row.t.map(
      ([name, keys, ...arns]): ResourceType => ({ service: row.p, name, arns, conditionKeys: setOf(keys) }),
    );
    types.set(row.p, decoded);
    return decoded;
  };

  const todaysTypes = (row: ServiceRow) => allTypes(row).slice(0, row.t.length - (row.u ?? 0));

  const keys = (row: ServiceRow): readonly ListedKey[] => {
    const listed: ListedKey[] = [];
    for (let i = 0; i < row.k.length; i += 2) {
      const code = row.k[i + 1] ?? 0;
      listed.push({
        name: table.strings[row.k[i] ?? 0] ?? '',
        type: conditionKeyTypes[code & 7] ?? 'String',
        multivalued: code >= 8,
      });
    }
    return listed;
  };

  const service = (prefix: string): Service | undefined => {
    const key = prefix.toLowerCase();
    const known = services.get(key);
    if (known !== undefined) return known;
    const row = rows.get(key);
    if (row === undefined) return undefined;
    const all = decodeActions(row, allTypes(row), setOf, table.snapshots);
    const today = all.length - (row.o ?? 0);
    const decoded: Service = {
      prefix: row.p,
      name: row.n,
      actions: all.slice(0, today),
      retiredActions: all.slice(today),
      resourceTypes: todaysTypes(row),
      conditionKeys: keys(row).map((each) => keyOf(each, row.p)),
      ...(row.r !== undefined && { retiredSince: table.snapshots[row.r] ?? table.date }),
      ...(row.l === 1 && { partial: true as const }),
    };
    services.set(key, decoded);
    return decoded;
  };

  const namesOf = (owner: Service): readonly string[] => {
    const known = names.get(owner);
    if (known !== undefined) return known;
    const lower = owner.actions.map(({ name }) => name.toLowerCase());
    names.set(owner, lower);
    return lower;
  };

  return {
    prefixes: table.services.filter(({ r }) => r === undefined).map(({ p }) => p),
    retiredPrefixes: table.services.filter(({ r }) => r !== undefined).map(({ p }) => p),
    nameOf: (prefix) => rows.get(prefix)?.n ?? '',
    service,
    action(owner, name) {
      const lower = name.toLowerCase();
      const place = lowerBound(namesOf(owner), lower);
      if (namesOf(owner)[place] === lower) return owner.actions[place];
      return owner.retiredActions.find((action) => action.name.toLowerCase() === lower);
    },
    names: namesOf,
    keys(prefix) {
      const row = rows.get(prefix.toLowerCase());
      return row === undefined ? [] : keys(row);
    },
    types(prefix) {
      const row = rows.get(prefix.toLowerCase());
      return row === undefined ? [] : todaysTypes(row);
    },
  };
}

/** The first place whose text is not before the wanted one. */
export function lowerBound(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

type SetOf = (index: number) => readonly string[];

interface Shape {
  readonly access: AccessLevel;
  readonly resourceTypes: readonly ActionResource[];
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

function decodeActions(
  row: ServiceRow,
  types: readonly ResourceType[],
  setOf: SetOf,
  snapshots: readonly string[],
): readonly Action[] {
  if (row.a === '') return [];
  const shapes = row.s.map((shape) => decodeShape(shape, types, setOf));
  const first = pairs(row.f, snapshots);
  const retired = pairs(row.g, snapshots);
  const actions = row.a.split(' ').map((name, index): Action => {
    const { access, resourceTypes, conditionKeys, dependentActions } =
      shapes[row.x[index] ?? -1] ?? unknownShape;
    const fullName = `${row.p}:${name}`;
    const action = { service: row.p, name, fullName, access, resourceTypes, conditionKeys, dependentActions };
    const firstSeen = first?.get(index);
    const retiredSince = retired?.get(index);
    if (firstSeen === undefined && retiredSince === undefined) return action;
    if (retiredSince === undefined) return { ...action, firstSeen: firstSeen ?? '' };
    return { ...action, ...(firstSeen !== undefined && { firstSeen }), retiredSince };
  });
  return row.c === undefined ? actions : withDoubts(actions, row);
}

/** Hand-kept rows say how certain each action is, and which are on their way out. */
function withDoubts(actions: readonly Action[], row: ServiceRow): readonly Action[] {
  const old = new Set(row.d);
  const unknown = new Set(row.w);
  return actions.map((action, index) => {
    const letter = row.c?.[index];
    return {
      ...action,
      ...(letter === 's' && { certainty: 'seen' as const }),
      ...(letter === 'i' && { certainty: 'inferred' as const }),
      ...(old.has(index) && { deprecated: row.i ?? '' }),
      ...(unknown.has(index) && { resourcesUnknown: true as const }),
    };
  });
}

const unknownShape: Shape = { access: 'Unknown', resourceTypes: [], conditionKeys: [], dependentActions: [] };

function decodeShape(shape: readonly number[], types: readonly ResourceType[], setOf: SetOf): Shape {
  const [access = accessLevels.length - 1, keys = 0, dependents = 0] = shape;
  const resourceTypes: ActionResource[] = [];
  for (let i = 3; i + 3 < shape.length; i += 4) {
    const type = types[shape[i] ?? -1];
    if (type === undefined) continue;
    resourceTypes.push({
      type,
      required: shape[i + 1] === 1,
      conditionKeys: setOf(shape[i + 2] ?? 0),
      dependentActions: setOf(shape[i + 3] ?? 0),
    });
  }
  return {
    access: accessLevels[access] ?? 'Unknown',
    resourceTypes,
    conditionKeys: setOf(keys),
    dependentActions: setOf(dependents),
  };
}

function pairs(
  flat: readonly number[] | undefined,
  snapshots: readonly string[],
): ReadonlyMap<number, string> | undefined {
  if (flat === undefined) return undefined;
  const map = new Map<number, string>();
  for (let i = 0; i + 1 < flat.length; i += 2) map.set(flat[i] ?? -1, snapshots[flat[i + 1] ?? -1] ?? '');
  return map;
}
