import { removePath, setPath } from '../fixes.ts';
import type { ListElement, Rule, RuleContext } from '../rule.ts';
import { effectOf } from './effect.ts';

/** Resource control policies reach some services only, and a deny must name them. */
export const rcpSyntaxErrorAction: Rule = {
  id: 'rcp-syntax-error-action',
  code: 'RCP_SYNTAX_ERROR_ACTION',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['rcp'],
  summary: 'A resource control policy names a service that such policies do not reach',
  check: {
    action(element, ctx) {
      if (element.negated || element.value === undefined) return;
      if (element.value === '*') reportStar(element, ctx);
      else judgeService(element, element.value, ctx);
    },
  },
};

function reportStar({ statement, item, field }: ListElement, ctx: RuleContext): void {
  if (effectOf(statement, ctx.policy) !== 'Deny') return;
  ctx.report({
    at: item.text.range,
    path: item.path,
    message: 'A resource control policy cannot deny "*" alone; name the services, as in "s3:*"',
    fixes: () => {
      const all = [...ctx.catalog.rcpServices].sort().map((prefix) => `${prefix}:*`);
      if (field.value.items.length > 1 || field.value.open.length > 0 || all.length === 0) return [];
      return setPath(ctx, field.path, all, 'review', 'Replace by every service that such policies reach');
    },
  });
}

/** The services grow in number, so one that the data does not list is no certain error. */
function judgeService({ item, field }: ListElement, value: string, ctx: RuleContext): void {
  const colon = value.indexOf(':');
  const prefix = value.slice(0, colon).toLowerCase();
  const { rcpServices } = ctx.catalog;
  if (colon < 1 || rcpServices.size === 0 || rcpServices.has(prefix)) return;
  const service = ctx.catalog.service(prefix);
  if (service === undefined) return;
  ctx.report({
    at: item.text.range,
    path: item.path,
    severity: 'warning',
    message: `Resource control policies did not reach ${service.name} on ${ctx.catalog.date}, so AWS refuses "${value}" unless it was added since; remove it`,
    fixes: () =>
      field.value.items.length > 1 ? removePath(ctx, item.path, 'review', `Remove "${value}"`) : [],
  });
}
