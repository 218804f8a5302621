import type { Rule } from '../rule.ts';
import { asksForService, denyTests, guardFixes, PRINCIPAL_KEYS, strikesOthers } from './rcp-guards.ts';

/** A deny that means foreign principals and strikes AWS services too. */
export const rcpMissingRelatedPrincipalConditionKey: Rule = {
  id: 'rcp-missing-related-principal-condition-key',
  code: 'RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['rcp'],
  summary: 'A deny by keys of the principal does not leave out AWS services',
  check: {
    statement(statement, ctx) {
      const tests = denyTests(statement, ctx) ?? [];
      const test = strikesOthers(tests, PRINCIPAL_KEYS);
      if (test === undefined || asksForService(tests, 'false')) return;
      if (tests.some(({ key }) => key.startsWith('aws:principalservicename'))) return;
      ctx.report({
        at: test.entry.key.range,
        path: test.entry.path,
        message: `AWS services have no "${test.entry.name}", so this denies their calls as well; ask that "aws:PrincipalIsAWSService" be "false"`,
        fixes: () => guardFixes(statement, ctx, 'BoolIfExists', 'aws:PrincipalIsAWSService', 'false'),
      });
    },
  },
};
