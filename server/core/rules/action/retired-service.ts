import type { Item, PolicyPath, Statement } from '../../policy/model.ts';
import { removePath, removePaths } from '../fixes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';
import { anyHas, factsOf, trait } from './facts.ts';

/** An action of a service that AWS no longer supports, though its reference still lists it: `lookoutmetrics:*`. */
export const retiredService: Rule = {
  id: 'retired-service',
  severity: 'info',
  dialects: ['aws'],
  summary: 'The service of an action is no longer supported by AWS',
  tags: ['deprecated'],
  check: {
    principal({ entry, item: { text, path }, value }, ctx) {
      if (entry?.kind !== 'Service' || value === undefined) return;
      const [prefix = ''] = value.toLowerCase().split('.', 1);
      const day = ctx.catalog.endedServices.get(prefix);
      const service = ctx.catalog.service(prefix);
      if (day === undefined || service === undefined) return;
      if (ctx.catalog.servicePrincipal(value)?.name !== `${prefix}.amazonaws.com`) return;
      ctx.report({
        at: text.range,
        path,
        message: `AWS's support for ${service.name} ended on ${day}, so nothing calls as "${value}" any more; take it away`,
      });
    },
    statement(statement, ctx) {
      for (const [prefix, items] of endedIn(statement, ctx)) {
        const [first, ...others] = items;
        const service = ctx.catalog.service(prefix);
        if (first === undefined || service === undefined) continue;
        ctx.report({
          at: first.text.range,
          path: first.path,
          message: `AWS's support for ${service.name} ended on ${ctx.catalog.endedServices.get(prefix)}, so "${first.text.value}" has nothing left to act on; take it away`,
          related: others.map(({ text, path }) => ({
            at: text.range,
            path,
            message: `Of ${service.name} too`,
          })),
          fixes: () => removal(statement, items, ctx),
        });
      }
    },
  },
};

/** Elements of `Action` by the prefix of their service. */
function endedIn({ action }: Statement, ctx: RuleContext): ReadonlyMap<string, readonly Item[]> {
  const { endedServices } = ctx.catalog;
  if (action === undefined || !anyHas(ended, action, ctx)) return NONE;
  const byPrefix = new Map<string, Item[]>();
  const facts = factsOf(action, ctx);
  action.value.items.forEach((item, index) => {
    const prefix = facts[index]?.prefix ?? '';
    if (!endedServices.has(prefix)) return;
    const known = byPrefix.get(prefix);
    if (known === undefined) byPrefix.set(prefix, [item]);
    else known.push(item);
  });
  return byPrefix;
}

const ended = trait(({ prefix }, { endedServices }) => endedServices.has(prefix));

const NONE: ReadonlyMap<string, readonly Item[]> = new Map();

/** The actions, or the whole statement where nothing else is in it. The last statement of a policy stays. */
function removal(statement: Statement, items: readonly Item[], ctx: RuleContext): readonly Fix[] {
  const { action, path } = statement;
  const all = action?.value.items.length === items.length && action.value.open.length === 0;
  if (!all) {
    const paths = items.map((item): PolicyPath => item.path);
    const title = items.length === 1 ? `Remove "${items[0]?.text.value}"` : `Remove ${items.length} actions`;
    return removePaths(ctx, paths, 'review', title);
  }
  return ctx.policy.statements.length > 1 ? removePath(ctx, path, 'review', 'Remove the statement') : [];
}
