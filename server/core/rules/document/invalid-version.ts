import { replaceText } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { variableUses } from './variables.ts';

/** `"Version": "2012-10-7"`: no version of the policy language. */
export const invalidVersion: Rule = {
  id: 'invalid-version',
  code: 'INVALID_VERSION',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'Version is no version of the policy language',
  check: {
    document(policy, ctx) {
      const text = policy.version?.value;
      const value = text?.value;
      const [newest] = ctx.dialect.versions;
      if (policy.version === undefined || text === undefined || value === undefined || newest === undefined)
        return;
      const oldInRcp = ctx.kind === 'rcp' && value !== newest && ctx.dialect.versions.includes(value);
      if (ctx.dialect.versions.includes(value) && !oldInRcp) return;
      ctx.report({
        at: text.range,
        path: policy.version.path,
        ...(oldInRcp ? { severity: 'warning' } : {}),
        message: oldInRcp
          ? `Resource control policies are written in version "${newest}" only, not "${value}"`
          : ctx.dialect.foreign.versions.includes(value)
            ? `"${value}" is the version of ${ctx.dialect.foreign.cloud}'s policy language; ${ctx.dialect.cloud} takes "${newest}"`
            : `"${value}" is no version of the policy language, which is a name and not a date to choose; write "${newest}"`,
        fixes: () => {
          const changes = value.startsWith('2008') && variableUses(policy, ctx).length > 0;
          return replaceText(ctx, text, newest, changes ? 'review' : 'safe');
        },
      });
    },
  },
};
