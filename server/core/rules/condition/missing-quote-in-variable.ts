import { rangeWithin } from '../../policy/text.ts';
import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { wherePermitted } from './variable-places.ts';

/** `${aws:PrincipalTag/team, none}`: the default of a policy variable stands in single quotes. */
export const missingQuoteInVariable: Rule = {
  id: 'missing-quote-in-variable',
  code: 'MISSING_QUOTE_IN_VARIABLE',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The default of a policy variable lacks its single quotes',
  check: wherePermitted(({ item, variable, spelling }, ctx) => {
    const { fallback } = variable;
    if (fallback === undefined || fallback.quoted) return;
    const range = rangeWithin(item.text, fallback.start, fallback.start + fallback.text.length);
    const bare = fallback.text.trim().replace(/^["']|["']$/g, '');
    ctx.report({
      at: range,
      path: item.path,
      message: `The default value in "${spelling}" must stand in single quotes, as in ", '${bare}'"`,
      fixes: () =>
        bare.includes("'") ? [] : replacePart(ctx, range, ` '${bare}'`, 'review', `Quote '${bare}'`),
    });
  }),
};
