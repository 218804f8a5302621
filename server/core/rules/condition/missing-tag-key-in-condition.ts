import type { Rule, RuleContext } from '../rule.ts';
import { isUnfinished, keyOf } from './entries.ts';

/** `aws:ResourceTag` or `aws:ResourceTag/`: a tag condition that does not say which tag. */
export const missingTagKeyInCondition: Rule = {
  id: 'missing-tag-key-in-condition',
  code: 'MISSING_TAG_KEY_IN_CONDITION',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'A tag condition does not say which tag',
  check: {
    condition({ entry }, ctx) {
      if (entry.key.value === undefined || isUnfinished(entry.values)) return;
      if (!lacksTagKey(entry.name, ctx)) return;
      const base = entry.name.replace(/\/$/, '');
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: `"${entry.name}" does not say which tag it tests; add the tag's name behind a slash, as in "${base}/team"`,
      });
    },
  },
};

/** The name becomes a documented tag key as soon as a tag stands behind its slash. */
export function lacksTagKey(name: string, ctx: RuleContext): boolean {
  if (!/tag\/?$/i.test(name) || keyOf(ctx, name) !== undefined) return false;
  return keyOf(ctx, `${name.replace(/\/$/, '')}/x`) !== undefined;
}
