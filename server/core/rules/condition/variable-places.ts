import type { Item } from '../../policy/model.ts';
import { rangeWithin } from '../../policy/text.ts';
import { scanVariables, type Variable } from '../../policy/variables.ts';
import type { TextRange } from '../../text/range.ts';
import type { Checks, RuleContext } from '../rule.ts';

export interface FoundVariable {
  readonly item: Item;
  readonly value: string;
  readonly variable: Variable;
  /** As the author wrote it, braces included. */
  readonly spelling: string;
  /** Where it stands in the file. */
  readonly at: TextRange;
}

/** Calls `visit` for each variable of `Resource`, `NotResource` and of condition values: where IAM takes variables. */
export function wherePermitted(visit: (found: FoundVariable, ctx: RuleContext) => void): Checks {
  return {
    resource({ item }, ctx) {
      for (const found of variablesIn(item)) visit(found, ctx);
    },
    condition({ entry }, ctx) {
      for (const item of entry.values.items) for (const found of variablesIn(item)) visit(found, ctx);
    },
  };
}

/** Nothing where a template fills part of the text in: a hole may hide a brace. Several rules ask one after the other. */
export function variablesIn(item: Item): readonly FoundVariable[] {
  const value = item.text.value;
  if (value === undefined || !value.includes('${')) return none;
  if (last?.item !== item) last = { item, found: find(item, value) };
  return last.found;
}

const none: readonly FoundVariable[] = [];

let last: { readonly item: Item; readonly found: readonly FoundVariable[] } | undefined;

function find(item: Item, value: string): readonly FoundVariable[] {
  return scanVariables(value).map((variable) => ({
    item,
    value,
    variable,
    spelling: value.slice(variable.start, variable.end),
    at: rangeWithin(item.text, variable.start, variable.end),
  }));
}
