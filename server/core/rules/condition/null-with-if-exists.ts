import { fix } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { renameOperator, spellOperator } from './edits.ts';

/** `NullIfExists`: a test for existence that would only run if the key exists. */
export const nullWithIfExists: Rule = {
  id: 'null-with-if-exists',
  code: 'NULL_WITH_IF_EXISTS',
  severity: 'error',
  dialects: ['aws'],
  summary: 'Null takes no IfExists',
  check: {
    operator(element, ctx) {
      const { operator, parsed } = element;
      if (parsed?.family !== 'Null' || !parsed.ifExists) return;
      const target = spellOperator(parsed, { ifExists: false });
      ctx.report({
        at: operator.key.range,
        path: operator.path,
        message: `"${operator.name}" contradicts itself: Null already asks whether the key exists; write "${target}"`,
        fixes: () => fix(`Replace by "${target}"`, 'review', renameOperator(ctx, element, target)),
      });
    },
  },
};
