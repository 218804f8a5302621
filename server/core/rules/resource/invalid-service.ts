import { judgeService } from '../action/retired.ts';
import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isArnService } from './arn-service.ts';
import { arnPart, fieldRange, isLiteral, isPlaceholder, partRange, SERVICE } from './element-arn.ts';

/** `arn:aws:dynamdb:…`: the service of an ARN does not exist. */
export const invalidService: Rule = {
  id: 'invalid-service',
  code: 'INVALID_SERVICE',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The service of an ARN does not exist',
  check: {
    resource({ item: { text, path } }, ctx) {
      const part = arnPart(text, SERVICE);
      if (part === undefined || !isLiteral(part.text)) return;
      const service = part.text.toLowerCase();
      const at = partRange(text, part);
      const past = judgeService(ctx.catalog, service);
      if (past?.reported === true) {
        ctx.report({
          at,
          path,
          severity: 'hint',
          tags: ['deprecated'],
          message: `AWS no longer knows the service "${service}": it left the reference by ${past.since}; remove the ARN if nothing needs it`,
        });
        return;
      }
      if (past !== undefined || isArnService(ctx.catalog, service)) return;
      const near = ctx.catalog.nearestServices(service, 3);
      const [first] = near;
      const certain = part.text === '' || (first !== undefined && !isPlaceholder(part.text));
      ctx.report({
        at,
        path,
        ...(certain ? {} : { severity: 'warning' }),
        message:
          part.text === ''
            ? 'The ARN names no service; its third field must not be empty'
            : first === undefined
              ? `AWS had no service "${part.text}" on ${ctx.catalog.date}; check the spelling unless it is newer than that`
              : `AWS has no service "${part.text}", so the ARN matches nothing; did you mean "${first}"?`,
        fixes: () => near.flatMap((name) => replacePart(ctx, fieldRange(text, part), name, 'review')),
      });
    },
  },
};
