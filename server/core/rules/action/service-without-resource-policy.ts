import type { NoResourcePolicy } from '../../catalog/resource-policies.ts';
import { covers } from '../../catalog/wildcard.ts';
import type { TextRange } from '../../text/range.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { arnPattern, mayBeEndpointPolicy } from './policy-kinds.ts';

/** A policy with principals for CloudWatch, which has none to put it on. */
export const serviceWithoutResourcePolicy: Rule = {
  id: 'service-without-resource-policy',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'A resource policy is written for a service that takes none',
  check: {
    document(policy, ctx) {
      // A consumer knows what it takes.
      if (ctx.use.by === 'consumer' || mayBeEndpointPolicy(ctx)) return;
      const none = ctx.catalog.resourcePolicies.none.find((each) => isMeant(each, ctx));
      if (none === undefined) return;
      const field = policy.statements.find(({ principal }) => principal !== undefined)?.principal;
      const at: TextRange = field?.key ?? { start: policy.range.start, end: policy.range.start + 1 };
      ctx.report({
        at,
        path: field?.path ?? [],
        message: `${none.name} ${CLAIMS[none.certainty === 'high' ? 'said' : 'inferred']}; ${none.instead}`,
      });
    },
  },
};

const CLAIMS = {
  said: 'takes no resource policy, so nothing can hold this document',
  inferred: 'has no resource policy in any document of AWS, so probably nothing can hold this one',
};

/** The ARNs are all of such resources, or without ARNs of interest the attachment names the service. */
function isMeant({ service, arns }: NoResourcePolicy, { policy, use }: RuleContext): boolean {
  if (arns === undefined) return use.attachedTo?.service === service;
  const resources = policy.statements.flatMap(({ resource }) => resource?.value.items ?? []);
  return (
    resources.length > 0 &&
    resources.every(({ text }) => {
      const arn = arnPattern(text);
      return arn !== undefined && arns.some((wide) => covers(wide, arn));
    })
  );
}
