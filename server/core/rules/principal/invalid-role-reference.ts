import type { Rule } from '../rule.ts';
import { removePrincipal } from './remove.ts';
import { isUniqueId } from './values.ts';

/** `"AWS": "AROA…"`: what IAM shows in place of a role that was deleted. */
export const invalidRoleReference: Rule = {
  id: 'invalid-role-reference',
  code: 'INVALID_ROLE_REFERENCE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['resource', 'trust', 'endpoint'],
  summary: 'A role is named by its unique ID',
  check: {
    principal(element, ctx) {
      const { entry, item, value } = element;
      if (entry?.kind !== 'AWS' || value === undefined || !isUniqueId(value, 'AROA')) return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `"${value}" is the unique ID of a role, which IAM shows once the role is deleted; name an existing role by its ARN or delete the entry`,
        fixes: () => removePrincipal(element, ctx, 'Remove the ID of the deleted role'),
      });
    },
  },
};
