import type { Rule } from '../rule.ts';
import { passRole } from './pass-role.ts';
import { checkReach } from './reach.ts';

/** `iam:PassRole` by its name with `NotResource`. */
export const passRoleWithNotResource: Rule = {
  id: 'pass-role-with-not-resource',
  code: 'PASS_ROLE_WITH_NOT_RESOURCE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'iam:PassRole is allowed on all resources but some',
  check: {
    statement: (statement, ctx) => checkReach(passRole, 'named', 'not-resource', statement, ctx),
  },
};
