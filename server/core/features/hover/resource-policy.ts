import type { Catalog } from '../../catalog/catalog.ts';
import type { ResourcePolicyKind } from '../../catalog/resource-policies.ts';
import type { PolicyUse } from '../../policy/use.ts';
import { escapeText } from '../markdown.ts';

/** What the policy of a kind of resource takes, as far as one kind is known. Undefined for all other policies. */
export function describePolicyKind(use: PolicyUse, catalog: Catalog): string | undefined {
  if (use.kind !== 'resource' || use.attachedTo === undefined) return undefined;
  const kinds = catalog.resourcePolicies.of(use.attachedTo).filter(({ kind }) => kind === undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.some(({ name }) => name !== kind.name)) return undefined;
  const facts = [actions(kind), principals(kind), resource(kind), size(kind)].filter(
    (each) => each !== undefined,
  );
  const doubt = kind.certainty === 'high' ? '' : ' AWS’s documents say so only in part.';
  const name = escapeText(kind.name);
  return facts.length === 0 ? undefined : `In ${name} ${facts.join('; ')}.${doubt}`;
}

const OTHERS: Readonly<Record<NonNullable<ResourcePolicyKind['otherActions']>, string>> = {
  refused: 'only these actions are accepted',
  ignored: 'only these actions count',
  unlisted: 'AWS’s documents name these actions',
};

function actions({ actions = [], otherActions }: ResourcePolicyKind): string | undefined {
  if (otherActions === undefined || actions.length === 0) return undefined;
  const shown = actions.slice(0, 8).map((name) => `\`${name}\``);
  const more = actions.length - shown.length;
  return `${OTHERS[otherActions]}: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function principals({ principals: taken, onlyServices, ownAccount }: ResourcePolicyKind): string | undefined {
  if (onlyServices !== undefined) return `the principal is \`${onlyServices.join('`, `')}\``;
  if (ownAccount === true) return 'principals are of the own account';
  if (taken === undefined || taken.length !== 1) return undefined;
  return taken[0] === 'Service'
    ? 'only AWS services are principals'
    : 'accounts, users and roles are principals';
}

const RESOURCES: Readonly<Record<NonNullable<ResourcePolicyKind['resource']>, string | undefined>> = {
  own: '`Resource` is the ARN of the resource itself',
  'own-and-below': '`Resource` is the ARN of the resource, or of what is in it',
  star: '`Resource` is `*`, the resource that the policy sits on',
  absent: 'there is no `Resource`',
  any: undefined,
};

function resource(kind: ResourcePolicyKind): string | undefined {
  return kind.resource === undefined ? undefined : RESOURCES[kind.resource];
}

function size({ size: limit }: ResourcePolicyKind): string | undefined {
  if (limit === undefined || limit.certainty !== 'high') return undefined;
  return `it has at most ${limit.limit.toLocaleString('en-US')} characters`;
}
