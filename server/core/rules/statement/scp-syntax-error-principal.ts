import { removePath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isEveryAwsPrincipal, isEveryone, principalArnCondition } from './principals.ts';

/** A service control policy speaks about everybody in the accounts it hangs on. */
export const scpSyntaxErrorPrincipal: Rule = {
  id: 'scp-syntax-error-principal',
  code: 'SCP_SYNTAX_ERROR_PRINCIPAL',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['scp'],
  summary: 'A statement of a service control policy has a Principal',
  check: {
    statement(statement, ctx) {
      const { principal, notPrincipal } = statement;
      for (const field of [principal, notPrincipal]) {
        if (field === undefined) continue;
        const harmless = field === principal && (isEveryone(field) || isEveryAwsPrincipal(field));
        ctx.report({
          at: field.key,
          path: field.path,
          message: `A service control policy has no "${field.name}", since it holds for everybody in its accounts; remove it, or use a condition on "aws:PrincipalArn"`,
          fixes: () => [
            ...principalArnCondition(
              statement,
              field,
              ctx,
              'Turn into a condition on "aws:PrincipalArn"',
              ctx.policy.write.remove(field.path),
            ),
            ...removePath(ctx, field.path, harmless ? 'safe' : 'review', `Remove "${field.name}"`),
          ],
        });
      }
    },
  },
};
