import type { Statement } from '../../policy/model.ts';
import { factsOf } from '../action/facts.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** `acs:ram:…` in a statement that only allows actions of `log`: none of them works on such a resource. */
export const arnOfAnotherService: Rule = {
  id: 'arn-of-another-service',
  severity: 'info',
  dialects: ['ram'],
  kinds: ['identity', 'session', 'scp'],
  summary: 'The service of an ARN is that of none of the actions',
  check: {
    resource({ statement, negated, item: { text, path }, value }, ctx) {
      const service = value === undefined || negated ? undefined : SERVICE.exec(value)?.[1];
      if (service === undefined || ctx.catalog.service(service) === undefined) return;
      const services = servicesOf(statement, ctx);
      if (services === undefined || services.has(service)) return;
      const named = [...services].map((one) => `"${one}"`).join(', ');
      ctx.report({
        at: text.range,
        path,
        message: `The actions of the statement belong to ${named} and this resource to "${service}", so it adds nothing as far as is known; name a resource of theirs`,
      });
    },
  },
};

const SERVICE = /^acs:([a-z][a-z0-9-]*):/;

/** What the actions work on, by service code; undefined where one of them may work on anything, or is of a service that is not listed. */
function servicesOf(statement: Statement, ctx: RuleContext): ReadonlySet<string> | undefined {
  const { action, notAction } = statement;
  if (action === undefined || notAction !== undefined || action.value.open.length > 0) return undefined;
  const services = new Set<string>();
  for (const facts of factsOf(action, ctx)) {
    if (facts === undefined || facts.match.kind === 'all') return undefined;
    const service = ctx.catalog.service(facts.prefix);
    // Only of these it is known which services' resources their actions take.
    if (service === undefined || service.actions.length === 0) return undefined;
    services.add(service.prefix);
    for (const other of NEIGHBOURS[service.prefix] ?? []) services.add(other);
  }
  return services.size === 0 ? undefined : services;
}

/** Services whose actions work on the resources of others, as documented or seen. */
const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  arms: ['cms', 'log', 'xtrace'],
  cms: ['arms', 'ecs', 'log', 'oss', 'rds', 'xtrace'],
  sts: ['ram'],
  xtrace: ['arms', 'log'],
};
