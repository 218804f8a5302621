import { lacks, misspelt, opening } from '../document/absence.ts';
import { setPath } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** A statement that neither allows nor denies. */
export const missingEffect: Rule = {
  id: 'missing-effect',
  code: 'MISSING_EFFECT',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'A statement has no Effect',
  check: {
    statement(statement, ctx) {
      if (statement.effect !== undefined || ctx.policy.implied.effect !== undefined) return;
      if (!lacks(ctx.policy, statement)) return;
      ctx.report({
        at: opening(statement.range),
        path: statement.path,
        message: `The statement has no "Effect", so ${ctx.dialect.cloud} refuses the policy; add "Allow" or "Deny"`,
        fixes: () =>
          ['Allow', 'Deny'].flatMap((effect) =>
            setPath(ctx, [...statement.path, 'Effect'], effect, 'review', `Add "Effect": "${effect}"`),
          ),
        ...misspelt(statement, ['Effect']),
      });
    },
  },
};
