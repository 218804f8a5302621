import type { Rule } from '../rule.ts';
import { unsupportedTagReports } from './tag-rules.ts';

/** Allow with `aws:ResourceTag/…` for actions that carry no tags: they are not allowed. */
export const allowWithUnsupportedTagConditionKeyForService: Rule = {
  id: 'allow-with-unsupported-tag-condition-key-for-service',
  code: 'ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  severity: 'info',
  dialects: ['aws'],
  summary: 'An allow tests resource tags that some of its actions do not have',
  check: {
    statement(statement, ctx) {
      for (const report of unsupportedTagReports(statement, 'Allow', ctx)) ctx.report(report);
    },
  },
};
