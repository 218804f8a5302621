import type { Rule } from '../rule.ts';
import { passRole } from './pass-role.ts';
import { checkReach } from './reach.ts';

/** `iam:PassRole` by a pattern such as `iam:*` with `NotResource`. */
export const passRoleWithStarInActionAndNotResource: Rule = {
  id: 'pass-role-with-star-in-action-and-not-resource',
  code: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'A pattern allows iam:PassRole on all resources but some',
  check: {
    statement: (statement, ctx) => checkReach(passRole, 'pattern', 'not-resource', statement, ctx),
  },
};
