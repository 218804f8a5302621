import { distance } from '../document/spelling.ts';
import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** `"Effect": "allow"`: the two values are compared with their case. */
export const invalidEffect: Rule = {
  id: 'invalid-effect',
  code: 'INVALID_EFFECT',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'Effect is neither Allow nor Deny',
  check: {
    statement({ effect }, ctx) {
      const text = effect?.value;
      const value = text?.value;
      if (effect === undefined || text === undefined || value === undefined) return;
      if (value === 'Allow' || value === 'Deny') return;
      const same = EFFECTS.find((name) => name.toLowerCase() === value.trim().toLowerCase());
      ctx.report({
        at: text.range,
        path: effect.path,
        message:
          same === undefined
            ? `"${value}" is no effect; write "Allow" or "Deny"`
            : `"${value}" is no effect, since ${ctx.dialect.cloud} compares it letter by letter; write "${same}"`,
        fixes: () =>
          same !== undefined
            ? replaceText(ctx, text, same, 'safe')
            : [...EFFECTS]
                .sort((a, b) => distance(value, a) - distance(value, b))
                .flatMap((name) => replaceText(ctx, text, name, 'review')),
      });
    },
  },
};

const EFFECTS = ['Allow', 'Deny'] as const;
