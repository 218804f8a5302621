import { setPath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { lacks, misspelt, opening } from './absence.ts';
import { variableUses } from './variables.ts';

/** Without a version AWS reads the policy by the rules of 2008. */
export const missingVersion: Rule = {
  id: 'missing-version',
  code: 'MISSING_VERSION',
  severity: 'warning',
  dialects: ['aws', 'ram'],
  summary: 'The document has no Version',
  check: {
    document(policy, ctx) {
      if (policy.version !== undefined || policy.implied.version !== undefined) return;
      if (!lacks(policy, policy)) return;
      const [newest, older] = ctx.dialect.versions;
      if (newest === undefined) return;
      ctx.report({
        at: opening(policy.range),
        path: [],
        message:
          older === undefined
            ? `The policy has no "Version", which ${ctx.dialect.cloud} asks for; add "${newest}"`
            : `The policy has no "Version", so AWS reads it by the rules of 2008 and takes variables such as \${aws:username} for plain text; add "${newest}"`,
        fixes: () =>
          setPath(
            ctx,
            ['Version'],
            newest,
            variableUses(policy, ctx).length > 0 ? 'review' : 'safe',
            `Add "Version": "${newest}"`,
          ),
        ...misspelt(policy, ['Version']),
      });
    },
  },
};
