import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isArnService } from './arn-service.ts';
import { arnPart, fieldRange, isLiteral, partRange, SERVICE } from './element-arn.ts';

/** `arn:aws:S3:::bucket`: the service of an ARN is written with capitals. */
export const invalidArnServiceCase: Rule = {
  id: 'invalid-arn-service-case',
  code: 'INVALID_ARN_SERVICE_CASE',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The service of an ARN is not in lower case',
  check: {
    resource({ item: { text, path } }, ctx) {
      const part = arnPart(text, SERVICE);
      if (part === undefined || !isLiteral(part.text)) return;
      const lower = part.text.toLowerCase();
      if (lower === part.text || !isArnService(ctx.catalog, lower)) return;
      ctx.report({
        at: partRange(text, part),
        path,
        message: `ARNs write the service as "${lower}", and their letter case counts: "${part.text}" matches nothing`,
        fixes: () => replacePart(ctx, fieldRange(text, part), lower, 'safe'),
      });
    },
  },
};
