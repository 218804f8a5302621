import { fix } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** `["10", 20]`: the values of one condition key are of different JSON types. */
export const invalidConditionDataType: Rule = {
  id: 'invalid-condition-data-type',
  code: 'INVALID_CONDITION_DATA_TYPE',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The values of a condition key are of different JSON types',
  check: {
    condition({ entry }, ctx) {
      // What fills a hole may be of any type.
      const items = entry.values.items.filter(({ text }) => text.value !== undefined);
      const [head] = items;
      if (head === undefined || items.every(({ text }) => text.literal === head.text.literal)) return;
      const odd = items.filter(({ text }) => text.literal !== 'string');
      const [first, ...others] = odd;
      if (first === undefined) return;
      ctx.report({
        at: first.text.range,
        path: first.path,
        message: `The values of "${entry.name}" mix strings, numbers or booleans, here the ${first.text.literal} ${first.text.value ?? ''}; quote every value`,
        related: others.map(({ text, path }) => ({ at: text.range, path, message: `A ${text.literal}` })),
        fixes: () =>
          fix(
            'Quote every value',
            'safe',
            odd.flatMap(({ text }) => ctx.policy.write.text(text, text.value ?? '')),
          ),
      });
    },
  },
};
