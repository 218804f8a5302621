import type { Rule } from '../rule.ts';
import { checkArnKey } from './former-arn-key.ts';

/** `aws:ARN` in a policy on a resource, where the caller or the source may be meant. */
export const unsupportedGlobalConditionKey: Rule = {
  id: 'unsupported-global-condition-key',
  code: 'UNSUPPORTED_GLOBAL_CONDITION_KEY',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  kinds: ['resource', 'trust', 'endpoint', 'rcp'],
  summary: 'aws:ARN is no supported condition key',
  check: checkArnKey(
    (name) =>
      `No request has the key "${name}"; use "aws:PrincipalArn" for the caller or "aws:SourceArn" for the resource behind a service's call`,
    ['aws:PrincipalArn', 'aws:SourceArn'],
  ),
};
