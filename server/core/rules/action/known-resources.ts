import type { Catalog, ResourceType } from '../../catalog/catalog.ts';
import { memoizedPer } from '../../catalog/memo.ts';
import { hasWildcard } from '../../catalog/wildcard.ts';
import type { List } from '../../policy/model.ts';
import type { Text } from '../../policy/text.ts';
import { RESOURCE, SERVICE, wholeParts } from '../resource/element-arn.ts';
import type { RuleContext } from '../rule.ts';

/** What the elements of `Resource` are, when that is known of all of them. */
export interface KnownResources {
  /** Service field of the ARNs, when all have the same. */
  readonly service: string | undefined;
  /** The names of the types that some ARN can mean, in lower case. */
  readonly types: ReadonlySet<string>;
  /** Whether an ARN is a pattern. */
  readonly wild: boolean;
}

/** Undefined where one element is `*`, a pattern for more than one type can tell, or of no documented form. */
export function readResources(list: List, ctx: RuleContext): KnownResources | undefined {
  if (list.open.length > 0 || list.items.length === 0 || list.items[0]?.text.value === '*') return undefined;
  let all: KnownResources | undefined;
  for (const { text } of list.items) {
    const known = readText(text, ctx);
    if (known === undefined || known.types.size === 0) return undefined;
    all = all === undefined ? known : together(all, known);
  }
  return all;
}

function together(some: KnownResources, more: KnownResources): KnownResources {
  let { types } = some;
  for (const type of more.types) {
    if (types.has(type)) continue;
    types = new Set([...some.types, ...more.types]);
    break;
  }
  return {
    service: some.service === more.service ? some.service : undefined,
    types,
    wild: some.wild || more.wild,
  };
}

function readText(text: Text, ctx: RuleContext): KnownResources | undefined {
  return text.value === undefined ? readReference(text, ctx) : knownText(text.value, ctx.catalog);
}

const knownText = memoizedPer(10_000, (value, catalog: Catalog): KnownResources | undefined => {
  const parts = wholeParts(value);
  const service = parts?.[SERVICE]?.text ?? '';
  const resource = parts?.[RESOURCE]?.text ?? '';
  if (parts === undefined || !/^[a-z0-9-]+$/.test(service) || /^[*?]|^$/.test(resource)) return undefined;
  return { service, types: lowerNames(catalog.resourceTypesOf(value)), wild: hasWildcard(resource) };
});

function lowerNames(types: readonly ResourceType[]): ReadonlySet<string> {
  return new Set(types.map(({ name }) => name.toLowerCase()));
}

/** `aws_prometheus_workspace.main.arn` alone: the attribute holds the ARN of one type. */
function readReference({ pieces }: Text, ctx: RuleContext): KnownResources | undefined {
  const [piece, ...more] = pieces;
  if (piece?.kind !== 'hole' || more.length > 0 || piece.reference?.attribute === undefined) return undefined;
  const { target, attribute } = piece.reference;
  const [form, ...others] = ctx.catalog.terraform.arns(target.slice(0, target.lastIndexOf('.')), attribute);
  if (form === undefined || others.length > 0) return undefined;
  const types = ctx.catalog.resourceTypesOf(form).filter(({ arns }) => arns.includes(form));
  return { service: form.split(':', 3)[2] ?? '', types: lowerNames(types), wild: false };
}
