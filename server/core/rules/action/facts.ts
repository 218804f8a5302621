import type { ActionMatch, Catalog } from '../../catalog/catalog.ts';
import { add, hashOfAction } from '../../catalog/fingerprint.ts';
import { memoizedPer } from '../../catalog/memo.ts';
import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Field, Item, List, Statement } from '../../policy/model.ts';
import type { ListElement, RuleContext } from '../rule.ts';
import { type ActionVerdict, judgeAction } from './judge.ts';

/** What the rules want to know about one spelling of an action; made once, however many policies have it. */
export interface ActionFacts {
  /** As IAM compares it. */
  readonly lower: string;
  /** What stands before the colon, in lower case; empty where there is none. */
  readonly prefix: string;
  readonly wild: boolean;
  /** A bit for its service, which others may share; all bits where it may be of any, see `serviceBit`. */
  readonly services: number;
  /** For fingerprints: of 52 bits the upper 20 and, with a sign, the lower 32. Apart they take no memory of their own. */
  readonly hashHigh: number;
  readonly hashLow: number;
  readonly match: ActionMatch;
  /** The names of the resource types that it works on, in lower case, when it is one action. */
  readonly types: readonly string[];
  readonly verdict: ActionVerdict;
  /** A bit for each, see `trait`. */
  readonly traits: number;
}

/** What some rule asks of an element, as a bit: looked at once per spelling, so that most lists cost the rule one glance. */
export type Trait = number;

/** To be told before the first policy is checked: when the module of the rule is loaded. */
export function trait(has: (facts: Untried, catalog: Catalog) => boolean): Trait {
  if (tests.length === 32) throw new Error('there are bits for 32 traits');
  return 1 << (tests.push(has) - 1);
}

const tests: ((facts: Untried, catalog: Catalog) => boolean)[] = [];

type Untried = Omit<ActionFacts, 'traits'>;

export function has(facts: ActionFacts | undefined, which: Trait): boolean {
  return facts !== undefined && (facts.traits & which) !== 0;
}

/** Whether an element of the list has the trait. */
export function anyHas(
  which: Trait,
  field: Field<List>,
  ctx: Pick<RuleContext, 'catalog' | 'notes'>,
): boolean {
  return (answerFor(field, ctx).traits & which) !== 0;
}

/** The facts about the elements of a list, in their order; undefined where a hole hides part of one. */
export function factsOf(
  field: Field<List>,
  ctx: Pick<RuleContext, 'catalog' | 'notes'>,
): readonly (ActionFacts | undefined)[] {
  return answerFor(field, ctx).facts;
}

/** Whether an element may be of a service, by its `serviceBit`; false is certain. Holes do not count. */
export function maySpeakOf(
  service: number,
  field: Field<List>,
  ctx: Pick<RuleContext, 'catalog' | 'notes'>,
): boolean {
  return (answerFor(field, ctx).services & service) !== 0;
}

/** `prefix` in lower case. */
export function serviceBit(prefix: string): number {
  return 1 << (hashOfAction(prefix) & 31);
}

/** Whether an element may stand twice in a list, letter case aside; false is certain. */
export function mayRepeat(field: Field<List>, ctx: Pick<RuleContext, 'catalog' | 'notes'>): boolean {
  return answerFor(field, ctx).repeats;
}

/** See `hashOfActions`; undefined where a hole hides part of an element. */
export function sumOfHashes(
  field: Field<List>,
  ctx: Pick<RuleContext, 'catalog' | 'notes'>,
): number | undefined {
  return answerFor(field, ctx).hash;
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
    const { facts, traits } = answerFor(field, ctx);
    if ((traits & odd) === 0) return;
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
  readonly services: number;
  /** An element may stand twice, see `mayRepeat`. */
  readonly repeats: boolean;
  /** Of all elements together. */
  readonly traits: number;
  /** The hashes of all elements, added up as those of fingerprints are; undefined where a hole hides part of one. */
  readonly hash: number | undefined;
}

const odd = trait(({ verdict }) => verdict.kind !== 'fine');

function traitsOf(facts: Untried, catalog: Catalog): number {
  return tests.reduce((traits, test, bit) => (test(facts, catalog) ? traits | (1 << bit) : traits), 0);
}

/** The list that was asked about last: the rules ask one after the other about the same. */
const last: { field?: Field<List>; notes?: object; answer?: Answer } = {};

function answerFor(field: Field<List>, ctx: Pick<RuleContext, 'catalog' | 'notes'>): Answer {
  if (last.field === field && last.notes === ctx.notes && last.answer !== undefined) return last.answer;
  const known = ctx.notes.get(field) as Answer | undefined;
  const answer = known ?? answerAbout(field.value.items, ctx.catalog);
  if (known === undefined) ctx.notes.set(field, answer);
  last.field = field;
  last.notes = ctx.notes;
  last.answer = answer;
  return answer;
}

function answerAbout(items: readonly Item[], catalog: Catalog): Answer {
  const facts: (ActionFacts | undefined)[] = [];
  let traits = 0;
  let high = 0;
  let low = 0;
  let services = 0;
  let whole = true;
  let repeats = items.length > MOST_TOLD_APART;
  toldApart++;
  for (let index = 0; index < items.length; index++) {
    const value = items[index]?.text.value;
    const found = value === undefined ? undefined : factsOfText(value, catalog);
    facts.push(found);
    if (found === undefined) whole = false;
    else {
      traits |= found.traits;
      services |= found.services;
      high = (high + found.hashHigh) & 0xfffff;
      low += found.hashLow >>> 0;
      repeats ||= isKnown(found.hashLow);
    }
  }
  return { facts, traits, services, repeats, hash: whole ? add(high * 0x1_0000_0000, low) : undefined };
}

/** Whether the list at hand had an action of this hash before; one table serves all lists. */
function isKnown(hash: number): boolean {
  for (let slot = hash & SLOTS; ; slot = (slot + 1) & SLOTS) {
    if (lists[slot] !== toldApart) {
      lists[slot] = toldApart;
      hashes[slot] = hash;
      return false;
    }
    if (hashes[slot] === hash) return true;
  }
}

const SLOTS = 1023;
const MOST_TOLD_APART = 500;
/** Per slot, the number of the list that last used it, and the hash. */
const lists = new Float64Array(SLOTS + 1);
const hashes = new Int32Array(SLOTS + 1);
let toldApart = 0;

/** The check of a rule about a few actions: `visit` is called for those elements whose facts are `wanted`. */
export function atActions(
  wanted: (facts: Untried) => boolean,
  visit: (element: ListElement, ctx: RuleContext) => void,
): { statement(statement: Statement, ctx: RuleContext): void } {
  const which = trait(wanted);
  const walk = (statement: Statement, field: Field<List> | undefined, negated: boolean, ctx: RuleContext) => {
    if (field === undefined || !anyHas(which, field, ctx)) return;
    const { facts } = answerFor(field, ctx);
    for (let index = 0; index < facts.length; index++) {
      const each = facts[index];
      const item = field.value.items[index];
      if (item === undefined || !has(each, which)) continue;
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
  const hash = hashOfAction(lower);
  const prefix = lower.slice(0, Math.max(0, lower.indexOf(':')));
  const facts: Draft = {
    traits: 0,
    services: prefix === '' || hasWildcard(prefix) ? -1 : serviceBit(prefix),
    hashHigh: Math.floor(hash / 0x1_0000_0000),
    hashLow: hash | 0,
    lower,
    prefix,
    wild: hasWildcard(action),
    match,
    types: match.kind === 'one' ? match.action.resourceTypes.map(({ type }) => type.name.toLowerCase()) : [],
    verdict: judgeAction(catalog, action, match),
  };
  facts.traits = traitsOf(facts, catalog);
  return facts;
});

type Draft = { -readonly [Name in keyof ActionFacts]: ActionFacts[Name] };
