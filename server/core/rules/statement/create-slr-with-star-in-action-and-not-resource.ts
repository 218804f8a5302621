import type { Rule } from '../rule.ts';
import { createServiceLinkedRole } from './create-service-linked-role.ts';
import { checkReach } from './reach.ts';

/** `iam:CreateServiceLinkedRole` by a pattern such as `iam:*` with `NotResource`. */
export const createSlrWithStarInActionAndNotResource: Rule = {
  id: 'create-slr-with-star-in-action-and-not-resource',
  code: 'CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'A pattern allows iam:CreateServiceLinkedRole on all resources but some',
  check: {
    statement: (statement, ctx) =>
      checkReach(createServiceLinkedRole, 'pattern', 'not-resource', statement, ctx),
  },
};
