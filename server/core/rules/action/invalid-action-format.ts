import { rangeWithin } from '../../policy/text.ts';
import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isArn, moveToResource } from './arn-in-action.ts';
import { factsOf } from './facts.ts';

/** `arms.ListTraceApps`: an element of `Action` is neither `*` nor a service code, a colon and a name. */
export const invalidActionFormat: Rule = {
  id: 'invalid-action-format',
  severity: 'error',
  dialects: ['ram'],
  summary: 'An action is not of the form service:Action',
  check: {
    action(element, ctx) {
      const { field, index, value } = element;
      const { text, path } = element.item;
      const facts = value === undefined ? undefined : factsOf(field, ctx)[index];
      if (value === undefined || facts?.verdict.kind !== 'malformed') return;
      if (isArn(value)) {
        ctx.report({
          at: rangeWithin(text, 0, value.length),
          path,
          message: `"${value}" is the ARN of a resource, and not of the form service:Action, so ${ctx.dialect.service} refuses it; name what may be done with it`,
          fixes: () => moveToResource(element, value, ctx),
        });
        return;
      }
      const { repaired } = facts.verdict;
      ctx.report({
        at: value === '' ? text.range : rangeWithin(text, 0, value.length),
        path,
        message:
          value === ''
            ? 'An empty text names no action; write service:Action, or "*" for all'
            : `"${value}" is not of the form service:Action, so ${ctx.dialect.service} refuses it; ${repaired === undefined ? 'write service:Action, or "*" for all' : `did you mean "${repaired}"?`}`,
        fixes: () => (repaired === undefined ? [] : replaceText(ctx, text, repaired, 'review')),
      });
    },
  },
};
