import type { ActionMatch, Catalog } from '../../catalog/catalog.ts';
import { memoized } from '../../catalog/memo.ts';
import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Field, List } from '../../policy/model.ts';
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
  if (last?.field !== field || last.catalog !== catalog) {
    const ask = askFor(catalog);
    const { items } = field.value;
    last = {
      field,
      catalog,
      facts: items.map(({ text: { value } }) => (value === undefined ? value : ask(value))),
    };
  }
  return last.facts;
}

let last:
  | {
      readonly field: Field<List>;
      readonly catalog: Catalog;
      readonly facts: readonly (ActionFacts | undefined)[];
    }
  | undefined;

function askFor(catalog: Catalog): (action: string) => ActionFacts {
  const known = memories.get(catalog);
  if (known !== undefined) return known;
  const ask = memoized(MOST, (action): ActionFacts => {
    const match = catalog.expand(action);
    return {
      lower: action.toLowerCase(),
      wild: hasWildcard(action),
      match,
      verdict: judgeAction(catalog, action, match),
    };
  });
  memories.set(catalog, ask);
  return ask;
}

const memories = new WeakMap<Catalog, (action: string) => ActionFacts>();

/** Spellings; all managed policies together have 17,000. */
const MOST = 50_000;
