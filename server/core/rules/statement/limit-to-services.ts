import type { Statement } from '../../policy/model.ts';
import { setPath } from '../fixes.ts';
import type { Fix, RuleContext } from '../rule.ts';
import { hasOnlyAction, testsOf } from './reach.ts';

/** A condition on one service, for each of the first services whose actions the policy speaks of. */
export function limitToServices(
  statement: Statement,
  key: string,
  titleOf: (service: string) => string,
  ctx: RuleContext,
): readonly Fix[] {
  if (!hasOnlyAction(statement) || testsOf(statement, key.toLowerCase(), ctx).length > 0) return [];
  const known = new Set(ctx.catalog.servicePrincipals);
  const services = new Set<string>();
  for (const { action } of ctx.policy.statements) {
    for (const { text } of action?.value.items ?? []) {
      const principal = `${(text.value ?? '').split(':')[0]?.toLowerCase()}.amazonaws.com`;
      if (known.has(principal) && !principal.startsWith('iam.')) services.add(principal);
    }
  }
  return [...services]
    .sort()
    .slice(0, MOST)
    .flatMap((service) =>
      setPath(
        ctx,
        [...statement.path, 'Condition', 'StringEquals', key],
        service,
        'review',
        titleOf(service),
      ),
    );
}

const MOST = 3;
