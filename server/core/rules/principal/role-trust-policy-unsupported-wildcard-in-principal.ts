import type { Rule } from '../rule.ts';

/** `"Principal": "*"` in a trust policy. IAM takes everyone only as `{"AWS": "*"}`, and hardly anybody means that. */
export const roleTrustPolicyUnsupportedWildcardInPrincipal: Rule = {
  id: 'role-trust-policy-unsupported-wildcard-in-principal',
  code: 'ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'A trust policy does not take "*" as its principal',
  check: {
    principal({ entry, item, value, negated }, ctx) {
      if (entry !== undefined || negated || value !== '*') return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `A trust policy does not take "${value}" as its principal; name the accounts, roles or services that may assume the role`,
      });
    },
  },
};
