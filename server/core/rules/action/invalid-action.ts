import type { Action, Service } from '../../catalog/catalog.ts';
import { distance, slips } from '../../catalog/distance.ts';
import { operationActions } from '../../catalog/synonyms.ts';
import { rangeWithin } from '../../policy/text.ts';
import { replaceText } from '../fixes.ts';
import { nearestWord } from '../resource/nearest.ts';
import type { ListElement, Rule, RuleContext } from '../rule.ts';
import { type ActionVerdict, judgeAction, stemOf } from './judge.ts';

/** `aps:QueryMetric`: a known service has no such action. */
export const invalidAction: Rule = {
  id: 'invalid-action',
  code: 'INVALID_ACTION',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A known service has no such action',
  check: {
    action(element, ctx) {
      if (element.value === undefined) return;
      const verdict = judgeAction(ctx.catalog, element.value);
      if (verdict.kind === 'unknown-action') reportUnknown(element, element.value, verdict.service, ctx);
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
    },
  },
};

function reportUnknown(
  { item: { text, path }, negated }: ListElement,
  value: string,
  service: Service,
  ctx: RuleContext,
): void {
  const near = nearNames(value, service, ctx);
  const [first] = near;
  const effect = negated ? 'excepts' : 'matches';
  const shown = stemOf(value) === undefined ? 'action' : 'action that fits';
  ctx.report({
    at: text.range,
    path,
    ...(first !== undefined && isSlip(value, first) ? {} : { severity: 'warning' }),
    message:
      first === undefined
        ? `${service.name} had no ${shown} "${value}" on ${ctx.catalog.date}; check the spelling unless it is newer than that`
        : `${service.name} has no ${shown} "${value}", so it ${effect} nothing; did you mean "${first}"?`,
    fixes: () => near.flatMap((name) => replaceText(ctx, text, name, 'review')),
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
  if (stem === undefined) return ctx.catalog.nearestActions(value, 3).map(({ fullName }) => fullName);
  const near = nearestWord(nameOf(stem), beginnings(service.actions));
  return near === undefined ? [] : [`${service.prefix}:${near}${value.slice(stem.length)}`];
}

/**
 * Whether the author surely meant the other name: a slip of spelling in the same service, or an API operation that goes by
 * another action (`s3:ListObjects`). What is only alike in meaning may be a new name.
 */
function isSlip(value: string, near: string): boolean {
  if (operationActions[value.toLowerCase()] !== undefined) return true;
  const [written, meant] = [value.toLowerCase(), near.toLowerCase()];
  if (written.slice(0, written.indexOf(':')) !== meant.slice(0, meant.indexOf(':'))) return false;
  const limit = slips(nameOf(written).length);
  return distance(nameOf(written), nameOf(meant), limit) <= limit;
}

function nameOf(fullName: string): string {
  return fullName.slice(fullName.indexOf(':') + 1);
}

/** `DescribeTable` begins with `Describe` and with itself. */
function beginnings(actions: readonly Action[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name } of actions) {
    for (const match of name.matchAll(/[a-z0-9](?=[A-Z])|$/g)) found.add(name.slice(0, match.index + 1));
  }
  return found;
}
