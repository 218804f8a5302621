import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isLiteral, partRange, RESOURCE, wholeArn } from './element-arn.ts';
import { strangeTypeWord } from './type-words.ts';

/** `arn:aws:iam::…:roles/x`: IAM has no such resources. */
export const invalidArnResource: Rule = {
  id: 'invalid-arn-resource',
  code: 'INVALID_ARN_RESOURCE',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The resource of an ARN has none of the forms of its service',
  check: {
    resource({ item: { text, path } }, ctx) {
      const parts = wholeArn(text);
      const resource = parts?.[RESOURCE];
      if (resource === undefined) return;
      if (resource.text === '') {
        // AWS lets `arn:aws:organizations::*:` pass: a wildcard reaches over the colons that follow.
        if (!isLiteral(text.value ?? '')) return;
        ctx.report({
          at: partRange(text, resource),
          path,
          message: `"${text.value}" names no resource, so it matches nothing; name one after the last colon, or write "*" for any`,
          fixes: () =>
            replacePart(
              ctx,
              { start: text.inner.end, end: text.inner.end },
              '*',
              'review',
              'Write "*" for any resource',
            ),
        });
        return;
      }
      const strange = strangeTypeWord(ctx, text);
      if (strange === undefined || strange.alike) return;
      const { word, near, service } = strange;
      const advice = near === undefined ? 'check the ARN' : `did you mean "${near}"?`;
      // AWS takes some ARNs that no documented format has, but IAM knows its own.
      const severity = near === undefined ? 'info' : service === 'iam' ? 'error' : 'warning';
      ctx.report({
        at: partRange(text, word),
        path,
        severity,
        message:
          service === 'iam'
            ? `IAM has no resources called "${word.text}" and refuses the ARN; ${advice}`
            : `No ARN of "${service}" that was documented on ${ctx.catalog.date} has "${word.text}" where the type of the resource stands; ${advice}`,
        fixes: () => (near === undefined ? [] : replacePart(ctx, partRange(text, word), near, 'review')),
      });
    },
  },
};
