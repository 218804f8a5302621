import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { knownValues } from './entries.ts';
import { isBoolean } from './values.ts';

/** `"Bool": {"aws:SecureTransport": "yes"}`. */
export const typeMismatchBoolean: Rule = {
  id: 'type-mismatch-boolean',
  code: 'TYPE_MISMATCH_BOOLEAN',
  severity: 'warning',
  dialects: ['aws', 'ram'],
  textual: true,
  summary: 'A boolean test compares with something else than true or false',
  check: {
    condition({ parsed, operator, entry }, ctx) {
      if (parsed?.family !== 'Bool' && parsed?.family !== 'Null') return;
      for (const { item, value } of knownValues(entry.values.items)) {
        if (isBoolean(value) || value.includes('${')) continue;
        const order = /^(0|n|no|f|fals|off)$/i.test(value) ? ['false', 'true'] : ['true', 'false'];
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `"${operator.name}" compares "${entry.name}" with true or false, not with "${value}"; write one of them`,
          fixes: () => order.flatMap((better) => replaceText(ctx, item.text, better, 'review')),
        });
      }
    },
  },
};
