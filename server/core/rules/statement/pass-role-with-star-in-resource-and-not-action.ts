import type { Rule } from '../rule.ts';
import { passRole } from './pass-role.ts';
import { checkReach } from './reach.ts';

/** `iam:PassRole` by a `NotAction` that does not leave it out on `*`. */
export const passRoleWithStarInResourceAndNotAction: Rule = {
  id: 'pass-role-with-star-in-resource-and-not-action',
  code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'NotAction leaves iam:PassRole allowed on every resource',
  check: {
    statement: (statement, ctx) => checkReach(passRole, 'not-action', 'star', statement, ctx),
  },
};
