import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { arnPart, fieldRange, isLiteral, partRange, REGION, SERVICE } from './element-arn.ts';
import { regionlessTemplates } from './fields.ts';

/** `arn:aws:iam:us-east-1:…:role/x`: a Region in the ARN of a type that has none. */
export const arnRegionNotAllowed: Rule = {
  id: 'arn-region-not-allowed',
  code: 'ARN_REGION_NOT_ALLOWED',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The ARN names a Region, but resources of that type have none',
  check: {
    resource({ item: { text, path } }, ctx) {
      const part = arnPart(text, REGION);
      // A wildcard there is useless but harmless, and AWS tolerates it.
      if (part === undefined || part.text === '' || !isLiteral(part.text)) return;
      if (!regionlessTemplates(ctx, text)) return;
      ctx.report({
        at: partRange(text, part),
        path,
        message: `ARNs of "${arnPart(text, SERVICE)?.text}" resources like this one have no Region, so "${part.text}" keeps it from matching; leave the field empty`,
        fixes: () =>
          replacePart(ctx, fieldRange(text, part), '', 'review', `Remove the Region "${part.text}"`),
      });
    },
  },
};
