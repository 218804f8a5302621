import type { Entry } from '../../policy/value.ts';
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
      const { entries } = condition.raw;
      if (!hasEmpty(entries) || !isUnderstood(ctx.policy)) return;
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

/** Whether there is nothing in the condition or in one of its operators. */
function hasEmpty(entries: readonly Entry[]): boolean {
  for (const { value } of entries) if (value.type === 'object' && value.entries.length === 0) return true;
  return entries.length === 0;
}
