import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { ACCOUNT, arnPart, fieldRange, isLiteral, isPlaceholder, partRange } from './element-arn.ts';

/** `arn:aws:sqs:eu-west-1:1234:queue`: an account has twelve digits. */
export const invalidArnAccount: Rule = {
  id: 'invalid-arn-account',
  code: 'INVALID_ARN_ACCOUNT',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The account of an ARN is no account ID',
  check: {
    resource({ item: { text, path } }, ctx) {
      const part = arnPart(text, ACCOUNT);
      if (part === undefined || part.text === '' || !isLiteral(part.text)) return;
      if (/^\d{12}$/.test(part.text) || OWNERS.has(part.text)) return;
      const digits = part.text.replace(/[-\s]/g, '');
      const repaired = /^\d{12}$/.test(digits) ? digits : undefined;
      // AWS owns resources under words of its own, and new ones come up without notice.
      const word = /^[a-z][a-z-]*$/.test(part.text) || isPlaceholder(part.text);
      ctx.report({
        at: partRange(text, part),
        path,
        ...(word ? { severity: 'warning' } : {}),
        message: `"${part.text}" is no account ID, so the ARN matches nothing; write ${
          repaired === undefined ? 'the twelve digits of the account' : `"${repaired}"`
        }`,
        fixes: () =>
          repaired === undefined ? [] : replacePart(ctx, fieldRange(text, part), repaired, 'review'),
      });
    },
  },
};

/** Words in place of an account, as ARN formats of the reference and the user guides have them. */
const OWNERS: ReadonlySet<string> = new Set([
  'aws',
  'aws-managed',
  'aws-marketplace',
  'amazon',
  'cloudfront',
  'offering',
  'system',
  'third-party',
]);
