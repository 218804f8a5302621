import type { Rule } from '../rule.ts';
import { checkEmptyList } from './empty.ts';

/** `"Resource": []`. */
export const emptyArrayResource: Rule = {
  id: 'empty-array-resource',
  code: 'EMPTY_ARRAY_RESOURCE',
  severity: 'info',
  dialects: ['aws', 'ram'],
  kinds: ['identity', 'boundary', 'session', 'resource', 'endpoint', 'scp', 'rcp'],
  summary: 'Resource or NotResource is an empty list',
  check: {
    statement(statement, ctx) {
      checkEmptyList(statement, statement.resource, ctx, 'ARNs');
      checkEmptyList(statement, statement.notResource, ctx, 'ARNs');
    },
  },
};
