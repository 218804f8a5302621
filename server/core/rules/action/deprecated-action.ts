import type { Rule } from '../rule.ts';
import { factsOf } from './facts.ts';

/** An action that the cloud has marked as deprecated, and that still works. */
export const deprecatedAction: Rule = {
  id: 'deprecated-action',
  severity: 'hint',
  dialects: ['ram'],
  tags: ['deprecated'],
  summary: 'The API operation of an action is deprecated',
  check: {
    action({ field, index, item: { text, path }, value }, ctx) {
      const match = value === undefined ? undefined : factsOf(field, ctx)[index]?.match;
      if (match?.kind !== 'one' || match.action.deprecated === undefined) return;
      const { deprecated } = match.action;
      ctx.report({
        at: text.range,
        path,
        message: `The API operation of "${value}" is deprecated${deprecated === '' ? '' : `: ${deprecated}`}; look for what replaces it`,
      });
    },
  },
};
