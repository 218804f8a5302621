import type { Rule } from '../rule.ts';
import { createServiceLinkedRole } from './create-service-linked-role.ts';
import { checkReach } from './reach.ts';

/** `iam:CreateServiceLinkedRole` by its name with `NotResource`. */
export const createSlrWithNotResource: Rule = {
  id: 'create-slr-with-not-resource',
  code: 'CREATE_SLR_WITH_NOT_RESOURCE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'iam:CreateServiceLinkedRole is allowed on all resources but some',
  check: {
    statement: (statement, ctx) =>
      checkReach(createServiceLinkedRole, 'named', 'not-resource', statement, ctx),
  },
};
