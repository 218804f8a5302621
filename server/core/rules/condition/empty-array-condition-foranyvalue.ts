import { removePath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { checkEmptyList } from './empty-lists.ts';

/** `"ForAnyValue:StringEquals": {"aws:TagKeys": []}`: never met. */
export const emptyArrayConditionForanyvalue: Rule = {
  id: 'empty-array-condition-foranyvalue',
  code: 'EMPTY_ARRAY_CONDITION_FORANYVALUE',
  severity: 'info',
  dialects: ['aws'],
  textual: true,
  summary: 'ForAnyValue with an empty list is never met',
  check: checkEmptyList(
    'ForAnyValue',
    ({ operator, entry, parsed }) =>
      parsed?.negated === true
        ? `"${operator.name}" with an empty list is met as soon as a request has "${entry.name}"; add values`
        : `"${operator.name}" with an empty list is never met, so the statement never counts; add values for "${entry.name}" or delete the statement`,
    ({ statement, parsed }, ctx) =>
      parsed?.negated === false && ctx.policy.statements.length > 1
        ? removePath(ctx, statement.path, 'review', 'Delete the statement')
        : [],
  ),
};
