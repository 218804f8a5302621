import { type Arn, openVariables, parseArn } from './arn.ts';
import type { ResourceType } from './catalog.ts';
import { memoized } from './memo.ts';
import type { ServiceStore } from './services.ts';
import { hasWildcard, meets, SEGMENT } from './wildcard.ts';

/** The types whose ARN format an ARN pattern can meet, the most specific format first. Memoised. */
export function createResourceTypesOf(store: ServiceStore): (arn: string) => readonly ResourceType[] {
  let index: FormIndex | undefined;
  return memoized(memoLimit, (arn) => {
    index ??= indexForms(store);
    return findTypes(index, arn);
  });
}

/** Whether an ARN pattern can be of the type; partition, Region and account are not compared. `*` can be of any. */
export function resourceTypeMeets(type: ResourceType, arn: string): boolean {
  if (arn === '*') return true;
  const fields = parseArn(arn);
  if (fields === undefined) return false;
  const service = openVariables(fields.service.text).toLowerCase();
  const resource = openVariables(fields.resource.text);
  return type.arns.some((form) => {
    const known = parseArn(form);
    if (known === undefined) return true;
    return (
      meets(service, openVariables(known.service.text)) && meets(resource, openTemplate(known.resource.text))
    );
  });
}

/** Entries. */
const memoLimit = 10_000;

/** One ARN format of a type, ready to compare. */
interface Form {
  readonly type: ResourceType;
  /** The resource part with `${…}` opened. */
  readonly pattern: string;
  /** What it begins with. */
  readonly head: string;
  /** Whether ARNs of the format have a Region and an account. */
  readonly region: boolean;
  readonly account: boolean;
  /** Characters spelt out: the more, the more specific. */
  readonly weight: number;
}

/** The forms of one service field, compiled on first use. */
type FormIndex = ReadonlyMap<string, () => readonly Form[]>;

/** By the service field of the ARN, which need not be the service that lists the type. */
function indexForms(store: ServiceStore): FormIndex {
  const index = new Map<string, (readonly [ResourceType, string])[]>();
  for (const prefix of store.prefixes) {
    for (const type of store.types(prefix)) {
      for (const arn of type.arns) {
        const service = serviceIn(arn);
        if (service.includes('$')) continue;
        const known = index.get(service);
        if (known === undefined) index.set(service, [[type, arn]]);
        else known.push([type, arn]);
      }
    }
  }
  return new Map([...index].map(([service, forms]) => [service, lazyForms(forms)]));
}

/** The service field of a format. */
function serviceIn(arn: string): string {
  const fields = arn.split(':', 3);
  return fields[fields[0] === 'acs' ? 1 : 2] ?? '$';
}

function lazyForms(forms: readonly (readonly [ResourceType, string])[]): () => readonly Form[] {
  let compiled: readonly Form[] | undefined;
  return () => {
    compiled ??= forms.flatMap(([type, arn]) => {
      const fields = parseArn(arn);
      return fields === undefined ? [] : [compileForm(type, fields)];
    });
    return compiled;
  };
}

function compileForm(type: ResourceType, { region, account, resource }: Arn): Form {
  const pattern = openTemplate(resource.text);
  const end = pattern.search(holeStart);
  const literal = resource.text.replaceAll(/\$\{[^{}]*\}|[*?]/g, '');
  return {
    type,
    pattern,
    head: end < 0 ? pattern : pattern.slice(0, end),
    region: region.text !== '',
    account: account.text !== '',
    weight: literal.length,
  };
}

/** The resource part of a format with its `${…}` as one or more characters, without slashes where that is sure. */
function openTemplate(resource: string): string {
  return resource.replace(/\$\{([^{}]*)\}(\/?)/g, (_, name: string, slash: string) => {
    const closed = withoutSlash.has(name) || (slash !== '' && !name.includes('Path'));
    return `${closed ? SEGMENT : '?*'}${slash}`;
  });
}

const holeStart = new RegExp(`[*?${SEGMENT}]`);

/**
 * Parts at the end of a format that cannot hold a slash, where that tells two types apart: bucket and object, table and
 * index. A part before a slash never holds one.
 */
const withoutSlash: ReadonlySet<string> = new Set([
  'ApiId',
  'BucketName',
  'ClusterName',
  'RestApiId',
  'TableName',
]);

function findTypes(index: FormIndex, arn: string): readonly ResourceType[] {
  const fields = parseArn(arn);
  if (fields === undefined) return [];
  const service = openVariables(fields.service.text);
  const resource = openVariables(fields.resource.text);
  const headEnd = resource.search(/[*?]/);
  const head = headEnd < 0 ? resource : resource.slice(0, headEnd);
  const agreement = ({ region, account }: Form) =>
    (region === (fields.region.text !== '') ? 1 : 0) + (account === (fields.account.text !== '') ? 1 : 0);
  const found: Form[] = [];
  for (const form of formsOf(index, service)) {
    const common = Math.min(head.length, form.head.length);
    if (head.slice(0, common) !== form.head.slice(0, common)) continue;
    if (meets(resource, form.pattern)) found.push(form);
  }
  return distinct(
    found.toSorted(
      (a, b) => agreement(b) - agreement(a) || b.weight - a.weight || own(b, service) - own(a, service),
    ),
  );
}

function formsOf(index: FormIndex, service: string): readonly Form[] {
  if (!hasWildcard(service)) return index.get(service.toLowerCase())?.() ?? [];
  return [...index].flatMap(([name, forms]) => (meets(service, name) ? forms() : []));
}

/** Types of the service whose ARN it is come before those that other services list. */
function own(form: Form, service: string): number {
  return form.type.service === service ? 1 : 0;
}

function distinct(forms: readonly Form[]): readonly ResourceType[] {
  return [...new Set(forms.map(({ type }) => type))];
}
