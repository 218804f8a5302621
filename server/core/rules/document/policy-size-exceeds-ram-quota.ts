import type { Rule } from '../rule.ts';
import { checkWrittenSize } from './size.ts';

/** Longer than RAM takes. Whether white space counts is not documented: with it too long is a warning, without it an error. */
export const policySizeExceedsRamQuota: Rule = {
  id: 'policy-size-exceeds-ram-quota',
  severity: 'error',
  dialects: ['ram'],
  kinds: ['identity', 'session', 'scp'],
  summary: 'The policy is longer than RAM takes',
  check: {
    document(policy, ctx) {
      const quota = ctx.catalog.limits.documents.find(({ kind }) => kind === ctx.kind);
      if (quota === undefined) return;
      checkWrittenSize(policy, ctx, quota.limit, quota.what, 'split it or shorten its lists', MAY_COUNT);
    },
  },
};

const MAY_COUNT = 'which may count here';
