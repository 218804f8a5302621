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
  const services = new Set<string>();
  const types = new Set<string>();
  let wild = false;
  for (const { text } of list.items) {
    const known = readText(text, ctx);
    if (known === undefined || known.types.length === 0) return undefined;
    services.add(known.service);
    if (known.wild) wild = true;
    for (const name of known.types) types.add(name);
  }
  return { service: services.size === 1 ? [...services][0] : undefined, types, wild };
}

interface KnownText {
  readonly service: string;
  /** The names of the types that it can mean, in lower case. */
  readonly types: readonly string[];
  readonly wild: boolean;
}

function readText(text: Text, ctx: RuleContext): KnownText | undefined {
  return text.value === undefined ? readReference(text, ctx) : knownText(text.value, ctx.catalog);
}

const knownText = memoizedPer(10_000, (value, catalog: Catalog): KnownText | undefined => {
  const parts = wholeParts(value);
  const service = parts?.[SERVICE]?.text ?? '';
  const resource = parts?.[RESOURCE]?.text ?? '';
  if (parts === undefined || !/^[a-z0-9-]+$/.test(service) || /^[*?]|^$/.test(resource)) return undefined;
  return { service, types: lowerNames(catalog.resourceTypesOf(value)), wild: hasWildcard(resource) };
});

function lowerNames(types: readonly ResourceType[]): readonly string[] {
  return [...new Set(types.map(({ name }) => name.toLowerCase()))];
}

/** `aws_prometheus_workspace.main.arn` alone: the attribute holds the ARN of one type. */
function readReference({ pieces }: Text, ctx: RuleContext): KnownText | undefined {
  const [piece, ...more] = pieces;
  if (piece?.kind !== 'hole' || more.length > 0 || piece.reference?.attribute === undefined) return undefined;
  const { target, attribute } = piece.reference;
  const [form, ...others] = ctx.catalog.terraform.arns(target.slice(0, target.lastIndexOf('.')), attribute);
  if (form === undefined || others.length > 0) return undefined;
  const types = ctx.catalog.resourceTypesOf(form).filter(({ arns }) => arns.includes(form));
  return { service: form.split(':', 3)[2] ?? '', types: lowerNames(types), wild: false };
}
