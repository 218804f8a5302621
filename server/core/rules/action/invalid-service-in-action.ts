import { rangeWithin } from '../../policy/text.ts';
import { replacePart } from '../fixes.ts';
import type { ListElement, Rule, RuleContext } from '../rule.ts';
import { atOddActions } from './facts.ts';

/** `amp:QueryMetrics`: no service has this prefix. */
export const invalidServiceInAction: Rule = {
  id: 'invalid-service-in-action',
  code: 'INVALID_SERVICE_IN_ACTION',
  severity: 'error',
  dialects: ['aws'],
  summary: 'The service prefix of an action does not exist',
  check: atOddActions((element, verdict, ctx) => {
    if (verdict.kind === 'unknown-service') reportUnknown(element, verdict.prefix, ctx);
    else if (verdict.kind === 'wild-service') reportPattern(element, verdict.prefix, verdict.services, ctx);
    else if (verdict.kind === 'retired-service' && verdict.past.reported) {
      ctx.report({
        at: element.item.text.range,
        path: element.item.path,
        severity: 'hint',
        tags: ['deprecated'],
        message: `AWS no longer knows the service "${verdict.prefix}": it left the reference by ${verdict.past.since}, and the action does nothing; remove it`,
      });
    }
  }),
};

function reportUnknown({ item: { text, path } }: ListElement, prefix: string, ctx: RuleContext): void {
  const near = ctx.catalog.nearestServices(prefix, 3);
  const [first] = near;
  const at = rangeWithin(text, 0, prefix.length);
  ctx.report({
    at,
    path,
    ...(first === undefined ? { severity: 'warning' } : {}),
    message:
      first === undefined
        ? `AWS had no service "${prefix}" on ${ctx.catalog.date}; check the prefix unless it is newer than that`
        : `AWS has no service "${prefix}", so the action matches nothing; did you mean "${first}"?`,
    fixes: () => near.flatMap((name) => replacePart(ctx, at, name, 'review')),
  });
}

/** Without wildcards in the prefix it takes one element per service. */
function reportPattern(
  { item: { text, path } }: ListElement,
  prefix: string,
  services: readonly string[],
  ctx: RuleContext,
): void {
  const at = rangeWithin(text, 0, prefix.length);
  const some = services.slice(0, 5);
  ctx.report({
    at,
    path,
    message: `IAM takes no wildcard in the service of an action, and "${prefix}" has one; write one element per service`,
    fixes: () => some.flatMap((name) => replacePart(ctx, at, name, 'review')),
  });
}
