import type { Rule } from '../rule.ts';
import { notActionTagReports } from './tag-rules.ts';

/** Allow with NotAction and `aws:ResourceTag/…`: no one can tell which actions it allows. */
export const allowNotactionWithUnsupportedTagConditionKeyForService: Rule = {
  id: 'allow-notaction-with-unsupported-tag-condition-key-for-service',
  code: 'ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  severity: 'info',
  dialects: ['aws'],
  summary: 'An allow with NotAction tests resource tags',
  check: {
    statement(statement, ctx) {
      for (const report of notActionTagReports(statement, 'Allow', ctx)) ctx.report(report);
    },
  },
};
