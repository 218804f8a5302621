import type { ConditionKey } from './catalog.ts';
import type { ListedKey, ServiceStore } from './services.ts';
import type { FactsTable, GlobalKeyRow } from './tables.ts';
import { matches } from './wildcard.ts';

/** All condition keys under one roof: AWS-wide ones, those of services, and those of identity providers. */
export interface KeyIndex {
  readonly globalKeys: readonly ConditionKey[];
  /** Claims of the identity providers that the data names. */
  readonly federationKeys: readonly ConditionKey[];
  /** As written, any case; undefined where nobody documents it. */
  find(name: string): ConditionKey | undefined;
  /** Every documented key, sorted by name. */
  all(): readonly ConditionKey[];
}

export function createKeyIndex(store: () => ServiceStore, facts: FactsTable | undefined): KeyIndex {
  const globals = (facts?.globalKeys ?? []).map(globalKey);
  const claims = facts?.federationKeys ?? [];
  const federation = providersOf(facts).flatMap((provider) =>
    claims.map((claim) => claimKey(provider, claim)),
  );
  let index: Index | undefined;
  const indexed = () => {
    index ??= buildIndex(store(), globals, federation);
    return index;
  };
  return {
    globalKeys: globals,
    federationKeys: federation,
    find(name) {
      const lower = name.toLowerCase();
      return indexed().exact.get(lower) ?? findTemplate(indexed(), lower) ?? findClaim(claims, name);
    },
    all: () => indexed().sorted,
  };
}

interface Index {
  readonly exact: ReadonlyMap<string, ConditionKey>;
  /** Keys with a part to fill in, by their prefix; those whose prefix has such a part under the empty one. */
  readonly templates: ReadonlyMap<string, readonly Template[]>;
  readonly sorted: readonly ConditionKey[];
}

interface Template {
  readonly pattern: string;
  readonly key: ConditionKey;
}

function globalKey(row: GlobalKeyRow): ConditionKey {
  const { key, type, multivalued, group, present, sensitive = false, note, supportedServices } = row;
  const global = {
    group,
    present,
    sensitive,
    note,
    ...(supportedServices !== undefined && { supportedServices }),
  };
  return { name: key, type, multivalued, services: [], global };
}

type Claim = FactsTable['federationKeys'][number];

/** Identity providers with a fixed host: `token.actions.githubusercontent.com`. */
function providersOf(facts: FactsTable | undefined): readonly string[] {
  return Object.keys(facts?.keyPrefixes ?? {}).filter(
    (prefix) => prefix.includes('.') && !prefix.includes('$'),
  );
}

function claimKey(provider: string, { name, multivalued }: Claim): ConditionKey {
  return { name: `${provider}:${name}`, type: 'String', multivalued, services: ['sts'] };
}

/** Any host may be an identity provider: `oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub`. */
function findClaim(claims: readonly Claim[], written: string): ConditionKey | undefined {
  const colon = written.lastIndexOf(':');
  const host = written.slice(0, Math.max(colon, 0));
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+(\/|$)/i.test(host)) return undefined;
  const claim = claims.find(({ name }) => name === written.slice(colon + 1).toLowerCase());
  return claim === undefined ? undefined : claimKey(host, claim);
}

function buildIndex(
  store: ServiceStore,
  globals: readonly ConditionKey[],
  federation: readonly ConditionKey[],
): Index {
  const exact = new Map([...globals, ...federation].map((key) => [key.name.toLowerCase(), key]));
  for (const [lower, { key, services }] of collect(store)) {
    const known = exact.get(lower);
    exact.set(lower, known === undefined ? { ...key, services } : { ...known, services });
  }
  const sorted = [...exact].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
  return { exact, templates: collectTemplates(sorted), sorted };
}

/** The service that a key is named after knows its type best; then whoever comes first. */
function collect(
  store: ServiceStore,
): ReadonlyMap<string, { readonly key: ListedKey; readonly services: string[] }> {
  const found = new Map<string, { key: ListedKey; readonly services: string[] }>();
  for (const prefix of [...store.prefixes, ...store.retiredPrefixes]) {
    for (const key of store.keys(prefix)) {
      const lower = key.name.toLowerCase();
      const known = found.get(lower);
      if (known === undefined) {
        found.set(lower, { key, services: [prefix] });
        continue;
      }
      known.services.push(prefix);
      if (lower.startsWith(`${prefix}:`)) known.key = key;
    }
  }
  return found;
}

function collectTemplates(keys: readonly ConditionKey[]): ReadonlyMap<string, readonly Template[]> {
  const templates = new Map<string, Template[]>();
  for (const key of keys) {
    const pattern = key.name.toLowerCase().replace(hole, '?*');
    if (!pattern.includes('*')) continue;
    const prefix = prefixOf(pattern);
    const group = prefix.includes('*') ? '' : prefix;
    const known = templates.get(group);
    if (known === undefined) templates.set(group, [{ pattern, key }]);
    else known.push({ pattern, key });
  }
  // The longest first: `events:Metadata/x/Matcher` before `events:Metadata/x`.
  for (const group of templates.values()) group.sort((a, b) => b.pattern.length - a.pattern.length);
  return templates;
}

/** The spellings of a part to fill in: `${TagKey}`, `<key>`, `tag-key` at the end. */
const hole = /\$\{[^{}]*\}|<[^<>]*>|(?<=\/)tag-key$/g;

function findTemplate({ templates }: Index, lower: string): ConditionKey | undefined {
  const candidates = [...(templates.get(prefixOf(lower)) ?? []), ...(templates.get('') ?? [])];
  return candidates.find(({ pattern }) => matches(pattern, lower))?.key;
}

function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? '' : name.slice(0, colon);
}
