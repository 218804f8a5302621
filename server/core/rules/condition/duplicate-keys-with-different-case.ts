import type { ConditionEntry, ConditionOperator } from '../../policy/model.ts';
import { fix } from '../fixes.ts';
import type { OperatorElement, Rule, RuleContext } from '../rule.ts';
import { keyOf, knownValues } from './entries.ts';

/** `aws:SourceIp` next to `aws:sourceIP` under one operator: keys compare without case, so both are one key. */
export const duplicateKeysWithDifferentCase: Rule = {
  id: 'duplicate-keys-with-different-case',
  code: 'DUPLICATE_KEYS_WITH_DIFFERENT_CASE',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A condition key stands twice under one operator, in different letter case',
  check: {
    statement(statement, ctx) {
      const operators = statement.condition?.value.operators ?? [];
      if (operators.length > 1) checkAcross(operators, ctx);
    },
    operator(element, ctx) {
      const { entries } = element.operator;
      if (entries.length < 2) return;
      const first = new Map<string, ConditionEntry>();
      for (const entry of entries) {
        if (entry.key.value === undefined) continue;
        const lower = entry.name.toLowerCase();
        const other = first.get(lower);
        if (other === undefined) first.set(lower, entry);
        else if (other.name !== entry.name) report(element, other, entry, ctx);
      }
    },
  },
};

/**
 * AWS speaks of the whole condition. Under two operators both tests hold, and nothing is lost but clarity; each further
 * spelling is reported once.
 */
function checkAcross(operators: readonly ConditionOperator[], ctx: RuleContext): void {
  const first = new Map<string, { readonly entry: ConditionEntry; readonly operator: ConditionOperator }>();
  for (const operator of operators) {
    for (const entry of operator.entries) {
      if (entry.key.value === undefined) continue;
      const lower = entry.name.toLowerCase();
      const other = first.get(lower);
      if (other === undefined) first.set(lower, { entry, operator });
      else if (other.operator !== operator && other.entry.name !== entry.name) {
        ctx.report({
          at: entry.key.range,
          path: entry.path,
          severity: 'info',
          message: `"${entry.name}" and "${other.entry.name}" are the same condition key in two spellings; use one`,
          related: [
            {
              at: other.entry.key.range,
              path: other.entry.path,
              message: 'The same key in another spelling',
            },
          ],
        });
      }
    }
  }
}

function report(
  { operator }: OperatorElement,
  first: ConditionEntry,
  second: ConditionEntry,
  ctx: RuleContext,
): void {
  ctx.report({
    at: second.key.range,
    path: second.path,
    message: `"${second.name}" and "${first.name}" are the same condition key, which "${operator.name}" can hold only once; merge their values under one spelling`,
    related: [{ at: first.key.range, path: first.path, message: 'The same key in another spelling' }],
    fixes: () => merged(first, second, ctx),
  });
}

/** The entry in the documented spelling stays. Only texts are merged: other literals may not mix. */
function merged(first: ConditionEntry, second: ConditionEntry, ctx: RuleContext) {
  const documented = keyOf(ctx, first.name)?.name;
  const [kept, gone] = second.name === documented ? [second, first] : [first, second];
  const all = [...kept.values.items, ...gone.values.items];
  const texts = knownValues(all.filter(({ text }) => text.literal === 'string')).map(({ value }) => value);
  if (texts.length !== all.length || kept.values.open.length > 0 || gone.values.open.length > 0) return [];
  const { write } = ctx.policy;
  return fix(`Merge the values under "${kept.name}"`, 'review', [
    ...write.set(kept.path, [...new Set(texts)]),
    ...write.remove(gone.path),
  ]);
}
