import { type Text, textWith } from '../../policy/text.ts';
import type { TextRange } from '../../text/range.ts';
import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** `parameter//app/db`: the ARN of the parameter `/app/db` has one slash. */
export const doubledSlashInParameterArn: Rule = {
  id: 'doubled-slash-in-parameter-arn',
  severity: 'warning',
  dialects: ['aws'],
  textual: true,
  summary: 'The ARN of a parameter has two slashes before its name',
  check: {
    resource({ item: { text, path } }, ctx) {
      const arn = textWith(text, '*');
      if (!arn.includes(':parameter//') || !/^arn:[^:]*:ssm:/.test(arn)) return;
      const at = slashes(text);
      if (at === undefined) return;
      ctx.report({
        at,
        path,
        message:
          'The ARN of a parameter has no slash of its own before the name, so "parameter//" matches none; write "parameter/" and the name without its first slash',
        fixes: () => replacePart(ctx, at, '/', 'review'),
      });
    },
  },
};

/** Where the file spells the two out; undefined where a hole brings one along. */
function slashes({ pieces }: Text): TextRange | undefined {
  for (const piece of pieces) {
    const at = piece.kind === 'text' ? piece.text.indexOf('parameter//') : -1;
    if (piece.kind !== 'text' || at < 0 || piece.range.end - piece.range.start !== piece.text.length)
      continue;
    const start = piece.range.start + at + 'parameter'.length;
    return { start, end: start + 2 };
  }
  return undefined;
}
