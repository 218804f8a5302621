import { policyKinds } from '../action/policy-kinds.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { opening } from './absence.ts';
import { checkWrittenSize, mayExceed, minifiedLength, spelled } from './size.ts';

/** Longer than the resource's service takes. Only for resource types whose quota is known. */
export const policySizeExceedsResourcePolicyQuota: Rule = {
  id: 'policy-size-exceeds-resource-policy-quota',
  code: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['resource', 'endpoint'],
  summary: 'The resource policy is longer than the service of its resource takes',
  check: {
    document(policy, ctx) {
      // No quota that is certain is lower.
      if (!mayExceed(policy, LOWEST)) return;
      const quota = ctx.kind === 'endpoint' ? ENDPOINT : quotaOf(ctx);
      if (quota === undefined) return;
      checkWrittenSize(policy, ctx, quota.limit, quota.what, 'merge statements or shorten their lists');
      const length = quota.documented === undefined ? 0 : minifiedLength(policy);
      if (quota.documented === undefined || length <= quota.documented || length > quota.limit) return;
      ctx.report({
        at: opening(policy.range),
        path: [],
        severity: 'info',
        message: `The policy has ${spelled(length)} characters without white space; the service now takes ${spelled(quota.limit)} in ${quota.what}, and its guide still names ${spelled(quota.documented)}`,
      });
    },
  },
};

interface Quota {
  /** Characters, white space included. */
  readonly limit: number;
  readonly what: string;
  readonly documented?: number;
}

/** The largest of those kinds that the policy can be, when all are certain. */
function quotaOf(ctx: RuleContext): Quota | undefined {
  let largest: Quota | undefined;
  for (const { name, size } of policyKinds(ctx)) {
    if (size === undefined || size.certainty !== 'high') return undefined;
    if (largest === undefined || size.limit > largest.limit) largest = { ...size, what: name };
  }
  return largest;
}

const LOWEST = 2_000;

const ENDPOINT: Quota = { limit: 20_480, what: 'the policy of a VPC endpoint' };
