import type { Rule } from '../rule.ts';
import { notActionTagReports } from './tag-rules.ts';

/** Deny with NotAction and `aws:ResourceTag/…`: actions without tags are not denied. */
export const denyNotactionWithUnsupportedTagConditionKeyForService: Rule = {
  id: 'deny-notaction-with-unsupported-tag-condition-key-for-service',
  code: 'DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'A deny with NotAction tests resource tags',
  check: {
    statement(statement, ctx) {
      for (const report of notActionTagReports(statement, 'Deny', ctx)) ctx.report(report);
    },
  },
};
