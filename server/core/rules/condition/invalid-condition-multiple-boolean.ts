import { setPath } from '../fixes.ts';
import type { ConditionElement, Rule, RuleContext } from '../rule.ts';
import { keyOf } from './entries.ts';

/** `"Bool": {"aws:SecureTransport": ["true", "false"]}`: a truth value is one value. */
export const invalidConditionMultipleBoolean: Rule = {
  id: 'invalid-condition-multiple-boolean',
  code: 'INVALID_CONDITION_MULTIPLE_BOOLEAN',
  severity: 'error',
  dialects: ['aws', 'ram'],
  textual: true,
  summary: 'A boolean test lists several values',
  check: {
    condition(element, ctx) {
      const { parsed, operator, entry } = element;
      if (parsed?.family !== 'Bool' && parsed?.family !== 'Null') return;
      if (entry.values.items.length < 2 || parsed.qualifier !== undefined) return;
      // Some services document keys that hold several booleans; whether AWS exempts them is not known.
      if (parsed.family === 'Bool' && keyOf(ctx, entry.name)?.multivalued === true) return;
      ctx.report({
        at: entry.values.range,
        path: entry.path,
        ...(parsed.family === 'Null' ? { severity: 'warning' } : {}),
        message: `"${operator.name}" takes one value, and "${entry.name}" lists ${entry.values.items.length}; keep true or false`,
        fixes: () => keepOne(element, ctx),
      });
    },
  },
};

function keepOne({ entry }: ConditionElement, ctx: RuleContext) {
  const { items, open } = entry.values;
  const values = new Set(items.map(({ text }) => text.value?.toLowerCase()));
  if (open.length > 0) return [];
  return ['true', 'false']
    .filter((value) => values.has(value))
    .flatMap((value) =>
      setPath(ctx, entry.path, value, values.size === 1 ? 'safe' : 'review', `Keep only "${value}"`),
    );
}
