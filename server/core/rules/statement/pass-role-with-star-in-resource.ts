import type { Rule } from '../rule.ts';
import { passRole } from './pass-role.ts';
import { checkReach } from './reach.ts';

/** `iam:PassRole` by its name on `*`. */
export const passRoleWithStarInResource: Rule = {
  id: 'pass-role-with-star-in-resource',
  code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'iam:PassRole is allowed on every resource',
  check: {
    statement: (statement, ctx) => checkReach(passRole, 'named', 'star', statement, ctx),
  },
};
