import type { ModuleRule } from './module-rule.ts';
import { ramAttachments } from './ram-attachments.ts';
import { report } from './wiring.ts';

/** `AliyunServiceRolePolicyFor…` for a user: such policies are made for the roles that services work with. */
export const serviceRolePolicy: ModuleRule = {
  id: 'service-role-policy',
  severity: 'info',
  dialects: ['ram'],
  summary: 'A policy of a service role is attached to a user or group',
  check: {},
  *checkFile(file, ctx) {
    for (const { file: where, at, policy, isSystem, holderKind } of ramAttachments(ctx)) {
      if (where !== file || policy === undefined || !isSystem || !PEOPLE.has(holderKind)) continue;
      if (!/RolePolicy/.test(policy)) continue;
      yield report(
        at,
        `"${policy}" is made for a role that a service works with, not for a ${holderKind}; attach a policy for people instead`,
      );
    }
  },
};

const PEOPLE: ReadonlySet<string> = new Set(['user', 'group']);
