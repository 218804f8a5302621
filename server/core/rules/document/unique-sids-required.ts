import type { Rule } from '../rule.ts';
import { checkUniqueSids } from './sids.ts';

/** Two statements of an IAM or Organizations policy share a Sid. */
export const uniqueSidsRequired: Rule = {
  id: 'unique-sids-required',
  code: 'UNIQUE_SIDS_REQUIRED',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session', 'trust', 'scp', 'rcp'],
  summary: 'Two statements have the same Sid where AWS refuses that',
  check: {
    document: (policy, ctx) => checkUniqueSids(policy, ctx, 'and AWS refuses the policy then; rename one'),
  },
};
