import type { GlobalKeyRow, RamTable, ServiceRow, TypeRow } from '../core/catalog/tables.ts';
import { accessLevels, conditionKeyTypes, tableFormat } from '../core/catalog/tables.ts';
import { compare, readJson } from './sources.ts';

/** Alibaba Cloud's services, keys, system policies and quotas, from the hand-kept facts in `folder`. */
export function compileRam(folder: string): RamTable {
  const { date, services: unsorted } = readJson<ServicesFile>(folder, 'services.json');
  const services = unsorted.map((service) => ({ ...service, actions: service.actions.toSorted(byName) }));
  const keys = readJson<KeysFile>(folder, 'keys.json');
  const { principals } = readJson<PrincipalsFile>(folder, 'principals.json');
  const { policies } = readJson<{ readonly policies: RamTable['policies'] }>(folder, 'system-policies.json');
  const limits = readJson<RamTable['limits']>(folder, 'limits.json');
  const pool = createPool();
  pool.set([]);
  const known = new Set(services.map(({ code }) => code));
  const rows = [
    ...services.map((service) => compileService(service, services, pool)),
    ...Object.entries(keys.services)
      .filter(([code]) => !known.has(code))
      .map(([code, list]) => bareService(code, keys.names[code] ?? code, list, pool)),
  ].toSorted((a, b) => compare(a.p, b.p));
  return {
    format: tableFormat,
    date,
    shape: {
      format: tableFormat,
      date,
      snapshots: [date],
      strings: pool.strings,
      sets: pool.sets,
      services: rows,
    },
    prose: {
      format: tableFormat,
      date,
      services: Object.fromEntries([
        ...services.map((service) => [
          service.code,
          [service.actions.map((one) => textOf(one, service)), service.keys.map(({ text }) => text)],
        ]),
        ...Object.entries(keys.services)
          .filter(([code]) => !known.has(code))
          .map(([code, list]) => [code, [[], list.map(({ note }) => note)]]),
      ]),
    },
    facts: {
      format: tableFormat,
      date,
      globalKeys: keys.keys.map(globalKey),
      partitions: [],
      principals: Object.entries(principals)
        .flatMap(([source, labels]) =>
          labels.map((label) => ({
            name: `${label}.aliyuncs.com`,
            source: source === 'documented' ? ('documented' as const) : ('known' as const),
          })),
        )
        .toSorted((a, b) => compare(a.name, b.name)),
      federationKeys: [],
      rcpServices: [],
      keyPrefixes: {},
    },
    policies: policies.toSorted((a, b) => compare(a.name, b.name)),
    limits: { documents: limits.documents, names: limits.names },
  };
}

/** The decoder searches names without case. */
function byName(a: ActionFacts, b: ActionFacts): number {
  return compare(a.name.toLowerCase(), b.name.toLowerCase());
}

type Certainty = 'documented' | 'seen' | 'inferred';

interface ServicesFile {
  /** The month of the facts. */
  readonly date: string;
  readonly services: readonly ServiceFacts[];
}

interface ServiceFacts {
  readonly code: string;
  readonly name: string;
  readonly list: 'all' | 'some';
  readonly areas: Readonly<Record<string, string>>;
  /** By area, what to use instead of its deprecated actions. */
  readonly deprecated?: Readonly<Record<string, string>>;
  readonly types: readonly { readonly name: string; readonly arns: readonly string[] }[];
  readonly keys: readonly { readonly name: string; readonly type: string; readonly text: string }[];
  readonly actions: readonly ActionFacts[];
}

interface ActionFacts {
  readonly name: string;
  readonly level: string;
  readonly area: string;
  readonly certainty: Certainty;
  /** Names of resource types, `ram role` where another service has them; empty: `*` only; absent: not known. */
  readonly types?: readonly string[];
  readonly deprecated?: true;
  readonly text?: string;
}

interface KeysFile {
  /** Of the services below. */
  readonly names: Readonly<Record<string, string>>;
  readonly keys: readonly KeyFacts[];
  readonly services: Readonly<Record<string, readonly { readonly key: string; readonly note: string }[]>>;
}

interface KeyFacts extends Omit<GlobalKeyRow, 'multivalued'> {
  readonly certainty: Certainty;
}

interface PrincipalsFile {
  readonly principals: Readonly<Record<'documented' | 'known', readonly string[]>>;
}

interface Pool {
  readonly strings: string[];
  readonly sets: number[][];
  string(text: string): number;
  set(texts: readonly string[]): number;
}

function createPool(): Pool {
  const strings: string[] = [];
  const sets: number[][] = [];
  const string = (text: string) => {
    const at = strings.indexOf(text);
    return at < 0 ? strings.push(text) - 1 : at;
  };
  return {
    strings,
    sets,
    string,
    set(texts) {
      const members = texts.map(string);
      const at = sets.findIndex((set) => JSON.stringify(set) === JSON.stringify(members));
      return at < 0 ? sets.push(members) - 1 : at;
    },
  };
}

function compileService(service: ServiceFacts, all: readonly ServiceFacts[], pool: Pool): ServiceRow {
  const { actions } = service;
  // Types of other services come last: they are not listed as types of this one.
  const foreign = [
    ...new Set(actions.flatMap(({ types = [] }) => types.filter((type) => type.includes(' ')))),
  ];
  const typeNames = [...service.types.map(({ name }) => name), ...foreign];
  const keys = service.keys.map(({ name }) => name);
  const shapes: string[] = [];
  const shapeOf = (action: ActionFacts) => {
    const shape = JSON.stringify([
      codeOf(accessLevels, action.level),
      pool.set(action.types === undefined || action.types.length > 0 ? keys : []),
      0,
      ...(action.types ?? []).flatMap((type) => [codeOf(typeNames, type), 1, 0, 0]),
    ]);
    const at = shapes.indexOf(shape);
    return at < 0 ? shapes.push(shape) - 1 : at;
  };
  const indices = actions.map(shapeOf);
  const places = (wanted: (action: ActionFacts) => boolean) =>
    actions.flatMap((action, index) => (wanted(action) ? [index] : []));
  return {
    p: service.code,
    n: service.name,
    a: actions.map(({ name }) => name).join(' '),
    x: indices,
    s: shapes.map((shape) => JSON.parse(shape) as number[]),
    t: [
      ...service.types.map(({ name, arns }): TypeRow => [name, 0, ...arns]),
      ...foreign.map((name): TypeRow => [name.slice(name.indexOf(' ') + 1), 0, ...arnsOf(name, all)]),
    ],
    ...(foreign.length > 0 && { u: foreign.length }),
    k: service.keys.flatMap(({ name, type }) => [pool.string(name), codeOf(conditionKeyTypes, type)]),
    ...(service.list === 'some' && { l: 1 as const }),
    c: actions.map(({ certainty }) => certainty[0]).join(''),
    d: places(({ deprecated }) => deprecated === true),
    w: places(({ types }) => types === undefined),
    ...(service.deprecated !== undefined && { i: Object.values(service.deprecated)[0] ?? '' }),
  };
}

function arnsOf(typeOfOther: string, all: readonly ServiceFacts[]): readonly string[] {
  const [code, name] = typeOfOther.split(' ');
  const arns = all.find((service) => service.code === code)?.types.find((type) => type.name === name)?.arns;
  if (arns === undefined) throw new Error(`No resource type ${typeOfOther}`);
  return arns;
}

/** A service of which only condition keys are known: whatever actions it has, none is listed. */
function bareService(
  code: string,
  name: string,
  list: readonly { readonly key: string }[],
  pool: Pool,
): ServiceRow {
  return {
    p: code,
    n: name,
    a: '',
    x: [],
    s: [],
    t: [],
    k: list.flatMap(({ key }) => [pool.string(key), 0]),
    l: 1,
  };
}

function codeOf(names: readonly string[], name: string): number {
  const code = names.indexOf(name);
  if (code < 0) throw new Error(`Neither known nor listed: ${name}`);
  return code;
}

/** A description in our own words, or the words of the name with the part of the service it belongs to. */
function textOf({ name, text, area }: ActionFacts, { areas }: ServiceFacts): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase();
  const about = areas[area] ?? '';
  const first = words.charAt(0).toUpperCase() + words.slice(1);
  return text ?? `${first} (${about})`;
}

function globalKey({ key, type, group, present, note, certainty }: KeyFacts): GlobalKeyRow {
  return {
    key,
    type,
    multivalued: false,
    group,
    present,
    note: certainty === 'seen' ? `${note}. Known only from other people's code` : note,
  };
}
