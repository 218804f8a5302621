import { looksLikePlaceholder } from '../../policy/variables.ts';
import type { Rule } from '../rule.ts';
import { variablesIn } from './variable-places.ts';

/** `"DateLessThan": {"aws:CurrentTime": "${aws:TokenIssueTime}"}`: only String and Arn operators fill variables in. */
export const invalidVariableForOperator: Rule = {
  id: 'invalid-variable-for-operator',
  code: 'INVALID_VARIABLE_FOR_OPERATOR',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'Only String and Arn operators take policy variables',
  check: {
    condition({ parsed, operator, entry }, ctx) {
      if (parsed === undefined || parsed.family === 'String' || parsed.family === 'ARN') return;
      for (const item of entry.values.items) {
        const found = variablesIn(item).find(({ variable }) => variable.closed);
        if (found === undefined) continue;
        const foreign = looksLikePlaceholder(found.variable) && !found.variable.escape;
        ctx.report({
          at: found.at,
          path: item.path,
          ...(foreign ? { severity: 'warning' } : {}),
          message: `"${operator.name}" takes no policy variables, so "${found.spelling}" is compared as it stands; write the value itself`,
        });
      }
    },
  },
};
