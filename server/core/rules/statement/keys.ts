import type { Condition, ConditionEntry, ConditionOperator, Statement } from '../../policy/model.ts';
import type { ParsedOperator, RuleContext } from '../rule.ts';

/** One condition key of a statement under one operator. */
export interface KeyTest {
  /** In lower case, as keys compare. */
  readonly key: string;
  readonly entry: ConditionEntry;
  readonly operator: ConditionOperator;
  /** Undefined when no such operator exists. */
  readonly parsed: ParsedOperator | undefined;
}

/** Many rules ask for those of the same statement. */
export function keyTests({ condition }: Statement, ctx: RuleContext): readonly KeyTest[] {
  if (condition === undefined) return NONE;
  const known = ctx.notes.get(condition) as readonly KeyTest[] | undefined;
  if (known !== undefined) return known;
  const tests = testsIn(condition.value, ctx);
  ctx.notes.set(condition, tests);
  return tests;
}

const NONE: readonly KeyTest[] = [];

function testsIn({ operators }: Condition, ctx: RuleContext): readonly KeyTest[] {
  const tests: KeyTest[] = [];
  for (const operator of operators) {
    const parsed = ctx.dialect.parseOperator(operator.name);
    for (const entry of operator.entries)
      tests.push({ key: entry.name.toLowerCase(), entry, operator, parsed });
  }
  return tests;
}

/** Whether the condition may test keys that nobody can see: then a key cannot be said to be missing. */
export function mayTestMore(statement: Statement): boolean {
  if (statement.open.length > 0) return true;
  const { condition } = statement;
  if (condition === undefined) return false;
  if (condition.raw.type === 'unknown' || condition.value.open.length > 0) return true;
  return condition.value.operators.some(
    ({ open, entries }) => open.length > 0 || entries.some(({ key }) => key.value === undefined),
  );
}

/** Whether some value of the key is exactly this text, or may be. */
export function mayEqual({ entry }: KeyTest, wanted: string): boolean {
  const { items, open } = entry.values;
  return (
    open.length > 0 ||
    items.some(({ text }) => text.value === undefined || text.value.toLowerCase() === wanted)
  );
}

/** Whether the test can be met, or the deny strike, when the request does not carry the key. */
export function metWithoutKey({ parsed, entry }: KeyTest): boolean {
  if (parsed === undefined) return false;
  if (parsed.family === 'Null') {
    return entry.values.items.some(({ text }) => text.value?.toLowerCase() === 'true');
  }
  if (parsed.qualifier === 'ForAnyValue') return parsed.ifExists;
  return parsed.qualifier === 'ForAllValues' || parsed.negated || parsed.ifExists;
}
