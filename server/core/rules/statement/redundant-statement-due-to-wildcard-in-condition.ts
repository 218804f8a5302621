import type { Rule } from '../rule.ts';
import { removeStatement } from './empty.ts';

/** `ForAnyValue:StringNotLike` with `*`: no value is unlike everything, so the statement never applies. */
export const redundantStatementDueToWildcardInCondition: Rule = {
  id: 'redundant-statement-due-to-wildcard-in-condition',
  code: 'REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION',
  severity: 'info',
  dialects: ['aws'],
  summary: 'A condition can never be met, so its statement does nothing',
  check: {
    condition({ statement, operator, parsed, entry }, ctx) {
      if (parsed?.qualifier !== 'ForAnyValue' || parsed.base !== 'StringNotLike' || parsed.ifExists) return;
      const star = entry.values.items.find(({ text }) => text.value === '*');
      if (star === undefined) return;
      ctx.report({
        at: star.text.range,
        path: star.path,
        message: `No value of "${entry.name}" is unlike "*", so ${operator.name} is never met and the statement does nothing; correct the value or remove the statement`,
        fixes: () => removeStatement(statement, ctx),
      });
    },
  },
};
