import type { Rule } from '../rule.ts';
import { createServiceLinkedRole } from './create-service-linked-role.ts';
import { checkReach } from './reach.ts';

/** `iam:CreateServiceLinkedRole` by a `NotAction` that does not leave it out with `NotResource`. */
export const createSlrWithNotActionAndNotResource: Rule = {
  id: 'create-slr-with-not-action-and-not-resource',
  code: 'CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'NotAction leaves iam:CreateServiceLinkedRole allowed on all resources but some',
  check: {
    statement: (statement, ctx) =>
      checkReach(createServiceLinkedRole, 'not-action', 'not-resource', statement, ctx),
  },
};
