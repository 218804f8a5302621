import type { Action, Service } from '../../catalog/catalog.ts';
import { distance, slips, wordsOf } from '../../catalog/distance.ts';
import { memoizedPer } from '../../catalog/memo.ts';
import { favoured, operationActions } from '../../catalog/synonyms.ts';
import { rangeWithin } from '../../policy/text.ts';
import { own } from '../../text/own.ts';
import { fix, replaceText } from '../fixes.ts';
import { nearestWord } from '../resource/nearest.ts';
import type { Fix, ListElement, Rule, RuleContext } from '../rule.ts';
import { isArn, moveToResource } from './arn-in-action.ts';
import { atOddActions } from './facts.ts';
import { type ActionVerdict, stemOf } from './judge.ts';

/** `aps:QueryMetric`: a known service has no such action. */
export const invalidAction: Rule = {
  id: 'invalid-action',
  code: 'INVALID_ACTION',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A known service has no such action',
  check: atOddActions((element, verdict, ctx) => {
    if (element.value === undefined) return;
    if (verdict.kind === 'unknown-action') reportUnknown(element, element.value, verdict.service, ctx);
    else if (verdict.kind === 'malformed' && isArn(element.value)) reportArn(element, element.value, ctx);
    else if (verdict.kind === 'malformed') reportMalformed(element, element.value, verdict, ctx);
    else if (verdict.kind === 'retired-action' && verdict.past.reported) {
      ctx.report({
        at: element.item.text.range,
        path: element.item.path,
        severity: 'hint',
        tags: ['deprecated'],
        message: `${verdict.service.name} no longer has "${element.value}": it left AWS's reference by ${verdict.past.since}, and the element matches nothing; remove it`,
      });
    }
  }),
};

function reportUnknown(element: ListElement, value: string, service: Service, ctx: RuleContext): void {
  const { item, negated } = element;
  const { text, path } = item;
  const near = nearNames(value, service, ctx);
  const [first] = near;
  const what = stemOf(value) === undefined ? 'action' : 'action that fits';
  const certain = first !== undefined && isSlip(value, first, service);
  ctx.report({
    at: text.range,
    path,
    ...(certain ? {} : { severity: 'warning' }),
    message: certain
      ? `${service.name} has no ${what} "${value}", so it ${negated ? 'excepts' : 'matches'} nothing; did you mean "${first}"?`
      : `${service.name} had no ${what} "${value}" on ${ctx.catalog.date}; unless it is newer than that, ${
          first === undefined ? 'check the spelling' : `"${first}" may be meant`
        }`,
    fixes: () => [
      ...byAllOfThem(element, value, ctx),
      ...near.flatMap((name) => replaceText(ctx, text, name, 'review')),
    ],
  });
}

/** An API operation that asks for several actions at once: `s3:CopyObject` reads one object and writes another. */
function byAllOfThem({ item, field }: ListElement, value: string, ctx: RuleContext): readonly Fix[] {
  const actions = own(operationActions, value.toLowerCase()) ?? [];
  const [first, ...others] = actions;
  if (first === undefined || others.length === 0) return [];
  const { write } = ctx.policy;
  const { items, single } = field.value;
  const present = new Set(items.map((each) => each.text.value?.toLowerCase()));
  const [next, ...rest] = actions.filter((action) => !present.has(action.toLowerCase()));
  const index = items.indexOf(item) + 1;
  const at = [...field.path, index];
  const add = (action: string) => (index < items.length ? write.insert(at, action) : write.set(at, action));
  const edits =
    next === undefined
      ? write.remove(item.path)
      : single
        ? write.set(field.path, actions)
        : [...write.text(item.text, next), ...rest.flatMap(add)];
  const words =
    others.length === 1 ? `"${first}" and "${others[0]}"` : `all ${actions.length} actions that it asks for`;
  return fix(`Replace by ${words}`, 'review', write.tidy?.(edits) ?? edits);
}

function reportArn(element: ListElement, value: string, ctx: RuleContext): void {
  const { text, path } = element.item;
  const resources =
    element.negated || ctx.kind === 'trust' ? 'a resource' : 'a resource, which "Resource" names';
  ctx.report({
    at: rangeWithin(text, 0, value.length),
    path,
    message: `"${value}" is the ARN of ${resources}, and not of the form service:Action, so IAM refuses it; name what may be done with it`,
    fixes: () => moveToResource(element, value, ctx),
  });
}

function reportMalformed(
  { item: { text, path } }: ListElement,
  value: string,
  verdict: Extract<ActionVerdict, { kind: 'malformed' }>,
  ctx: RuleContext,
): void {
  const near =
    verdict.repaired === undefined
      ? ctx.catalog.nearestActions(value, 3).map(({ fullName }) => fullName)
      : [verdict.repaired];
  const [first] = near;
  const advice = first === undefined ? 'write service:Action, or "*" for all' : `did you mean "${first}"?`;
  ctx.report({
    at: value === '' ? text.range : rangeWithin(text, 0, value.length),
    path,
    message:
      value === ''
        ? 'An empty text names no action; write service:Action, or "*" for all'
        : `"${value}" is not of the form service:Action, so IAM refuses it; ${advice}`,
    fixes: () => near.flatMap((name) => replaceText(ctx, text, name, 'review')),
  });
}

/** What may be meant, the best first; for `aps:Discribe*` the beginning of the service's actions that looks like it. */
function nearNames(value: string, service: Service, ctx: RuleContext): readonly string[] {
  const stem = stemOf(value);
  if (stem === undefined) {
    if (!mayLook(ctx)) return [];
    const operation = own(operationActions, value.toLowerCase()) !== undefined;
    return ctx.catalog
      .nearestActions(value, 5)
      .filter((each) => operation || each.service === service.prefix || favoured.has(each.service))
      .slice(0, 3)
      .map(({ fullName }) => fullName);
  }
  const near = nearestBeginning(nameOf(stem), service);
  return near === undefined ? [] : [`${service.prefix}:${near}${value.slice(stem.length)}`];
}

/** Somebody has to read the suggestions: a text with thousands of unknown actions was not typed, and must not take seconds. */
function mayLook({ notes }: RuleContext): boolean {
  const searches = Number(notes.get(invalidAction) ?? 0) + 1;
  notes.set(invalidAction, searches);
  return searches <= MOST_SEARCHES;
}

/** Per policy. */
const MOST_SEARCHES = 1_000;

/**
 * Whether the author surely meant the other name: a slip of spelling in the same service, or an API operation that goes by
 * another action (`s3:ListObjects`). What is only alike may be a new name, above all where the verb is another one.
 */
function isSlip(value: string, near: string, service: Service): boolean {
  if (own(operationActions, value.toLowerCase()) !== undefined) return true;
  if (!near.toLowerCase().startsWith(`${service.prefix}:`)) return false;
  const [written, meant] = [nameOf(value), nameOf(near)];
  const [verb] = wordsOf(written);
  if (verb !== wordsOf(meant)[0] && service.actions.some(({ name }) => wordsOf(name)[0] === verb))
    return false;
  const limit = Math.min(2, slips(written.length));
  return distance(written.toLowerCase(), meant.toLowerCase(), limit) <= limit;
}

function nameOf(fullName: string): string {
  return fullName.slice(fullName.indexOf(':') + 1);
}

/** The beginning of an action of the service that a pattern's beginning was meant to be. Both are remembered: patterns come again. */
const nearestBeginning = memoizedPer(1_000, (stem: string, service: Service) =>
  nearestWord(stem, beginningsOf(service)),
);

function beginningsOf(service: Service): ReadonlySet<string> {
  const known = beginningsBy.get(service);
  if (known !== undefined) return known;
  const found = beginnings(service.actions);
  beginningsBy.set(service, found);
  return found;
}

const beginningsBy = new WeakMap<Service, ReadonlySet<string>>();

/** `DescribeTable` begins with `Describe` and with itself. */
function beginnings(actions: readonly Action[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name } of actions) {
    for (const match of name.matchAll(/[a-z0-9](?=[A-Z])|$/g)) found.add(name.slice(0, match.index + 1));
  }
  return found;
}
