import { fix } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { dropEntry } from './edits.ts';
import { knownValues } from './entries.ts';

/** `"StringLikeIfExists": {"aws:PrincipalTag/team": "*"}`: met with and without the key. */
export const redundantKeyDueToWildcardInCondition: Rule = {
  id: 'redundant-key-due-to-wildcard-in-condition',
  code: 'REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION',
  severity: 'info',
  dialects: ['aws'],
  textual: true,
  summary: 'A test that every request passes',
  tags: ['unnecessary'],
  check: {
    condition(element, ctx) {
      const { parsed, operator, entry } = element;
      if (parsed?.base !== 'StringLike') return;
      const always =
        parsed.qualifier === 'ForAllValues' || (parsed.ifExists && parsed.qualifier === undefined);
      if (!always) return;
      const star = knownValues(entry.values.items).find(({ value }) => value === '*');
      if (star === undefined) return;
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: `"${operator.name}" with "*" is met with any "${entry.name}" and without one; delete the key, or test with "StringLike" that it is there`,
        fixes: () => fix(`Delete "${entry.name}"`, 'safe', dropEntry(ctx, element)),
      });
    },
  },
};
