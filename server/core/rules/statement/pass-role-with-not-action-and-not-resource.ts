import type { Rule } from '../rule.ts';
import { passRole } from './pass-role.ts';
import { checkReach } from './reach.ts';

/** `iam:PassRole` by a `NotAction` that does not leave it out with `NotResource`. */
export const passRoleWithNotActionAndNotResource: Rule = {
  id: 'pass-role-with-not-action-and-not-resource',
  code: 'PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'NotAction leaves iam:PassRole allowed on all resources but some',
  check: {
    statement: (statement, ctx) => checkReach(passRole, 'not-action', 'not-resource', statement, ctx),
  },
};
