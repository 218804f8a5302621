import type { Rule } from '../rule.ts';
import { unsupportedTagReports } from './tag-rules.ts';

/** Deny with `aws:ResourceTag/…` for actions that carry no tags: they are never denied. */
export const denyWithUnsupportedTagConditionKeyForService: Rule = {
  id: 'deny-with-unsupported-tag-condition-key-for-service',
  code: 'DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'A deny tests resource tags that some of its actions do not have',
  check: {
    statement(statement, ctx) {
      for (const report of unsupportedTagReports(statement, 'Deny', ctx)) ctx.report(report);
    },
  },
};
