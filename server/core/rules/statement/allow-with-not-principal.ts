import { renameKey, setPath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { effectOf } from './effect.ts';

/** Everybody but a few, which lets in the whole world. */
export const allowWithNotPrincipal: Rule = {
  id: 'allow-with-not-principal',
  code: 'ALLOW_WITH_NOT_PRINCIPAL',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'An allow with NotPrincipal lets everybody else in',
  check: {
    statement(statement, ctx) {
      const { notPrincipal, principal, effect } = statement;
      if (notPrincipal === undefined || effectOf(statement, ctx.policy) !== 'Allow') return;
      ctx.report({
        at: notPrincipal.key,
        path: notPrincipal.path,
        message:
          'An allow with "NotPrincipal" lets in everybody else, callers without credentials included; name whom to allow in "Principal"',
        fixes: () => [
          ...(principal === undefined
            ? renameKey(
                ctx,
                notPrincipal.path,
                'Principal',
                'review',
                'Allow just these: rename to "Principal"',
              )
            : []),
          ...(effect === undefined
            ? []
            : setPath(ctx, effect.path, 'Deny', 'review', 'Deny everybody else: set "Effect" to "Deny"')),
        ],
      });
    },
  },
};
