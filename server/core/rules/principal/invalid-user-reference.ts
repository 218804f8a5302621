import type { Rule } from '../rule.ts';
import { removePrincipal } from './remove.ts';
import { isUniqueId } from './values.ts';

/** `"AWS": "AIDA…"`: what IAM shows in place of a user that was deleted. */
export const invalidUserReference: Rule = {
  id: 'invalid-user-reference',
  code: 'INVALID_USER_REFERENCE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['resource', 'trust', 'endpoint'],
  summary: 'A user is named by its unique ID',
  check: {
    principal(element, ctx) {
      const { entry, item, value } = element;
      if (entry?.kind !== 'AWS' || value === undefined || !isUniqueId(value, 'AIDA')) return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `"${value}" is the unique ID of a user, which IAM shows once the user is deleted; name an existing user by its ARN or delete the entry`,
        fixes: () => removePrincipal(element, ctx, 'Remove the ID of the deleted user'),
      });
    },
  },
};
