import type { Rule } from '../rule.ts';
import { effectOf, isKey } from './entries.ts';

/** A deny for whoever comes without a second factor: calls with an AccessKey do not say, and get through. */
export const mfaMissesAccessKeys: Rule = {
  id: 'mfa-misses-access-keys',
  severity: 'info',
  dialects: ['ram'],
  summary: 'A deny without MFA does not reach calls with an AccessKey',
  check: {
    condition({ statement, parsed, entry }, ctx) {
      if (parsed?.family !== 'Bool' || !isKey(entry, 'acs:MFAPresent')) return;
      if (effectOf(statement, ctx.policy) !== 'Deny') return;
      const [only, ...more] = entry.values.items;
      if (only?.text.value?.toLowerCase() !== 'false' || more.length > 0) return;
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message:
          'Calls with an AccessKey do not send this key, so they are seen to slip past the deny, and users without a device cannot enrol one where ram:BindMFADevice is denied; fence programs by "acs:SourceIp", and leave MFA self-service out',
      });
    },
  },
};
