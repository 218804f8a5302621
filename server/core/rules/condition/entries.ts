import type { Catalog, ConditionKey } from '../../catalog/catalog.ts';
import { memoizedPer } from '../../catalog/memo.ts';
import type {
  ConditionEntry,
  ConditionOperator,
  Item,
  PolicyDocument,
  Statement,
} from '../../policy/model.ts';
import type { Text } from '../../policy/text.ts';
import type { TextRange } from '../../text/range.ts';
import type { ConditionElement, ParsedOperator, RuleContext } from '../rule.ts';

/** What the catalog knows about a key as written, any case. Undefined for keys that nobody documents. */
export function keyOf(ctx: RuleContext, name: string): ConditionKey | undefined {
  return knownKey(name, ctx.catalog);
}

const knownKey = memoizedPer(20_000, (name, catalog: Catalog) => catalog.conditionKey(name));

/** Allow or Deny, stated or implied; undefined where nobody can tell. */
export function effectOf(statement: Statement, policy: PolicyDocument): 'Allow' | 'Deny' | undefined {
  if (statement.effect === undefined) return statement.open.length === 0 ? policy.implied.effect : undefined;
  const value = statement.effect.value?.value;
  return value === 'Allow' || value === 'Deny' ? value : undefined;
}

/** The author has typed the key and not yet what follows it. */
export function isUnfinished({ open }: { readonly open: readonly TextRange[] }): boolean {
  return open.some((range) => range.start === range.end);
}

/** Prefix and name of a condition key, cut at the first colon. */
export function splitKey(name: string): { readonly prefix: string; readonly rest: string } | undefined {
  const colon = name.indexOf(':');
  return colon < 0 ? undefined : { prefix: name.slice(0, colon), rest: name.slice(colon + 1) };
}

/** Keys compare without case. */
export function isKey(entry: ConditionEntry, name: string): boolean {
  return entry.name.length === name.length && entry.name.toLowerCase() === name.toLowerCase();
}

/** The author wrote `[]`: no value, and nothing that could add one. */
export function hasEmptyList({ statement, entry }: ConditionElement): boolean {
  const { items, open, single, range } = entry.values;
  if (items.length > 0 || open.length > 0 || single) return false;
  const mistyped = statement.condition?.mistyped ?? [];
  return !mistyped.some((part) => part.range.start >= range.start && part.range.end <= range.end);
}

export interface Tested {
  readonly operator: ConditionOperator;
  readonly parsed: ParsedOperator;
  readonly entry: ConditionEntry;
}

/** Every tested key of a statement under an operator that exists. */
export function testedKeys(statement: Statement, ctx: RuleContext): readonly Tested[] {
  return (statement.condition?.value.operators ?? []).flatMap((operator) => {
    const parsed = ctx.dialect.parseOperator(operator.name);
    return parsed === undefined ? [] : operator.entries.map((entry) => ({ operator, parsed, entry }));
  });
}

/** Some keys of the condition cannot be seen: absence cannot be claimed. */
export function conditionIsOpen(statement: Statement): boolean {
  const condition = statement.condition;
  if (condition === undefined) return statement.open.length > 0;
  const { open, operators } = condition.value;
  return (
    statement.open.length > 0 ||
    open.length > 0 ||
    operators.some(
      (operator) =>
        operator.open.length > 0 ||
        operator.key.value === undefined ||
        operator.entries.some((entry) => entry.key.value === undefined),
    )
  );
}

/** The values that are spelled out in full, strings that still lack their closing quote left out. */
export function knownValues(items: readonly Item[]): readonly KnownValue[] {
  return items.flatMap((item) => {
    const { value } = item.text;
    return value === undefined || isUnclosed(item.text) ? [] : [{ item, value }];
  });
}

export interface KnownValue {
  readonly item: Item;
  readonly value: string;
}

function isUnclosed({ range, inner, literal }: Text): boolean {
  return literal === 'string' && inner.start !== range.start && inner.end === range.end;
}

/** A value refers to the request, or cannot be seen. */
export function mayHoldVariable({ values }: ConditionEntry): boolean {
  return (
    values.open.length > 0 ||
    values.items.some(({ text }) => text.value === undefined || text.value.includes('${'))
  );
}
