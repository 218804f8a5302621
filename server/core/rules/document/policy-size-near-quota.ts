import type { Rule } from '../rule.ts';
import { opening } from './absence.ts';
import { budgetOf, quotaOf } from './budget.ts';
import { mayExceed, spelled } from './size.ts';

/** Nine tenths of the quota are used. Said only where the place of the policy decides which quota that is. */
export const policySizeNearQuota: Rule = {
  id: 'policy-size-near-quota',
  severity: 'info',
  dialects: ['aws', 'ram'],
  kinds: ['identity', 'boundary', 'session', 'trust', 'scp', 'rcp', 'resource', 'endpoint'],
  summary: 'The policy uses more than nine tenths of its quota',
  check: {
    document(policy, ctx) {
      if (!mayExceed(policy, LOWEST)) return;
      const quota = quotaOf(policy, ctx.use, ctx.catalog);
      if (quota === undefined || !quota.isCertain || !mayExceed(policy, quota.limit * 0.9 - 1)) return;
      const { used, isLeast } = budgetOf(policy, ctx.use, ctx.catalog);
      // Longer ones are told by the rule of their kind.
      if (used < quota.limit * 0.9 || (used > quota.limit && !ALONE.has(quota.owner))) return;
      const least = isLeast ? 'at least ' : '';
      const how = quota.countsWhiteSpace ? '' : ' without white space';
      const share = ALONE.has(quota.owner) ? `, which all inline policies of a ${quota.owner} share` : '';
      ctx.report({
        at: opening(policy.range),
        path: [],
        message: `The policy has ${least}${spelled(used)} of ${spelled(quota.limit)} characters${how}${share}; shorten its lists or split it before it grows`,
      });
    },
  },
};

/** Nine tenths of the smallest quota. */
const LOWEST = 1_800;

/** Quotas that no other rule looks at: those of one kind of identity. */
const ALONE: ReadonlySet<string> = new Set(['user', 'group']);
