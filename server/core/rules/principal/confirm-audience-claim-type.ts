import type { Rule } from '../rule.ts';
import { checkAudience } from './audience.ts';

/** `"ForAllValues:StringEquals": {"accounts.google.com:aud": …}`. */
export const confirmAudienceClaimType: Rule = {
  id: 'confirm-audience-claim-type',
  code: 'CONFIRM_AUDIENCE_CLAIM_TYPE',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'ForAllValues on the audience of a token, which is one value',
  check: checkAudience(
    'ForAllValues',
    ({ entry, operator }, target) =>
      `"${entry.name}" is one value, and "${operator.name}" is also true for a token without it; use "${target}"`,
  ),
};
