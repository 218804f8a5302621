import type { Action, ActionResource } from '../../catalog/catalog.ts';
import { anyHas, factsOf, has, trait } from '../action/facts.ts';
import { type KnownResources, readResources } from '../action/known-resources.ts';
import { mayAllow } from '../action/may-allow.ts';
import type { Rule } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';

/** `lookoutmetrics:CreateAlert` on a detector: the request is about the alert too, and that is not named. */
export const missingRequiredResource: Rule = {
  id: 'missing-required-resource',
  severity: 'hint',
  dialects: ['aws'],
  kinds: ['identity'],
  summary: 'An action needs resources of several types, and some are not named',
  check: {
    statement(statement, ctx) {
      const { action, resource, open } = statement;
      if (action === undefined || resource === undefined || open.length > 0) return;
      if (effectOf(statement, ctx.policy) !== 'Allow') return;
      if (!anyHas(needsSeveral, action, ctx)) return;
      const facts = factsOf(action, ctx);
      const known = readResources(resource.value, ctx);
      if (known === undefined) return;
      action.value.items.forEach((item, index) => {
        const match = has(facts[index], needsSeveral) ? facts[index]?.match : undefined;
        if (match?.kind !== 'one') return;
        const missing = missingTypes(match.action, known);
        // Another statement may name the rest.
        if (missing.length === 0 || mayAllow(ctx, match.action.fullName, statement)) return;
        const forms = missing.slice(0, 3).map(({ type }) => `${type.name} (${type.arns[0] ?? 'no ARN'})`);
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `"${item.text.value}" is about several resources at once, and each must be allowed; what is missing here is ${forms.join(', ')}${missing.length > 3 ? ' …' : ''}`,
          related: [{ at: resource.key, path: resource.path, message: 'The resources of the statement' }],
        });
      });
    },
  },
};

const needsSeveral = trait(({ match }) => match.kind === 'one' && required(match.action).length > 1);

function required({ service, resourceTypes }: Action): readonly ActionResource[] {
  return TOLD.has(service) ? resourceTypes.filter((one) => one.required) : [];
}

/** Services whose guides say so. Elsewhere the reference marks types as required of which a request has one. */
const TOLD: ReadonlySet<string> = new Set(['aps', 'lookoutmetrics']);

/** Types that every request needs and no ARN is of, where some ARN is of another that it needs. */
function missingTypes(action: Action, { types }: KnownResources): readonly ActionResource[] {
  const needed = required(action);
  const missing = needed.filter(({ type }) => !types.has(type.name.toLowerCase()));
  return missing.length < needed.length ? missing : [];
}
