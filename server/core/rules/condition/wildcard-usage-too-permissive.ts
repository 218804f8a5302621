import { hasWildcard } from '../../catalog/wildcard.ts';
import { withoutVariables } from '../../policy/variables.ts';
import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { isKey, knownValues } from './entries.ts';
import { isLike, isSensitiveKey, leavesUserIdOpen } from './loose-values.ts';

/** `"StringLike": {"aws:SourceAccount": "1111*"}`: a pattern on a key that keeps strangers out. */
export const wildcardUsageTooPermissive: Rule = {
  id: 'wildcard-usage-too-permissive',
  code: 'WILDCARD_USAGE_TOO_PERMISSIVE',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'A wildcard widens a condition that keeps strangers out',
  check: {
    condition(element, ctx) {
      const { entry } = element;
      if (!isLike(element)) return;
      const userId = isKey(entry, 'aws:userid');
      if (!userId && !isSensitiveKey(element, ctx)) return;
      for (const { item, value } of knownValues(entry.values.items)) {
        const own = withoutVariables(value, 'x');
        // The bare wildcard asks for the key alone; other rules speak of it.
        if (value === '*' || !hasWildcard(own) || (userId && !leavesUserIdOpen(own))) continue;
        const id = userId ? /^(A[A-Z]{3}[A-Z0-9]{12,})\*$/.exec(value)?.[1] : undefined;
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: userId
            ? `The wildcard in "${value}" stands in the part of "${entry.name}" that identifies the caller; write the whole ID, followed by ":*" for the sessions of a role`
            : `The pattern "${value}" also fits values of "${entry.name}" that belong to strangers; list the exact values`,
          fixes: () => (id === undefined ? [] : replaceText(ctx, item.text, `${id}:*`, 'review')),
        });
      }
    },
  },
};
