import { renameKey } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isSourceKey, serviceGrant } from './confused-deputy.ts';

/** A service is fenced by `aws:Referer`, an older stand-in for `aws:SourceAccount`. */
export const recommendedConditionKeyForServicePrincipal: Rule = {
  id: 'recommended-condition-key-for-service-principal',
  code: 'RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'A service principal is fenced by another key than the source keys',
  check: {
    statement(statement, ctx) {
      const tests = serviceGrant(statement, ctx)?.tests ?? [];
      if (tests.some(({ key }) => isSourceKey(key))) return;
      for (const { key, entry } of tests) {
        if (key !== 'aws:referer') continue;
        const { items, open } = entry.values;
        const account = open.length === 0 && items.every(({ text }) => /^\d{12}$/.test(text.value ?? ''));
        ctx.report({
          at: entry.key.range,
          path: entry.path,
          message: `"${entry.name}" is a poor fence for a service; use "aws:SourceAccount" or "aws:SourceArn"`,
          fixes: () => (account ? renameKey(ctx, entry.path, 'aws:SourceAccount', 'review') : []),
        });
      }
    },
  },
};
