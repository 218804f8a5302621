import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { partRange } from './element-arn.ts';
import { strangeTypeWord } from './type-words.ts';

/** `arn:aws:states:…:statemachine:x`: letter case counts, and the type is called `stateMachine`. */
export const misspeltResourceType: Rule = {
  id: 'misspelt-resource-type',
  severity: 'info',
  dialects: ['aws'],
  textual: true,
  summary: 'The type of a resource differs from a documented one in case or hyphens only',
  check: {
    resource({ item: { text, path } }, ctx) {
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
