import type { ActionMatch, Catalog } from '../../catalog/catalog.ts';
import { hashOfAction } from '../../catalog/fingerprint.ts';
import { memoizedPer } from '../../catalog/memo.ts';
import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Field, List, Statement } from '../../policy/model.ts';
import type { ListElement, RuleContext } from '../rule.ts';
import { type ActionVerdict, judgeAction } from './judge.ts';

/** What the rules want to know about one spelling of an action; made once, however many policies have it. */
export interface ActionFacts {
  /** As IAM compares it. */
  readonly lower: string;
  /** What stands before the colon, in lower case; empty where there is none. */
  readonly prefix: string;
  readonly wild: boolean;
  /** For fingerprints. */
  readonly hash: number;
  readonly match: ActionMatch;
  /** The names of the resource types that it works on, in lower case, when it is one action. */
  readonly types: readonly string[];
  readonly verdict: ActionVerdict;
}

/** The facts about the elements of a list, in their order; undefined where a hole hides part of one. */
export function factsOf(
  field: Field<List>,
  ctx: Pick<RuleContext, 'catalog' | 'notes'>,
): readonly (ActionFacts | undefined)[] {
  return answerFor(field, ctx).facts;
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
    const { facts, fine } = answerFor(field, ctx);
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
  readonly facts: readonly (ActionFacts | undefined)[];
  /** None of the elements is odd. */
  readonly fine: boolean;
}

function answerFor(field: Field<List>, { catalog, notes }: Pick<RuleContext, 'catalog' | 'notes'>): Answer {
  const known = notes.get(field) as Answer | undefined;
  if (known !== undefined) return known;
  const facts: (ActionFacts | undefined)[] = [];
  let fine = true;
  for (const { text } of field.value.items) {
    const found = text.value === undefined ? undefined : factsOfText(text.value, catalog);
    if (found !== undefined && found.verdict.kind !== 'fine') fine = false;
    facts.push(found);
  }
  const answer = { facts, fine };
  notes.set(field, answer);
  return answer;
}

/** The check of a rule about a few actions: `visit` is called for those elements whose facts are `wanted`. */
export function atActions(
  wanted: (facts: ActionFacts) => boolean,
  visit: (element: ListElement, ctx: RuleContext) => void,
): { statement(statement: Statement, ctx: RuleContext): void } {
  const walk = (statement: Statement, field: Field<List> | undefined, negated: boolean, ctx: RuleContext) => {
    if (field === undefined) return;
    const { facts } = answerFor(field, ctx);
    for (let index = 0; index < facts.length; index++) {
      const each = facts[index];
      const item = field.value.items[index];
      if (each === undefined || item === undefined || !wanted(each)) continue;
      visit({ statement, field, negated, item, index, value: item.text.value }, ctx);
    }
  };
  return {
    statement(statement, ctx) {
      walk(statement, statement.action, false, ctx);
      walk(statement, statement.notAction, true, ctx);
    },
  };
}

/** Spellings; all managed policies together have 17,000. */
const MOST = 50_000;

const factsOfText = memoizedPer(MOST, (action, catalog: Catalog): ActionFacts => {
  const match = catalog.expand(action);
  const lower = action.toLowerCase();
  return {
    lower,
    prefix: lower.slice(0, Math.max(0, lower.indexOf(':'))),
    hash: hashOfAction(lower),
    wild: hasWildcard(action),
    match,
    types: match.kind === 'one' ? match.action.resourceTypes.map(({ type }) => type.name.toLowerCase()) : [],
    verdict: judgeAction(catalog, action, match),
  };
});
