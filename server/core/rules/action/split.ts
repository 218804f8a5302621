import { insertStatement } from '../../policy/insert-statement.ts';
import type { Condition, Field, Item, PlainValue, Statement } from '../../policy/model.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { RuleContext } from '../rule.ts';

/**
 * Moves some actions of a statement into a new one behind it, which has another `Resource`, or `test` as its condition,
 * and everything else alike.
 * No edit where the statement is not in a list, has principals, or holds what cannot be copied.
 */
export function moveActions(
  statement: Statement,
  moved: readonly Item[],
  resource: string | readonly string[],
  ctx: RuleContext,
  test?: PlainValue,
): readonly TextEdit[] {
  const { action, effect, condition, principal, notPrincipal, path, open } = statement;
  const index = path.at(-1);
  const names = moved.map(({ text }) => text.value);
  const verb = effect?.value?.value ?? ctx.policy.implied.effect;
  if (action === undefined || open.length > 0 || verb === undefined || typeof index !== 'number') return [];
  if (principal !== undefined || notPrincipal !== undefined || moved.length >= action.value.items.length)
    return [];
  const added = test === undefined ? {} : { Condition: test };
  const conditions = condition === undefined ? added : plainCondition(condition);
  if (conditions === undefined) return [];
  const known = names.filter((name) => name !== undefined);
  if (known.length < names.length) return [];
  const next: PlainValue = {
    Effect: verb,
    Action: known.length === 1 ? (known[0] ?? '') : known,
    Resource: resource,
    ...conditions,
  };
  const insertion = insertStatement(ctx.policy, statement, next);
  const removal = ctx.policy.write.removeAll(moved.map((item) => item.path));
  return insertion.length === 0 || removal.length === 0 ? [] : [...removal, ...insertion];
}

/** Undefined where a part of it cannot be read. */
function plainCondition({ value, raw }: Field<Condition>): { readonly Condition: PlainValue } | undefined {
  if (raw.type === 'unknown' || value.open.length > 0) return undefined;
  // Without a prototype: `__proto__` is a name like any other.
  const operators: Record<string, PlainValue> = Object.create(null);
  for (const operator of value.operators) {
    if (operator.open.length > 0 || operator.key.value === undefined) return undefined;
    const entries: Record<string, PlainValue> = Object.create(null);
    for (const { key, name, values } of operator.entries) {
      const texts = values.items.flatMap(({ text }) => text.value ?? []);
      const lost = values.open.length > 0 || texts.length < values.items.length;
      if (key.value === undefined || lost || entries[name] !== undefined) return undefined;
      entries[name] = values.single ? (texts[0] ?? '') : texts;
    }
    if (operators[operator.name] !== undefined) return undefined;
    operators[operator.name] = entries;
  }
  return { Condition: operators };
}
