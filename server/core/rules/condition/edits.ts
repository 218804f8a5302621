import type { ConditionEntry, PlainValue, Statement } from '../../policy/model.ts';
import type { Text } from '../../policy/text.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { ConditionElement, OperatorElement, ParsedOperator, RuleContext } from '../rule.ts';

/** `ForAnyValue:StringLikeIfExists` put together again, with other parts. */
export function spellOperator(
  parsed: ParsedOperator,
  change: {
    readonly base?: string;
    readonly qualifier?: ParsedOperator['qualifier'] | 'none';
    readonly ifExists?: boolean;
  },
): string {
  const qualifier = change.qualifier ?? parsed.qualifier ?? 'none';
  const suffix = (change.ifExists ?? parsed.ifExists) ? 'IfExists' : '';
  return `${qualifier === 'none' ? '' : `${qualifier}:`}${change.base ?? parsed.base}${suffix}`;
}

/**
 * Puts one key under another operator, with other values where they are given; its neighbours stay where they are.
 * No edit where the other operator has the key already, or where values cannot be seen.
 */
export function moveEntry(
  ctx: RuleContext,
  { statement, operator, entry }: ConditionElement,
  target: string,
  value?: PlainValue,
): readonly TextEdit[] {
  const condition = statement.condition;
  if (condition === undefined) return [];
  const { write } = ctx.policy;
  const there = operatorNamed(statement, target);
  const alone = operator.entries.length === 1 && operator.open.length === 0;
  if (there === undefined && alone) {
    const renamed = write.rename(operator.path, target);
    if (renamed.length === 0 || value === undefined) return renamed;
    return together(renamed, write.set(entry.path, value));
  }
  const moved = value ?? plainValues(entry);
  if (moved === undefined || there?.open.length) return [];
  const wanted = entry.name.toLowerCase();
  if (there?.entries.some(({ name }) => name.toLowerCase() === wanted) === true) return [];
  return together(
    write.remove(alone ? operator.path : entry.path),
    write.set([...condition.path, there?.name ?? target, entry.name], moved),
  );
}

/** Renames the operator with all its keys. No edit where the condition has the other operator already. */
export function renameOperator(
  ctx: RuleContext,
  { statement, operator }: OperatorElement,
  target: string,
): readonly TextEdit[] {
  return operatorNamed(statement, target) === undefined ? ctx.policy.write.rename(operator.path, target) : [];
}

/** Takes a key away, with the operator or condition that would stay behind empty. */
export function dropEntry(
  ctx: RuleContext,
  { statement, operator, entry }: ConditionElement,
): readonly TextEdit[] {
  const condition = statement.condition;
  if (condition === undefined) return [];
  const { write } = ctx.policy;
  if (operator.entries.length > 1 || operator.open.length > 0) return write.remove(entry.path);
  if (condition.value.operators.length > 1 || condition.value.open.length > 0)
    return write.remove(operator.path);
  return write.remove(condition.path);
}

/** The values of a key as they would be written again; undefined where one of them cannot be seen. */
export function plainValues({ values }: ConditionEntry): PlainValue | undefined {
  if (values.open.length > 0) return undefined;
  const plain = values.items.flatMap(({ text }) => plainText(text) ?? []);
  if (plain.length !== values.items.length) return undefined;
  return values.single ? plain[0] : plain;
}

export function plainText({ value, literal }: Text): string | number | boolean | undefined {
  if (value === undefined || literal === 'string') return value;
  if (literal === 'boolean') return value === 'true';
  return Number(value);
}

/** Both or neither. */
function together(first: readonly TextEdit[], second: readonly TextEdit[]): readonly TextEdit[] {
  return first.length === 0 || second.length === 0 ? [] : [...first, ...second];
}

function operatorNamed(statement: Statement, name: string) {
  const wanted = name.toLowerCase();
  return statement.condition?.value.operators.find((operator) => operator.name.toLowerCase() === wanted);
}
