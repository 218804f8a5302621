import type { Rule } from '../rule.ts';
import { passRole } from './pass-role.ts';
import { checkReach } from './reach.ts';

/** `iam:PassRole` by a pattern such as `iam:*` on `*`. */
export const passRoleWithStarInActionAndResource: Rule = {
  id: 'pass-role-with-star-in-action-and-resource',
  code: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'A pattern allows iam:PassRole on every resource',
  check: {
    statement: (statement, ctx) => checkReach(passRole, 'pattern', 'star', statement, ctx),
  },
};
