import type { Rule } from '../rule.ts';
import { checkAudience } from './audience.ts';

/** `"ForAnyValue:StringEquals": {"accounts.google.com:aud": …}`. */
export const foranyvalueWithAudienceClaimType: Rule = {
  id: 'foranyvalue-with-audience-claim-type',
  code: 'FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'ForAnyValue on the audience of a token, which is one value',
  check: checkAudience(
    'ForAnyValue',
    ({ entry, operator }, target) =>
      `"${entry.name}" is one value, and "${operator.name}" is for keys with several: should the provider ever send a list, one fitting audience would do; use "${target}"`,
  ),
};
