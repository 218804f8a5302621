import type { Rule } from '../rule.ts';
import { checkUniqueSids } from './sids.ts';

/** Two statements of a resource policy share a Sid. */
export const uniqueSidsRecommended: Rule = {
  id: 'unique-sids-recommended',
  code: 'UNIQUE_SIDS_RECOMMENDED',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['resource', 'endpoint'],
  summary: 'Two statements have the same Sid',
  check: {
    document: (policy, ctx) =>
      checkUniqueSids(
        policy,
        ctx,
        'so the name tells them not apart and some services refuse it; rename one',
      ),
  },
};
