import { fix } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { renameOperator, spellOperator } from './edits.ts';

/** `ForAllValues:Null` is always true, `ForAnyValue:Null` always false. */
export const nullWithQualifier: Rule = {
  id: 'null-with-qualifier',
  code: 'NULL_WITH_QUALIFIER',
  severity: 'info',
  dialects: ['aws'],
  summary: 'Null takes no ForAllValues: or ForAnyValue:',
  check: {
    operator(element, ctx) {
      const { operator, parsed } = element;
      if (parsed?.family !== 'Null' || parsed.qualifier === undefined) return;
      const target = spellOperator(parsed, { qualifier: 'none' });
      const always = parsed.qualifier === 'ForAllValues' ? 'always true' : 'never true';
      ctx.report({
        at: operator.key.range,
        path: operator.path,
        message: `"${operator.name}" is ${always}: a qualifier compares values, and Null asks whether there are any; write "${target}"`,
        fixes: () => fix(`Replace by "${target}"`, 'review', renameOperator(ctx, element, target)),
      });
    },
  },
};
