import { parseArn } from '../../catalog/arn.ts';
import type { Item } from '../../policy/model.ts';
import { removePath } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** A role and one of its sessions side by side: the role includes all its sessions. */
export const redundantPrincipalInRoleTrustPolicy: Rule = {
  id: 'redundant-principal-in-role-trust-policy',
  code: 'REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'A role session stands next to its role',
  tags: ['unnecessary'],
  check: {
    statement({ principal }, ctx) {
      for (const { kind, values } of principal?.value.entries ?? []) {
        if (kind !== 'AWS' || values.items.length < 2) continue;
        const roles = new Map<string, Item>();
        for (const item of values.items) {
          const role = roleOf(item);
          if (role !== undefined && !roles.has(role)) roles.set(role, item);
        }
        if (roles.size === 0) continue;
        for (const item of values.items) {
          const role = roles.get(roleOfSession(item) ?? '');
          if (role === undefined) continue;
          ctx.report({
            at: item.text.range,
            path: item.path,
            message: `"${item.text.value ?? ''}" is a session of "${role.text.value ?? ''}", which includes all its sessions; delete the session`,
            related: [{ at: role.text.range, path: role.path, message: 'The role' }],
            fixes: () => removePath(ctx, item.path, 'safe', 'Delete the session'),
          });
        }
      }
    },
  },
};

/** Partition, account and name: a session's ARN leaves the path of the role out. */
function roleOf({ text }: Item): string | undefined {
  const arn = parseArn(text.value ?? '');
  if (arn?.service.text !== 'iam' || !arn.resource.text.startsWith('role/')) return undefined;
  const name = arn.resource.text.slice(arn.resource.text.lastIndexOf('/') + 1);
  return `${arn.partition.text}:${arn.account.text}:${name}`;
}

/** Some write the service of the session as `iam` instead of `sts`. */
function roleOfSession({ text }: Item): string | undefined {
  const arn = parseArn(text.value ?? '');
  const match = /^assumed-role\/([^/]+)\/[^/]+$/.exec(arn?.resource.text ?? '');
  if (arn === undefined || match === null) return undefined;
  return `${arn.partition.text}:${arn.account.text}:${match[1] ?? ''}`;
}
