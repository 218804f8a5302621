import type { Rule } from '../rule.ts';
import { knownValues } from './entries.ts';
import { isNumber } from './values.ts';

/** `"NumericLessThan": {"aws:MultiFactorAuthAge": "1h"}`. */
export const typeMismatchNumber: Rule = {
  id: 'type-mismatch-number',
  code: 'TYPE_MISMATCH_NUMBER',
  severity: 'warning',
  dialects: ['aws', 'ram'],
  textual: true,
  summary: 'A numeric test compares with something that is no number',
  check: {
    condition({ parsed, operator, entry }, ctx) {
      if (parsed?.family !== 'Numeric') return;
      for (const { item, value } of knownValues(entry.values.items)) {
        if (isNumber(value) || value.includes('${')) continue;
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `"${operator.name}" compares numbers, and "${value}" is none; write an integer or a decimal number without a unit`,
        });
      }
    },
  },
};
