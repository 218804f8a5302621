import type { Rule } from '../rule.ts';
import { checkWrittenSize } from './size.ts';

/** Longer than Organizations takes for a service control policy. */
export const policySizeExceedsScpQuota: Rule = {
  id: 'policy-size-exceeds-scp-quota',
  code: 'POLICY_SIZE_EXCEEDS_SCP_QUOTA',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['scp'],
  summary: 'The service control policy is longer than Organizations takes',
  check: {
    document: (policy, ctx) =>
      checkWrittenSize(
        policy,
        ctx,
        LIMIT,
        'a service control policy',
        'split its statements over several policies',
      ),
  },
};

/** Characters, white space included; older guides say 5,120. */
const LIMIT = 10_240;
