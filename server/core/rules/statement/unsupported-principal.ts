import { removePath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isEveryAwsPrincipal, isEveryone } from './principals.ts';

/** An identity policy acts for whoever it is attached to and cannot name anybody. */
export const unsupportedPrincipal: Rule = {
  id: 'unsupported-principal',
  code: 'UNSUPPORTED_PRINCIPAL',
  severity: 'error',
  dialects: ['aws', 'ram'],
  kinds: ['identity', 'boundary', 'session'],
  summary: 'A statement of an identity policy has a Principal',
  check: {
    statement({ principal, notPrincipal }, ctx) {
      for (const field of [principal, notPrincipal]) {
        if (field === undefined) continue;
        const harmless = field === principal && (isEveryone(field) || isEveryAwsPrincipal(field));
        ctx.report({
          at: field.key,
          path: field.path,
          message: `An identity policy has no "${field.name}", since it acts for whoever it is attached to; remove it, or put the policy on the resource`,
          fixes: () => removePath(ctx, field.path, harmless ? 'safe' : 'review', `Remove "${field.name}"`),
        });
      }
    },
  },
};
