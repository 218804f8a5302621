import type { Catalog } from '../../catalog/catalog.ts';
import type { PolicyUse } from '../../policy/use.ts';

/**
 * Actions that policies of a kind are mostly or only about, in the order in which people need them. Empty where AWS names
 * none, or where it is not known what the policy sits on.
 */
export function resourcePolicyActions(
  { kind, attachedTo }: PolicyUse,
  catalog: Catalog,
): ReadonlySet<string> {
  const attachment = kind === 'trust' ? ROLE : attachedTo;
  if (attachment === undefined || (kind !== 'trust' && kind !== 'resource')) return NONE;
  const kinds = catalog.resourcePolicies.of(attachment).filter((each) => (each.kind ?? 'resource') === kind);
  return new Set([
    ...kinds.flatMap(({ actions = [] }) => actions),
    ...kinds.flatMap(({ moreActions = [] }) => moreActions),
  ]);
}

const ROLE = { service: 'iam', resourceType: 'role' };

const NONE: ReadonlySet<string> = new Set();
