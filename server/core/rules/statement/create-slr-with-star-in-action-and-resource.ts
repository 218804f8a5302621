import type { Rule } from '../rule.ts';
import { createServiceLinkedRole } from './create-service-linked-role.ts';
import { checkReach } from './reach.ts';

/** `iam:CreateServiceLinkedRole` by a pattern such as `iam:*` on `*`. */
export const createSlrWithStarInActionAndResource: Rule = {
  id: 'create-slr-with-star-in-action-and-resource',
  code: 'CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'A pattern allows iam:CreateServiceLinkedRole on every resource',
  check: {
    statement: (statement, ctx) => checkReach(createServiceLinkedRole, 'pattern', 'star', statement, ctx),
  },
};
