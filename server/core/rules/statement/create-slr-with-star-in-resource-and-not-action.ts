import type { Rule } from '../rule.ts';
import { createServiceLinkedRole } from './create-service-linked-role.ts';
import { checkReach } from './reach.ts';

/** `iam:CreateServiceLinkedRole` by a `NotAction` that does not leave it out on `*`. */
export const createSlrWithStarInResourceAndNotAction: Rule = {
  id: 'create-slr-with-star-in-resource-and-not-action',
  code: 'CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'NotAction leaves iam:CreateServiceLinkedRole allowed on every resource',
  check: {
    statement: (statement, ctx) => checkReach(createServiceLinkedRole, 'not-action', 'star', statement, ctx),
  },
};
