import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { knownValues } from './entries.ts';
import { isDate, isSeconds, repairedDate } from './values.ts';

/** `"DateLessThan": {"aws:CurrentTime": "31.01.2026"}`. */
export const typeMismatchDate: Rule = {
  id: 'type-mismatch-date',
  code: 'TYPE_MISMATCH_DATE',
  severity: 'warning',
  dialects: ['aws', 'ram'],
  textual: true,
  summary: 'A date test compares with something that is no date',
  check: {
    condition({ parsed, operator, entry }, ctx) {
      if (parsed?.family !== 'Date') return;
      for (const { item, value } of knownValues(entry.values.items)) {
        if (isDate(value) || isSeconds(value) || value.includes('${')) continue;
        const better = repairedDate(value);
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `"${operator.name}" cannot read "${value}" as a date; write it as in "${better ?? '2026-01-31T00:00:00Z'}"`,
          fixes: () => (better === undefined ? [] : replaceText(ctx, item.text, better, 'review')),
        });
      }
    },
  },
};
