import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { variableUses } from './variables.ts';

/** `2008-10-17` is valid and lacks what came after it. */
export const oldVersion: Rule = {
  id: 'old-version',
  severity: 'hint',
  dialects: ['aws'],
  kinds: ['identity', 'resource', 'trust', 'scp', 'boundary', 'session', 'endpoint', 'unknown'],
  summary: 'Version is the old one',
  check: {
    document(policy, ctx) {
      const text = policy.version?.value;
      const [newest, ...older] = ctx.dialect.versions;
      if (policy.version === undefined || newest === undefined) return;
      if (text?.value === undefined || !older.includes(text.value)) return;
      ctx.report({
        at: text.range,
        path: policy.version.path,
        message: `"${text.value}" is valid but old: policy variables need "${newest}"`,
        fixes: () => replaceText(ctx, text, newest, variableUses(policy, ctx).length > 0 ? 'review' : 'safe'),
      });
    },
  },
};
