import { policyKinds } from '../action/policy-kinds.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { fenceFixes, isOtherFence, isSourceKey, serviceGrant } from './confused-deputy.ts';

/** A service is let in for whoever makes it call: the confused deputy. */
export const restrictAccessToServicePrincipal: Rule = {
  id: 'restrict-access-to-service-principal',
  code: 'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'A service principal is allowed without a condition on the source',
  check: {
    statement(statement, ctx) {
      const grant = serviceGrant(statement, ctx);
      if (grant === undefined) return;
      const { services, tests } = grant;
      if (tests.some(({ key }) => isSourceKey(key) || isOtherFence(key) || key === 'aws:referer')) return;
      const [first, ...others] = services.filter(({ text }) => !WITHOUT_SOURCE.has(text.value ?? ''));
      if (first === undefined) return;
      // No document says that Grafana sends source keys with its queries; the provider's own example has no condition.
      ctx.report({
        at: first.text.range,
        path: first.path,
        ...(isWorkspacePolicy(ctx) ? { severity: 'info' } : {}),
        message: `"${first.text.value}" may act here for any account that makes it call; add a condition on "aws:SourceArn" or "aws:SourceAccount"`,
        related: others.map(({ text, path }) => ({ at: text.range, path, message: 'This service as well' })),
        fixes: () => fenceFixes(statement, ctx),
      });
    },
  },
};

/** Of AMP, by what it sits on or by its ARNs. */
function isWorkspacePolicy(ctx: RuleContext): boolean {
  const kinds = policyKinds(ctx);
  return kinds.length > 0 && kinds.every(({ service }) => service === 'aps');
}

/** Services that write logs and send no source keys. */
const WITHOUT_SOURCE: ReadonlySet<string> = new Set([
  'logdelivery.elasticloadbalancing.amazonaws.com',
  'logdelivery.elb.amazonaws.com',
]);
