import type { ActionMatch, Catalog } from '../../catalog/catalog.ts';
import { memoizedPer } from '../../catalog/memo.ts';
import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Field, List, Statement } from '../../policy/model.ts';
import type { ListElement, RuleContext } from '../rule.ts';
import { type ActionVerdict, judgeAction } from './judge.ts';

/** What the rules want to know about one spelling of an action; made once, however many policies have it. */
export interface ActionFacts {
  /** As IAM compares it. */
  readonly lower: string;
  readonly wild: boolean;
  readonly match: ActionMatch;
  readonly verdict: ActionVerdict;
}

/**
 * The facts about the elements of a list, in their order; undefined where a hole hides part of one. Rules ask for the
 * same list one after the other, so the last answer is at hand.
 */
export function factsOf(field: Field<List>, catalog: Catalog): readonly (ActionFacts | undefined)[] {
  return answerFor(field, catalog).facts;
}

/**
 * The check of a rule about elements that are odd in themselves, whatever stands around them. Most lists have none, and
 * cost nothing then.
 */
export function atOddActions(
  visit: (element: ListElement, verdict: ActionVerdict, ctx: RuleContext) => void,
): { statement(statement: Statement, ctx: RuleContext): void } {
  const walk = (statement: Statement, field: Field<List> | undefined, negated: boolean, ctx: RuleContext) => {
    if (field === undefined) return;
    const { facts, fine } = answerFor(field, ctx.catalog);
    if (fine) return;
    field.value.items.forEach((item, index) => {
      const verdict = facts[index]?.verdict;
      if (verdict === undefined || verdict.kind === 'fine') return;
      visit({ statement, field, negated, item, index, value: item.text.value }, verdict, ctx);
    });
  };
  return {
    statement(statement, ctx) {
      walk(statement, statement.action, false, ctx);
      walk(statement, statement.notAction, true, ctx);
    },
  };
}

interface Answer {
  readonly field: Field<List>;
  readonly catalog: Catalog;
  readonly facts: readonly (ActionFacts | undefined)[];
  /** None of the elements is odd. */
  readonly fine: boolean;
}

let last: Answer | undefined;

function answerFor(field: Field<List>, catalog: Catalog): Answer {
  if (last?.field !== field || last.catalog !== catalog) {
    const facts: (ActionFacts | undefined)[] = [];
    let fine = true;
    for (const { text } of field.value.items) {
      const known = text.value === undefined ? undefined : factsOfText(text.value, catalog);
      if (known !== undefined && known.verdict.kind !== 'fine') fine = false;
      facts.push(known);
    }
    last = { field, catalog, facts, fine };
  }
  return last;
}

/** Spellings; all managed policies together have 17,000. */
const MOST = 50_000;

const factsOfText = memoizedPer(MOST, (action, catalog: Catalog): ActionFacts => {
  const match = catalog.expand(action);
  return {
    lower: action.toLowerCase(),
    wild: hasWildcard(action),
    match,
    verdict: judgeAction(catalog, action, match),
  };
});
