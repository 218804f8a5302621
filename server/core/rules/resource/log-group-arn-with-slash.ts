import { type Text, textWith } from '../../policy/text.ts';
import type { TextRange } from '../../text/range.ts';
import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** `log-group/app`: a colon stands before the name of a log group. */
export const logGroupArnWithSlash: Rule = {
  id: 'log-group-arn-with-slash',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The ARN of a log group has a slash where a colon must be',
  check: {
    resource({ item: { text, path } }, ctx) {
      if (!/^arn:[^:]*:logs:[^:]*:[^:]*:log-group\//.test(textWith(text, '*'))) return;
      const at = slash(text);
      if (at === undefined) return;
      ctx.report({
        at,
        path,
        message:
          'A colon stands before the name of a log group, so "log-group/" matches none; write "log-group:" (a name may itself begin with a slash)',
        fixes: () => replacePart(ctx, at, ':', 'review'),
      });
    },
  },
};

function slash({ pieces }: Text): TextRange | undefined {
  for (const piece of pieces) {
    const at = piece.kind === 'text' ? piece.text.indexOf('log-group/') : -1;
    if (piece.kind !== 'text' || at < 0 || piece.range.end - piece.range.start !== piece.text.length)
      continue;
    const start = piece.range.start + at + 'log-group'.length;
    return { start, end: start + 1 };
  }
  return undefined;
}
