import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** `"acs:MFAPresent": true`: the language's values are strings, numbers and truth values too. */
export const unquotedConditionValue: Rule = {
  id: 'unquoted-condition-value',
  severity: 'info',
  dialects: ['ram'],
  textual: true,
  summary: 'A condition value stands there without quotes',
  check: {
    condition({ entry }, ctx) {
      for (const { text, path } of entry.values.items) {
        const { value, literal } = text;
        if (value === undefined || literal === 'string') continue;
        ctx.report({
          at: text.range,
          path,
          message: `Values of conditions are documented as strings, numbers and true or false too; write "${value}"`,
          fixes: () => replaceText(ctx, text, value, 'safe', `Put "${value}" in quotes`),
        });
      }
    },
  },
};
