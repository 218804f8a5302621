import { redundancies } from '../redundant.ts';
import type { Rule } from '../rule.ts';

/** `["arn:aws:s3:::b*", "arn:aws:s3:::b/x"]`: one ARN of the list covers another. */
export const redundantResource: Rule = {
  id: 'redundant-resource',
  code: 'REDUNDANT_RESOURCE',
  severity: 'info',
  dialects: ['aws', 'ram'],
  summary: 'An ARN of a Resource list is covered by another one',
  tags: ['unnecessary'],
  check: {
    statement(statement, ctx) {
      for (const field of [statement.resource, statement.notResource]) {
        if (field === undefined || field.value.items.length < 2) continue;
        const texts = field.value.items.map(({ text }) => text.value);
        for (const report of redundancies(field, texts, 'ARN', ctx)) ctx.report(report);
      }
    },
  },
};
