import type { Action } from '../../catalog/catalog.ts';
import type { ConditionEntry, ConditionOperator, Field, Item, List, Statement } from '../../policy/model.ts';
import type { ParsedOperator, RuleContext } from '../rule.ts';
import { anyHas, factsOf, has, trait } from './facts.ts';

/** A condition on the tags of the resource, `aws:ResourceTag/…`. */
export interface TagTest {
  readonly operator: ConditionOperator;
  readonly parsed: ParsedOperator | undefined;
  readonly entry: ConditionEntry;
}

/** Conditions on `aws:ResourceTag/…` under any operator but `Null`. */
export function tagTests(statement: Statement, ctx: RuleContext): readonly TagTest[] {
  const tests: TagTest[] = [];
  for (const operator of statement.condition?.value.operators ?? []) {
    for (const entry of operator.entries) {
      if (!isResourceTag(entry.name)) continue;
      const parsed = ctx.dialect.parseOperator(operator.name);
      if (parsed?.family !== 'Null') tests.push({ operator, parsed, entry });
    }
  }
  return tests;
}

function isResourceTag(name: string): boolean {
  // Most keys are of other lengths or letters: the seventh tells most of them apart.
  if (name.length <= PREFIX.length || name[3] !== ':' || name[PREFIX.length - 1] !== '/') return false;
  return name.slice(0, PREFIX.length).toLowerCase() === PREFIX;
}

const PREFIX = 'aws:resourcetag/';

/** Whether a request without the key fails the test, so that the statement never applies to it. */
export function failsWithoutKey({ parsed }: TagTest): boolean {
  return parsed !== undefined && !parsed.negated && !parsed.ifExists && parsed.qualifier !== 'ForAllValues';
}

/** Elements of one service that stand for an action without tag support, in the order of the list. */
export interface Unsupported {
  readonly service: string;
  readonly items: readonly Item[];
}

/**
 * Whether an action is one of those for which AWS sees no tags. It counts an action as supporting when the action or one of its
 * resource types lists `aws:ResourceTag`, and also when it takes tags in the request (`aws:RequestTag`, `aws:TagKeys`).
 * A pattern counts when any of its actions does not support them. Fitted on AWS's verdicts.
 */
export function unsupportedItems(field: Field<List>, ctx: RuleContext): readonly Unsupported[] {
  if (!anyHas(lacksTags, field, ctx)) return [];
  const found = new Map<string, Item[]>();
  const facts = factsOf(field, ctx);
  for (let index = 0; index < facts.length; index++) {
    const item = field.value.items[index];
    const match = has(facts[index], lacksTags) ? facts[index]?.match : undefined;
    if (item === undefined || (match?.kind !== 'one' && match?.kind !== 'pattern')) continue;
    const { prefix } = match.service;
    const known = found.get(prefix);
    if (known === undefined) found.set(prefix, [item]);
    else known.push(item);
  }
  return [...found].map(([service, items]) => ({ service, items }));
}

const lacksTags = trait(({ match }) => {
  if (match.kind !== 'one' && match.kind !== 'pattern') return false;
  const actions = match.kind === 'one' ? [match.action] : match.actions;
  return !actions.every((action) => action.retiredSince !== undefined || knowsTags(action));
});

/** Remembered per action: patterns ask for hundreds. */
const answers = new WeakMap<Action, boolean>();

export function knowsTags(action: Action): boolean {
  const known = answers.get(action);
  if (known !== undefined) return known;
  const answer =
    hasTagKey(action.conditionKeys) ||
    action.resourceTypes.some(
      ({ conditionKeys, type }) => hasTagKey(conditionKeys) || hasTagKey(type.conditionKeys),
    );
  answers.set(action, answer);
  return answer;
}

function hasTagKey(keys: readonly string[]): boolean {
  return keys.some((key) => /^aws:(resourcetag\/|requesttag\/|tagkeys$)/i.test(key));
}
