import { hasWildcard, matches } from '../../catalog/wildcard.ts';
import type { Statement } from '../../policy/model.ts';
import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { arnPart, fieldRange, partRange, SERVICE } from './element-arn.ts';

/** `arn:aws:*:*:*:*`: the service of an ARN is a pattern. */
export const wildcardInServiceName: Rule = {
  id: 'wildcard-in-service-name',
  code: 'WILDCARD_IN_SERVICE_NAME',
  severity: 'info',
  dialects: ['aws'],
  textual: true,
  summary: 'The service of an ARN is a pattern',
  check: {
    resource({ statement, item: { text, path } }, ctx) {
      const part = arnPart(text, SERVICE);
      if (part === undefined || !hasWildcard(part.text) || part.text.includes('${')) return;
      ctx.report({
        at: partRange(text, part),
        path,
        message: `The service "${part.text}" of the ARN is a pattern, so the statement reaches into every service that fits; name the service, or write "*" alone if all of them are meant`,
        fixes: () =>
          servicesOf(statement)
            .filter((service) => matches(part.text, service))
            .slice(0, 5)
            .flatMap((service) => replacePart(ctx, fieldRange(text, part), service, 'review')),
      });
    },
  },
};

/** Prefixes of the statement's actions that are no patterns themselves. */
function servicesOf(statement: Statement): readonly string[] {
  const prefixes = (statement.action?.value.items ?? []).flatMap(({ text }) => {
    const colon = text.value?.indexOf(':') ?? -1;
    const prefix = text.value?.slice(0, Math.max(0, colon)).toLowerCase() ?? '';
    return prefix === '' || hasWildcard(prefix) ? [] : [prefix];
  });
  return [...new Set(prefixes)];
}
