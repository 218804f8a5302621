import { removePath } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** A trust policy is about its role and nothing else. */
export const roleTrustPolicySyntaxErrorResource: Rule = {
  id: 'role-trust-policy-syntax-error-resource',
  code: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE',
  severity: 'error',
  dialects: ['aws', 'ram'],
  kinds: ['trust'],
  summary: 'A trust policy has Resource or NotResource',
  check: {
    statement({ resource, notResource }, ctx) {
      for (const field of [resource, notResource]) {
        if (field === undefined) continue;
        const { raw } = field;
        const empty = raw.type === 'list' && raw.items.length === 0 && raw.open.length === 0;
        if (empty && ctx.policy.implied.emptyLists === 'left out') continue;
        ctx.report({
          at: field.key,
          path: field.path,
          message: `A trust policy has no "${field.name}", since it is about its role only; remove it`,
          fixes: () =>
            removePath(ctx, field.path, field === resource ? 'safe' : 'review', `Remove "${field.name}"`),
        });
      }
    },
  },
};
