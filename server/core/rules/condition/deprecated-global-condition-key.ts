import type { Rule } from '../rule.ts';
import { checkArnKey } from './former-arn-key.ts';

/** `aws:ARN` in a policy of an identity, where only the caller can be meant. */
export const deprecatedGlobalConditionKey: Rule = {
  id: 'deprecated-global-condition-key',
  code: 'DEPRECATED_GLOBAL_CONDITION_KEY',
  severity: 'warning',
  dialects: ['aws'],
  textual: true,
  kinds: ['identity', 'boundary', 'session', 'scp'],
  summary: 'aws:ARN is an old name of aws:PrincipalArn',
  tags: ['deprecated'],
  check: checkArnKey(
    (name) => `"${name}" is an old name that AWS gave up; use "aws:PrincipalArn"`,
    ['aws:PrincipalArn'],
  ),
};
