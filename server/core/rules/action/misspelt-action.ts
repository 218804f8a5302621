import { distance, slips } from '../../catalog/distance.ts';
import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { factsOf } from './facts.ts';

/**
 * `arms:ListTraceApp`: an action that nobody documents, a slip of the pen away from one that somebody does. Lists of
 * actions have gaps, so what is not nearly a known name is let pass, and so are services of which some actions are listed.
 */
export const misspeltAction: Rule = {
  id: 'misspelt-action',
  severity: 'info',
  dialects: ['ram'],
  summary: 'An action is spelled nearly like a known one',
  check: {
    action({ field, index, item: { text, path }, value }, ctx) {
      const match = value === undefined ? undefined : factsOf(field, ctx)[index]?.match;
      if (value === undefined || match?.kind !== 'no-action' || match.service.partial === true) return;
      const name = value.slice(value.indexOf(':') + 1);
      if (/[*?]/.test(name)) return;
      const limit = Math.min(2, slips(name.length));
      const near = match.service.actions
        .map((action) => ({ action, far: distance(name.toLowerCase(), action.name.toLowerCase(), limit) }))
        .filter(({ far }) => far <= limit)
        .sort((a, b) => a.far - b.far)
        .slice(0, 3)
        .map(({ action }) => action.fullName);
      const [first] = near;
      if (first === undefined) return;
      ctx.report({
        at: text.range,
        path,
        message: `No documented action of "${match.service.prefix}" is called "${value}"; did you mean "${first}"?`,
        fixes: () => near.flatMap((one) => replaceText(ctx, text, one, 'review')),
      });
    },
  },
};
