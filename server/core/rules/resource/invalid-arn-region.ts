import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { arnPart, fieldRange, isLiteral, PARTITION, partRange, REGION, SERVICE } from './element-arn.ts';
import { regionlessTemplates } from './fields.ts';
import { judgeRegion } from './regions.ts';

/** `arn:aws:sqs:eu-wset-1:…`: no such Region in the partition. */
export const invalidArnRegion: Rule = {
  id: 'invalid-arn-region',
  code: 'INVALID_ARN_REGION',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The Region of an ARN does not exist in its partition',
  check: {
    resource({ item: { text, path } }, ctx) {
      const part = arnPart(text, REGION);
      if (part === undefined || part.text === '' || !isLiteral(part.text)) return;
      // Events of services without Regions: arn:aws:health:global::event/IAM/….
      if (part.text === 'global' && arnPart(text, SERVICE)?.text === 'health') return;
      const id = arnPart(text, PARTITION)?.text;
      const partition = ctx.catalog.partitions.find((each) => each.id === id);
      if (partition === undefined && id !== undefined && isLiteral(id)) return;
      const problem = judgeRegion(ctx.catalog, part.text, partition);
      if (problem === undefined || regionlessTemplates(ctx, text)) return;
      const { near } = problem;
      const advice = near === undefined ? 'check the ARN' : `did you mean "${near}"?`;
      ctx.report({
        at: partRange(text, part),
        path,
        severity: problem.severity,
        message: `"${part.text}" ${problem.what}, so the ARN matches nothing; ${advice}`,
        fixes: () => (near === undefined ? [] : replacePart(ctx, fieldRange(text, part), near, 'review')),
      });
    },
  },
};
