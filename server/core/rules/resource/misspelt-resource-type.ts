import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { partRange } from './element-arn.ts';
import { strangeSeparator, strangeTypeWord } from './type-words.ts';

/** `arn:aws:states:…:statemachine:x`: letter case counts, and the type is called `stateMachine`. */
export const misspeltResourceType: Rule = {
  id: 'misspelt-resource-type',
  severity: 'info',
  dialects: ['aws'],
  textual: true,
  summary: 'The type of a resource differs from a documented one in case or punctuation only',
  check: {
    resource({ item: { text, path } }, ctx) {
      const other = strangeSeparator(ctx, text);
      // Log groups have a rule of their own.
      if (other !== undefined && other.service !== 'logs') {
        const { service, type, separator, wanted } = other;
        ctx.report({
          at: partRange(text, separator),
          path,
          message: `Documented ARNs of "${service}" have "${wanted}" behind "${type}", not "${separator.text}", and each character counts; did you mean that?`,
          fixes: () => replacePart(ctx, partRange(text, separator), wanted, 'review'),
        });
        return;
      }
      const strange = strangeTypeWord(ctx, text);
      if (strange?.near === undefined || !strange.alike) return;
      const { word, near, service } = strange;
      ctx.report({
        at: partRange(text, word),
        path,
        message: `No documented "${service}" ARN has "${word.text}" in that place, and letter case counts; did you mean "${near}"?`,
        fixes: () => replacePart(ctx, partRange(text, word), near, 'review'),
      });
    },
  },
};
