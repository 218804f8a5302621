import type { Rule } from '../rule.ts';
import { checkWrittenSize } from './size.ts';

/** Longer than Organizations takes for a resource control policy. */
export const policySizeExceedsRcpQuota: Rule = {
  id: 'policy-size-exceeds-rcp-quota',
  code: 'POLICY_SIZE_EXCEEDS_RCP_QUOTA',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['rcp'],
  summary: 'The resource control policy is longer than Organizations takes',
  check: {
    document: (policy, ctx) =>
      checkWrittenSize(
        policy,
        ctx,
        LIMIT,
        'a resource control policy',
        'split its statements over several policies',
      ),
  },
};

/** Characters, white space included. */
const LIMIT = 5_120;
