import { lacks, misspelt, opening } from '../document/absence.ts';
import { setPath } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** A statement that names no actions, not even by `NotAction`. */
export const missingAction: Rule = {
  id: 'missing-action',
  code: 'MISSING_ACTION',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'A statement has neither Action nor NotAction',
  check: {
    statement(statement, ctx) {
      if (statement.action !== undefined || statement.notAction !== undefined) return;
      if (!lacks(ctx.policy, statement)) return;
      ctx.report({
        at: opening(statement.range),
        path: statement.path,
        message: `The statement has neither "Action" nor "NotAction", so ${ctx.dialect.cloud} refuses the policy; add one`,
        fixes: () =>
          setPath(ctx, [...statement.path, 'Action'], [], 'review', 'Add an "Action" list to fill in'),
        ...misspelt(statement, ['Action', 'NotAction']),
      });
    },
  },
};
