import type { Catalog } from '../../catalog/catalog.ts';
import type { Source } from '../../text/source.ts';
import { systemPolicyAt } from '../system-policy-place.ts';
import type { CompletionItem, CompletionList } from './list.ts';

/** Names of Alibaba Cloud's system policies, where Terraform attaches one. */
export function completeSystemPolicy(
  catalog: Catalog,
  source: Source,
  offset: number,
): CompletionList | undefined {
  const place = systemPolicyAt(source, offset);
  if (place === undefined) return undefined;
  const items = catalog.of('ram').managedPolicies.map(
    ({ name, risk, summary = '' }): CompletionItem => ({
      label: name,
      kind: 'policy',
      detail: risk === 'high' ? 'high risk' : summary,
      newText: name,
      sortText: `${risk === 'high' ? '1' : '0'}${name}`,
    }),
  );
  return { range: place.range, items, incomplete: false, topic: 'ram policy' };
}
