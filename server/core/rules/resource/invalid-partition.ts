import { replacePart } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import {
  arnPart,
  fieldRange,
  isLiteral,
  isPlaceholder,
  PARTITION,
  partRange,
  REGION,
} from './element-arn.ts';
import { nearestWord } from './nearest.ts';

/** `arn:awz:s3:::bucket`: no such partition. */
export const invalidPartition: Rule = {
  id: 'invalid-partition',
  code: 'INVALID_PARTITION',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The partition of an ARN does not exist',
  check: {
    resource({ item: { text, path } }, ctx) {
      const part = arnPart(text, PARTITION);
      if (part === undefined || !isLiteral(part.text)) return;
      if (ctx.catalog.partitions.some(({ id }) => id === part.text)) return;
      const region = arnPart(text, REGION)?.text;
      const options = candidates(ctx, part.text, region);
      const maybeNew = /^aws-[a-z-]+$/.test(part.text) || isPlaceholder(part.text);
      ctx.report({
        at: partRange(text, part),
        path,
        ...(maybeNew ? { severity: 'warning' } : {}),
        message: maybeNew
          ? `"${part.text}" was no known partition on ${ctx.catalog.date}; write ${quoted(options)}`
          : `"${part.text}" is no partition, so IAM refuses the ARN; write ${quoted(options)}`,
        fixes: () => options.flatMap((id) => replacePart(ctx, fieldRange(text, part), id, 'review')),
      });
    },
  },
};

/** The Region decides where it is known; else what looks alike; else the partitions that most people are in. */
function candidates(ctx: RuleContext, wrong: string, region: string | undefined): readonly string[] {
  const ids = ctx.catalog.partitions.map(({ id }) => id);
  const home = region === undefined ? undefined : ctx.catalog.partitionOfRegion(region);
  if (home !== undefined) return [home.id];
  const near = nearestWord(wrong, ids);
  const common = ids.slice(0, 3);
  return near === undefined ? common : [near, ...common.filter((id) => id !== near)];
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(' or ');
}
