import type { Rule } from '../rule.ts';
import { principalArnCondition } from './principals.ts';

/** A trust policy names whom it trusts. */
export const roleTrustPolicySyntaxErrorNotprincipal: Rule = {
  id: 'role-trust-policy-syntax-error-notprincipal',
  code: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'A trust policy has NotPrincipal',
  check: {
    statement(statement, ctx) {
      const field = statement.notPrincipal;
      if (field === undefined) return;
      ctx.report({
        at: field.key,
        path: field.path,
        message:
          'A trust policy cannot have "NotPrincipal"; name principals, and leave some of them out by a condition on "aws:PrincipalArn"',
        fixes: () =>
          statement.principal !== undefined
            ? []
            : principalArnCondition(statement, field, ctx, 'Turn into a condition on "aws:PrincipalArn"', [
                ...ctx.policy.write.rename(field.path, 'Principal'),
                ...ctx.policy.write.set(field.path, { AWS: '*' }),
              ]),
      });
    },
  },
};
