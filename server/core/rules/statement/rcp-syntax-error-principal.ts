import { setPath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isEveryAwsPrincipal, isEveryone, principalArnCondition } from './principals.ts';

/** A resource control policy is about everybody; conditions say about whom in particular. */
export const rcpSyntaxErrorPrincipal: Rule = {
  id: 'rcp-syntax-error-principal',
  code: 'RCP_SYNTAX_ERROR_PRINCIPAL',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['rcp'],
  summary: 'The principal of a resource control policy is not "*"',
  check: {
    statement(statement, ctx) {
      const { principal, notPrincipal } = statement;
      if (notPrincipal !== undefined) {
        ctx.report({
          at: notPrincipal.key,
          path: notPrincipal.path,
          message:
            'A resource control policy cannot have "NotPrincipal"; write "Principal": "*" and a condition on "aws:PrincipalArn"',
          fixes: () =>
            principal !== undefined
              ? []
              : principalArnCondition(
                  statement,
                  notPrincipal,
                  ctx,
                  'Turn into a condition on "aws:PrincipalArn"',
                  [
                    ...ctx.policy.write.rename(notPrincipal.path, 'Principal'),
                    ...ctx.policy.write.set(notPrincipal.path, '*'),
                  ],
                ),
        });
      }
      if (principal === undefined || principal.mistyped.length > 0 || isEveryone(principal)) return;
      const { bare, entries, open } = principal.value;
      if (bare !== undefined ? bare.text.value === undefined : entries.length === 0 && open.length > 0)
        return;
      const sameMeaning = isEveryAwsPrincipal(principal);
      ctx.report({
        at: principal.value.range,
        path: principal.path,
        ...(sameMeaning ? { severity: 'warning' } : {}),
        message:
          'A resource control policy has the principal "*" and no other; say who is meant by a condition on "aws:PrincipalArn"',
        fixes: () => [
          ...principalArnCondition(
            statement,
            principal,
            ctx,
            'Turn into a condition on "aws:PrincipalArn"',
            ctx.policy.write.set(principal.path, '*'),
          ),
          ...setPath(ctx, principal.path, '*', sameMeaning ? 'safe' : 'review', 'Replace by "*"'),
        ],
      });
    },
  },
};
