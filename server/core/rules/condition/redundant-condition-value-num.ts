import { setPath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { knownValues } from './entries.ts';
import { isNumber } from './values.ts';

/** `"NumericLessThan": {"…": ["10", "20"]}`: whatever is below 10 is below 20. */
export const redundantConditionValueNum: Rule = {
  id: 'redundant-condition-value-num',
  code: 'REDUNDANT_CONDITION_VALUE_NUM',
  severity: 'info',
  dialects: ['aws'],
  textual: true,
  summary: 'One number of a list decides alone',
  check: {
    condition({ parsed, operator, entry }, ctx) {
      if (parsed?.family !== 'Numeric' || !/Than/.test(parsed.base)) return;
      const { items, open, range } = entry.values;
      const values = knownValues(items).filter(({ value }) => isNumber(value));
      if (items.length < 2 || values.length !== items.length || open.length > 0) return;
      const less = parsed.base.includes('Less');
      const deciding = values.reduce((best, next) =>
        (less ? Number(next.value) > Number(best.value) : Number(next.value) < Number(best.value))
          ? next
          : best,
      );
      ctx.report({
        at: range,
        path: entry.path,
        message: `Of several numbers under "${operator.name}" the ${less ? 'greatest' : 'least'} decides, here "${deciding.value}"; delete the others`,
        tags: ['unnecessary'],
        fixes: () => setPath(ctx, entry.path, deciding.value, 'safe', `Keep only "${deciding.value}"`),
      });
    },
  },
};
