import type { Action, Catalog } from '../../catalog/catalog.ts';
import type { ValueKind } from '../../catalog/terraform.ts';
import { code, escapeText, list, paragraphs } from '../markdown.ts';
import { usage } from './arn.ts';

/**
 * A reference in a policy, `aws_sqs_queue.q` + `arn`: what ARNs it holds, of which types, and which of the statement's
 * actions take them. Undefined where nothing is known of the attribute.
 */
export function describeReference(
  catalog: Catalog,
  target: string,
  attribute: string,
  actions: readonly Action[],
): string | undefined {
  const type = typeOf(target);
  const { terraform } = catalog;
  const arns = terraform.arns(type, attribute);
  const [usual] = arns;
  if (usual !== undefined) {
    const types = arns.flatMap((arn) => catalog.resourceTypesOf(arn).slice(0, 1));
    const names = [...new Set(types.map((one) => `${escapeText(one.name)} (${escapeText(one.service)})`))];
    return paragraphs([
      `**${code(`${target}.${attribute}`)}** · an ARN of the form`,
      list(arns.map(code)),
      names.length === 0 ? undefined : `Resource type: ${names.join(', ')}`,
      usage(types, actions),
    ]);
  }
  const shape = terraform.valueShape(type, attribute);
  if (shape === undefined) return undefined;
  const note = shape.note === undefined ? undefined : `${escapeText(shape.note)}.`;
  return paragraphs([`**${code(`${target}.${attribute}`)}** · ${VALUES[shape.kind]}`, note]);
}

/** `aws_sqs_queue`, `data.aws_caller_identity`. */
function typeOf(target: string): string {
  return target.slice(0, Math.max(0, target.lastIndexOf('.')));
}

const VALUES: Readonly<Record<ValueKind, string>> = {
  'account-id': 'an account ID, twelve digits',
  'account-uid': 'an account ID',
  'canonical-user-id': 'a canonical user ID',
  'dns-suffix': 'the domain of service names in the partition',
  id: 'an ID, not an ARN',
  'invocation-arn': 'an ARN for integrations, not for policies',
  name: 'a name, not an ARN',
  'oidc-url': 'the address of an identity provider',
  'organization-id': 'an organization’s ID',
  'organizational-unit-id': 'an organizational unit’s ID',
  partition: 'a partition, `aws` in most Regions',
  'principal-arn': 'the ARN of a principal',
  region: 'a Region',
  'resource-id': 'an ID that stands in ARNs',
  'service-principal': 'a service principal',
  'unique-id': 'the unique ID of a principal',
  url: 'an address, not an ARN',
};
