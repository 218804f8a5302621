import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isLiteral, partRange, RESOURCE, SERVICE, wholeArn } from './element-arn.ts';
import { strangeTypeWord } from './type-words.ts';

/** `arn:aws:iam::…:roles/x`: IAM has no such resources. */
export const invalidArnResource: Rule = {
  id: 'invalid-arn-resource',
  code: 'INVALID_ARN_RESOURCE',
  severity: 'error',
  dialects: ['aws'],
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
      // AWS takes many ARNs that no documented format has (see misspelt-resource-type), but IAM knows its own.
      if (parts?.[SERVICE]?.text !== 'iam') return;
      const strange = strangeTypeWord(ctx, text);
      if (strange === undefined) return;
      const { word, near } = strange;
      ctx.report({
        at: partRange(text, word),
        path,
        message: `IAM has no resources called "${word.text}" and refuses the ARN; did you mean "${near}"?`,
        fixes: () => replacePart(ctx, partRange(text, word), near, 'review'),
      });
    },
  },
};
