import type { Rule } from '../rule.ts';
import { createServiceLinkedRole } from './create-service-linked-role.ts';
import { checkReach } from './reach.ts';

/** `iam:CreateServiceLinkedRole` by its name on `*`. */
export const createSlrWithStarInResource: Rule = {
  id: 'create-slr-with-star-in-resource',
  code: 'CREATE_SLR_WITH_STAR_IN_RESOURCE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'iam:CreateServiceLinkedRole is allowed on every resource',
  check: {
    statement: (statement, ctx) => checkReach(createServiceLinkedRole, 'named', 'star', statement, ctx),
  },
};
