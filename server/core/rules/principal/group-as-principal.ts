import { arnPattern } from '../action/policy-kinds.ts';
import type { Rule } from '../rule.ts';
import { removePrincipal } from './remove.ts';

/** `arn:aws:iam::111122223333:group/Dev`: nobody signs in as a group, so none can be a principal. */
export const groupAsPrincipal: Rule = {
  id: 'group-as-principal',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource', 'trust', 'endpoint'],
  summary: 'A group of users cannot be a principal',
  check: {
    principal(element, ctx) {
      const { entry, item, value } = element;
      if (entry !== undefined && entry.kind !== 'AWS') return;
      const arn = arnPattern(item.text);
      if (arn === undefined || !/^arn:[^:]*:iam::[^:]*:group\//.test(arn)) return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `${value === undefined ? 'This' : `"${value}"`} is a group, which only holds users and never acts itself, so AWS refuses it; name the users or a role, or grant it by the group's own policy`,
        fixes: () => removePrincipal(element, ctx, 'Remove the group'),
      });
    },
  },
};
