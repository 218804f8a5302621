import type { Rule } from '../rule.ts';
import { opening } from './absence.ts';
import { mayExceed, minifiedLength, spelled } from './size.ts';

/** Longer than the largest quota that an identity policy can have. */
export const policySizeExceedsIdentityPolicyQuota: Rule = {
  id: 'policy-size-exceeds-identity-policy-quota',
  code: 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'The policy is longer than IAM takes for an identity',
  check: {
    document(policy, ctx) {
      const least = ctx.kind === 'boundary' ? MANAGED : LARGEST_INLINE;
      if (!mayExceed(policy, least)) return;
      const length = minifiedLength(policy);
      if (length <= least) return;
      const [limit, owner] =
        length > LARGEST_INLINE
          ? [LARGEST_INLINE, 'the largest quota, that of inline policies of roles, is']
          : [MANAGED, 'the quota of managed policies, which boundaries are, is'];
      ctx.report({
        at: opening(policy.range),
        path: [],
        ...(length > LARGEST_INLINE ? {} : { severity: 'info' }),
        message: `The policy has ${spelled(length)} characters without white space and ${owner} ${spelled(limit)}; split it or shorten its lists`,
      });
    },
  },
};

/** Characters, white space not counted: the sum of all inline policies of a role. Access Analyzer knows no smaller limit. */
const LARGEST_INLINE = 10_240;

/** A managed policy and so every permissions boundary. */
const MANAGED = 6_144;
