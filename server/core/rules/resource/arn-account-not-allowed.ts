import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { ACCOUNT, arnPart, fieldRange, isLiteral, partRange, SERVICE } from './element-arn.ts';
import { formatsOf } from './fields.ts';

/** `arn:aws:s3::111122223333:bucket`: an account in the ARN of a type that has none. */
export const arnAccountNotAllowed: Rule = {
  id: 'arn-account-not-allowed',
  code: 'ARN_ACCOUNT_NOT_ALLOWED',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The ARN names an account, but resources of that type have none',
  check: {
    resource({ item: { text, path } }, ctx) {
      const part = arnPart(text, ACCOUNT);
      // A wildcard there is useless but harmless, and AWS tolerates it.
      if (part === undefined || !/^\d{12}$/.test(part.text) || !isLiteral(part.text)) return;
      if (formatsOf(ctx, text)?.every(({ account }) => account === '') !== true) return;
      const service = arnPart(text, SERVICE)?.text ?? '';
      // Data of EC2 gives some types an account that AWS has in practice: shared images and snapshots.
      if (LENIENT.has(service)) return;
      ctx.report({
        at: partRange(text, part),
        path,
        message: `ARNs of "${service}" resources like this one have no account, so "${part.text}" keeps it from matching; leave the field empty`,
        fixes: () =>
          replacePart(ctx, fieldRange(text, part), '', 'review', `Remove the account "${part.text}"`),
      });
    },
  },
};

/** Services whose real ARNs have an account where the reference shows none: images and snapshots of EC2, both forms occur. */
const LENIENT: ReadonlySet<string> = new Set(['ec2', 'apigateway']);
