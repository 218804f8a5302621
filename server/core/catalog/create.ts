import type { DialectName } from '../policy/model.ts';
import type { Catalog, Limits, Service } from './catalog.ts';
import { createKeyIndex } from './condition-keys.ts';
import { createExpand } from './expand.ts';
import { createPolicyIndex, type PolicyIndex } from './managed-policies.ts';
import { createNearest } from './nearest.ts';
import { createFindPrincipal } from './principals.ts';
import { createProse } from './prose.ts';
import { createResourcePolicyFacts } from './resource-policies.ts';
import { createResourceTypesOf, resourceTypeMeets } from './resources.ts';
import { createSearch } from './search.ts';
import { createServiceStore, type ServiceStore } from './services.ts';
import { createSystemPolicies } from './system-policies.ts';
import type {
  FactsTable,
  PoliciesTable,
  PolicyDocumentsTable,
  PolicyHistoryTable,
  ProseTable,
  RamTable,
  ResourcePoliciesTable,
  ShapeTable,
  TableLoader,
  TableName,
  TerraformTable,
} from './tables.ts';
import { tableFormat } from './tables.ts';
import type { TerraformFacts } from './terraform.ts';
import { createTerraformFacts } from './terraform-facts.ts';

/**
 * The catalog over compiled tables. Reads `shape` and `facts` at once, `policies` on the first question about managed
 * policies, the others on first need. Absent tables are empty ones; a table that is no JSON throws.
 */
export function createCatalog(load: TableLoader): Catalog {
  const read = <T>(name: TableName): (() => T | undefined) => lazily(() => readTable<T>(load, name));
  const policies = lazily(() =>
    createPolicyIndex(readTable<PoliciesTable>(load, 'policies'), {
      documents: read<PolicyDocumentsTable>('policy-documents'),
      history: read<PolicyHistoryTable>('policy-history'),
    }),
  );
  const terraform = createTerraformFacts(read<TerraformTable>('terraform'));
  const ramOver = (table: RamTable | undefined): Catalog =>
    assemble({
      shape: table?.shape ?? noShape,
      prose: () => table?.prose,
      facts: table?.facts,
      dialect: 'ram',
      keyPrefix: 'acs',
      policies: lazily(() => createSystemPolicies(table?.policies ?? [])),
      limits: table?.limits ?? noLimits,
      terraform,
      resourcePolicies: () => undefined,
      of,
    });
  const ram = lazily(() => {
    const table = readTable<RamTable>(load, 'ram');
    return table === undefined ? undefined : ramOver(table);
  });
  const withoutTable = lazily(() => ramOver(undefined));
  const aws = assemble({
    shape: readTable<ShapeTable>(load, 'shape') ?? noShape,
    prose: read<ProseTable>('prose'),
    facts: readTable<FactsTable>(load, 'facts'),
    dialect: 'aws',
    keyPrefix: 'aws',
    policies,
    limits: noLimits,
    terraform,
    resourcePolicies: read<ResourcePoliciesTable>('resource-policies'),
    of,
  });
  function of(dialect: DialectName): Catalog {
    return dialect === 'aws' ? aws : (ram() ?? withoutTable());
  }
  return aws;
}

/** What the catalog of one cloud is made of. */
interface Parts {
  readonly shape: ShapeTable;
  readonly prose: () => ProseTable | undefined;
  readonly facts: FactsTable | undefined;
  readonly dialect: DialectName;
  /** Of the keys that every service may send. */
  readonly keyPrefix: string;
  readonly policies: () => PolicyIndex;
  readonly limits: Limits;
  readonly terraform: TerraformFacts;
  readonly resourcePolicies: () => ResourcePoliciesTable | undefined;
  readonly of: Catalog['of'];
}

function assemble({ shape, facts, keyPrefix, policies, ...parts }: Parts): Catalog {
  const keys = createKeyIndex(() => store, facts);
  const store: ServiceStore = createServiceStore(
    shape,
    (listed, prefix) => keys.find(listed.name) ?? { ...listed, services: [prefix] },
  );
  const prose = createProse(shape, parts.prose);
  const partitions = facts?.partitions ?? [];
  const services = lazily(() => decode(store, store.prefixes));
  const retiredServices = lazily(() => decode(store, store.retiredPrefixes));
  const principals = facts?.principals ?? [];
  const names = principals.map(({ name }) => name);

  return {
    dialect: parts.dialect,
    of: parts.of,
    date: shape.date,
    snapshots: shape.snapshots,
    get services() {
      return services();
    },
    get retiredServices() {
      return retiredServices();
    },
    service: store.service,
    action(name) {
      const colon = name.indexOf(':');
      const service = colon < 0 ? undefined : store.service(name.slice(0, colon));
      return service === undefined ? undefined : store.action(service, name.slice(colon + 1));
    },
    expand: createExpand(store),
    resourceTypesOf: createResourceTypesOf(store),
    resourceTypeMeets,
    conditionKey: keys.find,
    globalKeys: keys.globalKeys,
    conditionKeyPrefixes: new Set(
      [keyPrefix, ...store.prefixes, ...store.retiredPrefixes, ...Object.keys(facts?.keyPrefixes ?? {})].map(
        (each) => each.toLowerCase(),
      ),
    ),
    federationKeys: keys.federationKeys,
    partitions,
    partitionOfRegion: (region) => partitions.find(({ regions }) => regions.includes(region.toLowerCase())),
    servicePrincipals: names,
    servicePrincipal: createFindPrincipal(principals, partitions),
    managedPolicy: (nameOrArn) => policies().find(nameOrArn),
    get managedPolicies() {
      return policies().policies;
    },
    managedCopies: (fingerprint) => policies().copies(fingerprint),
    mayBeFormer: (actionsPrint) => policies().mayBeFormer(actionsPrint),
    limits: parts.limits,
    endedServices: new Map(facts?.endedServices?.map(({ prefix, ended }) => [prefix, ended])),
    rcpServices: new Set(facts?.rcpServices),
    terraform: parts.terraform,
    resourcePolicies: createResourcePolicyFacts(parts.resourcePolicies),
    describeAction: prose.ofAction,
    describeConditionKey: prose.ofKey,
    ...createSearch(store.prefixes, store.service, prose),
    ...createNearest(store, services, keys, names),
  };
}

const noLimits: Limits = { documents: [], names: {} };

const noShape: ShapeTable = {
  format: tableFormat,
  date: '',
  snapshots: [],
  strings: [],
  sets: [],
  services: [],
};

function decode(store: ServiceStore, prefixes: readonly string[]): readonly Service[] {
  return prefixes.flatMap((prefix) => store.service(prefix) ?? []);
}

/** Undefined where the host has no such table or one of another format. */
function readTable<T>(load: TableLoader, name: TableName): T | undefined {
  const text = load(name);
  if (text === undefined) return undefined;
  const table = JSON.parse(text) as { readonly format?: number };
  return table.format === tableFormat ? (table as T) : undefined;
}

/** An undefined answer is asked again next time: a worker may not have fetched the table yet. */
function lazily<T>(make: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= make();
    return value;
  };
}
