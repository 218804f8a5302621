import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isKey, knownValues } from './entries.ts';
import { isoOfSeconds, isSeconds } from './values.ts';

/** `"DateLessThan": {"aws:CurrentTime": "1700000000"}`: a moment in a spelling that nobody can read. */
export const invalidDateValue: Rule = {
  id: 'invalid-date-value',
  code: 'INVALID_DATE_VALUE',
  severity: 'warning',
  dialects: ['aws'],
  textual: true,
  summary: 'A date is written as seconds since 1970',
  check: {
    condition({ parsed, entry }, ctx) {
      if (parsed?.family !== 'Date') return;
      for (const { item, value } of knownValues(entry.values.items)) {
        if (!isSeconds(value)) continue;
        const iso = isoOfSeconds(Number(value));
        ctx.report({
          at: item.text.range,
          path: item.path,
          ...(isKey(entry, 'aws:EpochTime') ? { severity: 'info' } : {}),
          message:
            iso === undefined
              ? `"${value}" is read as seconds since 1970; write the date so that people can read it, as in "2026-01-31T00:00:00Z"`
              : `"${value}" is read as seconds since 1970; write the date so that people can read it: "${iso}"`,
          fixes: () => (iso === undefined ? [] : replaceText(ctx, item.text, iso, 'safe')),
        });
      }
    },
  },
};
