import type { Rule } from '../rule.ts';
import { asksForService, denyTests, guardFixes, SOURCE_KEYS, strikesOthers } from './rcp-guards.ts';

/** A deny that means services and does not say so. */
export const rcpMissingRelatedServicePrincipalConditionKey: Rule = {
  id: 'rcp-missing-related-service-principal-condition-key',
  code: 'RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['rcp'],
  summary: 'A deny by keys of a source is not limited to AWS services',
  check: {
    statement(statement, ctx) {
      const tests = (denyTests(statement, ctx) ?? []).filter(({ parsed }) => parsed?.family !== 'Null');
      const test = strikesOthers(tests, SOURCE_KEYS);
      if (test === undefined || asksForService(tests, 'true')) return;
      ctx.report({
        at: test.entry.key.range,
        path: test.entry.path,
        message: `Only calls of AWS services have "${test.entry.name}", and nothing here keeps the deny to them; ask that "aws:PrincipalIsAWSService" be "true"`,
        fixes: () => guardFixes(statement, ctx, 'BoolIfExists', 'aws:PrincipalIsAWSService', 'true'),
      });
    },
  },
};
