import type { ServiceRow, ShapeTable, TypeRow } from '../core/catalog/tables.ts';
import { accessLevels, conditionKeyTypes, tableFormat } from '../core/catalog/tables.ts';
import former from './facts/former-services.json' with { type: 'json' };
import type { ActionHistory, ServiceHistory } from './history.ts';
import { type ActionResourceData, compare, type Snapshot } from './sources.ts';

/** Names, types and relations of everything, with history. */
export function compileShape(history: readonly ServiceHistory[], snapshots: readonly Snapshot[]): ShapeTable {
  const strings = createPool();
  const sets = createPool();
  const intern: Intern = (names) => {
    const members = names.map(strings.add);
    return sets.add(JSON.stringify(members));
  };
  intern([]);
  const known = new Set(history.map(({ prefix }) => prefix));
  const services = [
    ...history.map((service) => compileService(service, strings.add, intern)),
    ...former.services.filter(({ prefix }) => !known.has(prefix)).map(formerService),
  ].toSorted((a, b) => compare(a.p, b.p));
  const dates = snapshots.map(({ date }) => date);
  return {
    format: tableFormat,
    date: dates.at(-1) ?? '',
    snapshots: dates,
    strings: strings.all,
    sets: sets.all.map((set) => JSON.parse(set) as number[]),
    services,
  };
}

/** Gone before the oldest snapshot: nothing but a name. */
function formerService({ prefix, name }: { readonly prefix: string; readonly name: string }): ServiceRow {
  return { p: prefix, n: name, a: '', x: [], s: [], t: [], k: [], r: 0 };
}

type Intern = (names: readonly string[]) => number;

function compileService(
  service: ServiceHistory,
  addString: (text: string) => number,
  intern: Intern,
): ServiceRow {
  const { prefix, name, actions, resourceTypes } = service;
  const types = new Map(resourceTypes.map(({ data }, index) => [data.key.toLowerCase(), index]));
  const shapes = createPool();
  const shapeOf = ({ data }: ActionHistory): number =>
    shapes.add(
      JSON.stringify([
        accessCode(data.accessLevel),
        intern(data.conditionKeys),
        intern(data.dependentActions),
        ...mergeResources(data.resourceTypes).flatMap((resource) => {
          const type = types.get(resource.name.toLowerCase());
          if (type === undefined) return [];
          return [
            type,
            resource.required ? 1 : 0,
            intern(resource.conditionKeys),
            intern(resource.dependentActions),
          ];
        }),
      ]),
    );
  const indices = actions.map(shapeOf);
  const old = actions.filter(({ retired }) => retired !== undefined).length;
  const formerTypes = resourceTypes.filter(({ retired }) => retired).length;
  const first = actions.flatMap(({ first }, index) => (first === 0 ? [] : [index, first]));
  const gone = actions.flatMap(({ retired }, index) => (retired === undefined ? [] : [index, retired]));
  return {
    p: prefix,
    n: name,
    a: actions.map(({ data }) => data.name).join(' '),
    ...(old > 0 && { o: old }),
    x: indices,
    s: shapes.all.map((shape) => JSON.parse(shape) as number[]),
    t: resourceTypes.map(
      ({ data }): TypeRow => [data.key, intern(data.conditionKeys ?? []), ...splitArns(data.arn)],
    ),
    ...(formerTypes > 0 && { u: formerTypes }),
    k: service.conditionKeys.flatMap(({ key, type }) => [addString(key), typeCode(type)]),
    ...(first.length > 0 && { f: first }),
    ...(gone.length > 0 && { g: gone }),
    ...(service.retired !== undefined && { r: service.retired }),
  };
}

/** Some data lists a type twice for one action, once per set of keys. */
function mergeResources(resources: readonly ActionResourceData[]): readonly ActionResourceData[] {
  const merged = new Map<string, ActionResourceData>();
  for (const resource of resources) {
    const known = merged.get(resource.name.toLowerCase());
    merged.set(resource.name.toLowerCase(), {
      name: resource.name,
      required: resource.required || known?.required === true,
      conditionKeys: union(known?.conditionKeys, resource.conditionKeys),
      dependentActions: union(known?.dependentActions, resource.dependentActions),
    });
  }
  return [...merged.values()];
}

function union(a: readonly string[] | undefined, b: readonly string[]): readonly string[] {
  return a === undefined ? b : [...new Set([...a, ...b])];
}

/** `arn:…, arn:…` where a type has several forms. */
export function splitArns(arn: string): readonly string[] {
  return arn.split(/,\s*(?=arn:)/).map((form) => form.trim());
}

const levels: readonly string[] = accessLevels;
const keyTypes: readonly string[] = conditionKeyTypes;

/** Newer data writes `Tagging, Write`: the first word counts. */
function accessCode(level: string): number {
  const code = levels.indexOf(level.split(',')[0]?.trim() ?? '');
  return code < 0 ? levels.indexOf('Unknown') : code;
}

/** `ArrayOfString` is a multivalued `String`. */
function typeCode(type: string): number {
  const multivalued = type.startsWith('ArrayOf');
  const code = keyTypes.indexOf(multivalued ? type.slice(7) : type);
  if (code < 0) throw new Error(`Unknown type of a condition key: ${type}`);
  return multivalued ? code + 8 : code;
}

function createPool(): { readonly all: readonly string[]; add(text: string): number } {
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
