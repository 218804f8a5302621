import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { ACCOUNT, arnPart, fieldRange, partRange, REGION, SERVICE } from './element-arn.ts';
import { formatsOf } from './fields.ts';

/** `arn:aws:logs:::log-group:x`: an empty Region where every such resource has one. */
export const missingArnRegion: Rule = {
  id: 'missing-arn-region',
  code: 'MISSING_ARN_REGION',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The Region of an ARN is empty, but resources of that type have one',
  check: {
    resource({ item: { text, path } }, ctx) {
      const part = arnPart(text, REGION);
      if (part === undefined || part.text !== '') return;
      const formats = formatsOf(ctx, text);
      if (formats?.every(({ region }) => region !== '') !== true) return;
      const service = arnPart(text, SERVICE)?.text;
      const account = arnPart(text, ACCOUNT);
      const both = account?.text === '' && formats.every((format) => format.account !== '');
      ctx.report({
        at: partRange(text, part),
        path,
        message: both
          ? `Every "${service}" resource like this one has a Region and an account, so the ARN without them matches nothing; name them, or write "*" for any`
          : `Every "${service}" resource like this one has a Region, so the ARN without it matches nothing; name the Region, or write "*" for any`,
        fixes: () => {
          const end =
            both && account !== undefined ? fieldRange(text, account).end : fieldRange(text, part).end;
          const range = { start: fieldRange(text, part).start, end };
          return replacePart(
            ctx,
            range,
            both ? '*:*' : '*',
            'review',
            both ? 'Write "*" for Region and account' : 'Write "*" for the Region',
          );
        },
      });
    },
  },
};
