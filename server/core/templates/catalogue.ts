import type { Catalog, ManagedPolicy } from '../catalog/catalog.ts';
import type { DialectName } from '../policy/model.ts';
import type { PolicyKind } from '../policy/use.ts';
import { allTemplates } from './all.ts';
import type { Template, TemplateDocument } from './template.ts';

/** A row of the list that people choose from. */
export interface TemplateEntry {
  /** `amp-query` for our own; `aws:AmazonPrometheusQueryAccess`, `ram:AliyunARMSFullAccess` for policies that a cloud manages. */
  readonly id: string;
  readonly source: 'template' | 'managed';
  readonly title: string;
  readonly summary: string;
  readonly dialect: DialectName;
  readonly kind: PolicyKind;
  /** Prefix of the service that takes it, for resource policies. */
  readonly service?: string;
  /** Services whose actions it names: `Amazon Managed Service for Prometheus (aps)`. */
  readonly services: readonly string[];
  /** Whoever has it can do anything, or can give it to himself. */
  readonly risk?: 'high';
}

/** Our own templates, then what the clouds manage, those of which a document is known. Memoised per catalog. */
export function templateEntries(catalog: Catalog): readonly TemplateEntry[] {
  const known = lists.get(catalog);
  if (known !== undefined) return known;
  const entries = [
    ...allTemplates.map((template) => entryOf(template, catalog.of(template.dialect))),
    ...DIALECTS.flatMap((dialect) => {
      const own = catalog.of(dialect);
      return own.managedPolicies.flatMap((policy) => managedEntry(policy, own));
    }),
  ];
  lists.set(catalog, entries);
  return entries;
}

const lists = new WeakMap<Catalog, readonly TemplateEntry[]>();

const DIALECTS: readonly DialectName[] = ['aws', 'ram'];

/** The template of an entry. */
export function templateOf(catalog: Catalog, id: string): Template | undefined {
  const own = allTemplates.find(({ name }) => name === id);
  if (own !== undefined) return own;
  const [dialect, name] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  if (dialect !== 'aws' && dialect !== 'ram') return undefined;
  const policy = catalog.of(dialect).managedPolicy(name);
  const document = policy === undefined ? undefined : documentOf(policy);
  if (policy === undefined || document === undefined) return undefined;
  return {
    name: kebab(policy.name),
    title: policy.name,
    summary: summaryOf(policy),
    dialect,
    kind: 'identity',
    places: {},
    document,
  };
}

function entryOf(template: Template, catalog: Catalog): TemplateEntry {
  const { name, title, summary, dialect, kind, service, document } = template;
  const services = servicesIn(document, catalog);
  const more = service === undefined ? {} : { service };
  return { id: name, source: 'template', title, summary, dialect, kind, services, ...more };
}

function managedEntry(policy: ManagedPolicy, catalog: Catalog): readonly TemplateEntry[] {
  const document = documentOf(policy);
  if (document === undefined) return [];
  return [
    {
      id: `${catalog.dialect}:${policy.name}`,
      source: 'managed',
      title: policy.name,
      summary: summaryOf(policy),
      dialect: catalog.dialect,
      kind: 'identity',
      services: servicesIn(document, catalog),
      ...(policy.risk === undefined ? {} : { risk: policy.risk }),
    },
  ];
}

function summaryOf({ summary, versions }: ManagedPolicy): string {
  if (summary !== undefined) return summary;
  const { id = '', date = '' } = versions.at(-1) ?? {};
  return `AWS managed policy, ${id} of ${date}`;
}

/** The newest version; a lone statement as a list of one. */
function documentOf({ versions }: ManagedPolicy): TemplateDocument | undefined {
  const text = versions.at(-1)?.document();
  if (text === undefined) return undefined;
  const parsed: TemplateDocument & { readonly Statement: unknown } = JSON.parse(text);
  return { ...parsed, Statement: [parsed.Statement].flat() };
}

/** The services of the actions that the statements name. */
function servicesIn({ Statement }: TemplateDocument, catalog: Catalog): readonly string[] {
  const prefixes = new Set<string>();
  for (const { Action = [], NotAction = [] } of Statement)
    for (const action of [Action, NotAction].flat())
      if (typeof action === 'string' && action.includes(':'))
        prefixes.add(action.slice(0, action.indexOf(':')));
  return [...prefixes].map((prefix) => {
    const name = catalog.service(prefix)?.name;
    return name === undefined ? prefix : `${name} (${prefix})`;
  });
}

/** `AmazonEC2ReadOnlyAccess` → `amazon-ec2-read-only-access`. */
function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/(?<=[A-Z])(?=[A-Z][a-z])/g, '-')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}
