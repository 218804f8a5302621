import type { ResourcePolicyKind } from '../core/catalog/resource-policies.ts';
import { type ResourcePoliciesTable, tableFormat } from '../core/catalog/tables.ts';
import { readJson } from './sources.ts';

/** The hand-kept file in `folder`, without what is no IAM document. Throws where a list is closed and empty. */
export function compileResourcePolicies(folder: string): ResourcePoliciesTable {
  const { policies, none } = readJson<Facts>(folder, 'resource-policies.json');
  const kinds = policies.filter(({ document }) => document !== false);
  for (const { name, otherActions, actions } of kinds) {
    if (otherActions !== undefined && (actions ?? []).length === 0)
      throw new Error(`No actions are listed for ${name}`);
  }
  return { format: tableFormat, kinds, none };
}

interface Facts {
  readonly policies: readonly (ResourcePolicyKind & { readonly document?: false })[];
  readonly none: ResourcePoliciesTable['none'];
}
