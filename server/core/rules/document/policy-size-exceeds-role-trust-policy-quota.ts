import type { Rule } from '../rule.ts';
import { opening } from './absence.ts';
import { mayExceed, minifiedLength, spelled } from './size.ts';

/** Longer than a trust policy may be unless the account's quota was raised. */
export const policySizeExceedsRoleTrustPolicyQuota: Rule = {
  id: 'policy-size-exceeds-role-trust-policy-quota',
  code: 'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'The trust policy is longer than the default quota',
  check: {
    document(policy, ctx) {
      if (!mayExceed(policy, DEFAULT)) return;
      const length = minifiedLength(policy);
      if (length <= DEFAULT) return;
      ctx.report({
        at: opening(policy.range),
        path: [],
        message: `The trust policy has ${spelled(length)} characters without white space and the default quota is ${spelled(DEFAULT)}; shorten it or have the quota raised`,
      });
    },
  },
};

/** Characters, white space not counted. An account can have it raised. */
const DEFAULT = 2_048;
