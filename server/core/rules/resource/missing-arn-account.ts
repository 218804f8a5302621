import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { ACCOUNT, arnPart, fieldRange, partRange, REGION, SERVICE } from './element-arn.ts';
import { formatsOf } from './fields.ts';

/** `arn:aws:sqs:eu-west-1::queue`: an empty account where every such resource has one. */
export const missingArnAccount: Rule = {
  id: 'missing-arn-account',
  code: 'MISSING_ARN_ACCOUNT',
  // AWS owns and shares more than the reference tells, so this is not certain.
  severity: 'warning',
  dialects: ['aws'],
  textual: true,
  summary: 'The account of an ARN is empty, but resources of that type have one',
  check: {
    resource({ item: { text, path } }, ctx) {
      const part = arnPart(text, ACCOUNT);
      if (part === undefined || part.text !== '') return;
      const service = arnPart(text, SERVICE)?.text ?? '';
      if (SHARED.has(service)) return;
      const formats = formatsOf(ctx, text);
      if (formats?.every(({ account }) => account.startsWith('${')) !== true) return;
      // An empty Region next to it is the business of missing-arn-region, which names both.
      if (arnPart(text, REGION)?.text === '' && formats.every(({ region }) => region !== '')) return;
      ctx.report({
        at: partRange(text, part),
        path,
        message: `Every "${service}" resource like this one belongs to an account, so the ARN without it matches nothing; name the account, or write "*" for any`,
        fixes: () => replacePart(ctx, fieldRange(text, part), '*', 'review', 'Write "*" for the account'),
      });
    },
  },
};

/**
 * Services with resources of AWS's own or shared ones whose ARNs leave the account empty where the reference shows one. AWS
 * takes documents and parameters of SSM, keys of KMS and (since March 2026) views of Resource Explorer without a word; EC2's
 * images and snapshots occur in both forms.
 */
const SHARED: ReadonlySet<string> = new Set(['ssm', 'kms', 'resource-explorer-2', 'ec2', 'apigateway']);
