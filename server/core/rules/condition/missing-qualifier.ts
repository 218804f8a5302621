import { fix } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { moveEntry, spellOperator } from './edits.ts';
import { isUnfinished, keyOf } from './entries.ts';

/** A key that has several values per request, under an operator that compares one. */
export const missingQualifier: Rule = {
  id: 'missing-qualifier',
  code: 'MISSING_QUALIFIER',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'A key with several values per request needs ForAllValues: or ForAnyValue:',
  check: {
    condition(element, ctx) {
      const { parsed, operator, entry } = element;
      if (parsed === undefined || parsed.family === 'Null' || parsed.qualifier !== undefined) return;
      if (keyOf(ctx, entry.name)?.multivalued !== true) return;
      if (isUnfinished(entry.values)) return;
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: `A request can have several values for "${entry.name}", and "${operator.name}" compares only one; prefix the operator with "ForAnyValue:" (one must fit) or "ForAllValues:" (all must fit)`,
        fixes: () =>
          (['ForAnyValue', 'ForAllValues'] as const).flatMap((qualifier) => {
            const target = spellOperator(parsed, { qualifier });
            return fix(`Test with "${target}"`, 'review', moveEntry(ctx, element, target));
          }),
      });
    },
  },
};
