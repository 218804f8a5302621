import type { Rule } from '../rule.ts';
import { fenceFixes, isSourceKey, serviceGrant } from '../statement/confused-deputy.ts';

/** The role of a service whose guide asks for a condition on the source. */
export const unfencedServiceInTrustPolicy: Rule = {
  id: 'unfenced-service-in-trust-policy',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'A service may assume the role for whoever makes it do so',
  check: {
    statement(statement, ctx) {
      const grant = serviceGrant(statement, ctx);
      if (grant === undefined || grant.tests.some(({ key }) => isSourceKey(key))) return;
      for (const { text, path } of grant.services) {
        const name = ctx.catalog.servicePrincipal(text.value ?? '')?.name ?? text.value ?? '';
        if (!ASKED.has(name)) continue;
        ctx.report({
          at: text.range,
          path,
          message: `"${text.value}" may assume this role for any account that makes it do so; test "aws:SourceAccount" and "aws:SourceArn", as its guide says`,
          fixes: () => fenceFixes(statement, ctx),
        });
      }
    },
  },
};

/** Services whose guides fence the trust policies of their roles. Most services send no source when they assume a role. */
const ASKED: ReadonlySet<string> = new Set(['lookoutmetrics.amazonaws.com']);
