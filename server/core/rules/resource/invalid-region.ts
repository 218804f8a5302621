import { rangeWithin } from '../../policy/text.ts';
import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isLiteral } from './element-arn.ts';
import { judgeRegion } from './regions.ts';

/** `aws:RequestedRegion` equal to `eu-wset-1`: no Region has this code. */
export const invalidRegion: Rule = {
  id: 'invalid-region',
  code: 'INVALID_REGION',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'A condition compares with a Region that does not exist',
  check: {
    condition({ parsed, entry }, ctx) {
      if (parsed?.family !== 'String' || !KEYS.has(entry.name.toLowerCase())) return;
      for (const { text, path } of entry.values.items) {
        const { value } = text;
        if (value === undefined || !isLiteral(value) || value === '') continue;
        const problem = judgeRegion(ctx.catalog, value);
        if (
          problem === undefined ||
          (parsed.base.endsWith('IgnoreCase') && problem.near === value.toLowerCase())
        ) {
          continue;
        }
        const { near } = problem;
        const at = rangeWithin(text, 0, value.length);
        ctx.report({
          at,
          path,
          // No request comes from a Region called `global`, but people list it to be safe.
          severity: /^(aws-)?global$/.test(value) ? 'info' : problem.severity,
          message: `"${value}" ${problem.what}, so no request fits it; ${near === undefined ? 'check the value' : `did you mean "${near}"?`}`,
          fixes: () => (near === undefined ? [] : replacePart(ctx, at, near, 'review')),
        });
      }
    },
  },
};

/** Keys whose values are Region codes. */
const KEYS: ReadonlySet<string> = new Set(['aws:requestedregion', 'ec2:region']);
