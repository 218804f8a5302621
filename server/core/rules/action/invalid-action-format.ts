import { rangeWithin } from '../../policy/text.ts';
import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { factsOf } from './facts.ts';

/** `arms.ListTraceApps`: an element of `Action` is neither `*` nor a service code, a colon and a name. */
export const invalidActionFormat: Rule = {
  id: 'invalid-action-format',
  severity: 'error',
  dialects: ['ram'],
  summary: 'An action is not of the form service:Action',
  check: {
    action({ field, index, item: { text, path }, value }, ctx) {
      const facts = value === undefined ? undefined : factsOf(field, ctx)[index];
      if (value === undefined || facts?.verdict.kind !== 'malformed') return;
      const { repaired } = facts.verdict;
      ctx.report({
        at: value === '' ? text.range : rangeWithin(text, 0, value.length),
        path,
        message:
          value === ''
            ? 'An empty text names no action; write service:Action, or "*" for all'
            : `"${value}" is not of the form service:Action, so RAM refuses it; ${repaired === undefined ? 'write service:Action, or "*" for all' : `did you mean "${repaired}"?`}`,
        fixes: () => (repaired === undefined ? [] : replaceText(ctx, text, repaired, 'review')),
      });
    },
  },
};
