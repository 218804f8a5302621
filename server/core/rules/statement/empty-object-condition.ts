import { isUnderstood } from '../document/absence.ts';
import { removePath } from '../fixes.ts';
import type { Rule } from '../rule.ts';

/** `"Condition": {}`, or an operator without keys. */
export const emptyObjectCondition: Rule = {
  id: 'empty-object-condition',
  code: 'EMPTY_OBJECT_CONDITION',
  severity: 'info',
  dialects: ['aws'],
  tags: ['unnecessary'],
  summary: 'Condition, or one of its operators, is an empty object',
  check: {
    statement({ condition }, ctx) {
      if (condition === undefined || condition.raw.type !== 'object' || condition.raw.open.length > 0) return;
      if (!isUnderstood(ctx.policy)) return;
      const { entries } = condition.raw;
      if (entries.length === 0) {
        ctx.report({
          at: condition.raw.range,
          path: condition.path,
          message: 'The condition is empty and asks for nothing; fill it in or remove it',
          fixes: () => removePath(ctx, condition.path, 'safe', 'Remove the empty condition'),
        });
        return;
      }
      for (const { name, value } of entries) {
        if (value.type !== 'object' || value.entries.length > 0 || value.open.length > 0) continue;
        ctx.report({
          at: value.range,
          path: [...condition.path, name],
          message: `"${name}" has no condition keys and asks for nothing; fill it in or remove it`,
          fixes: () =>
            entries.length === 1
              ? removePath(ctx, condition.path, 'safe', 'Remove the empty condition')
              : removePath(ctx, [...condition.path, name], 'safe', `Remove "${name}"`),
        });
      }
    },
  },
};
