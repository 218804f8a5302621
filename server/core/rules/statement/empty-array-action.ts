import type { Rule } from '../rule.ts';
import { checkEmptyList } from './empty.ts';

/** `"Action": []`. */
export const emptyArrayAction: Rule = {
  id: 'empty-array-action',
  code: 'EMPTY_ARRAY_ACTION',
  severity: 'info',
  dialects: ['aws', 'ram'],
  summary: 'Action or NotAction is an empty list',
  check: {
    statement(statement, ctx) {
      checkEmptyList(statement, statement.action, ctx, 'actions');
      checkEmptyList(statement, statement.notAction, ctx, 'actions');
    },
  },
};
