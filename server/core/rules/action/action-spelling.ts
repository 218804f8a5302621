import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { factsOf } from './facts.ts';

/** `arms:listtraceapps`: letter case counts only mostly not, so the published spelling is the safe one. */
export const actionSpelling: Rule = {
  id: 'action-spelling',
  severity: 'hint',
  dialects: ['ram'],
  summary: 'An action is not spelled as published',
  check: {
    action({ field, index, item: { text, path }, value }, ctx) {
      const match = value === undefined ? undefined : factsOf(field, ctx)[index]?.match;
      if (value === undefined || match?.kind !== 'one' || match.action.fullName === value) return;
      const { fullName } = match.action;
      ctx.report({
        at: text.range,
        path,
        message: `The published spelling is "${fullName}", and letter case counts for some services; write it so`,
        fixes: () => replaceText(ctx, text, fullName, 'safe'),
      });
    },
  },
};
