import { parseArn } from '../../catalog/arn.ts';
import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Rule } from '../rule.ts';
import { isKey, knownValues } from './entries.ts';

/** An alias or a bare ID where requests carry the ARN of a KMS key. */
export const invalidKmsKeyValue: Rule = {
  id: 'invalid-kms-key-value',
  code: 'INVALID_KMS_KEY_VALUE',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'A condition value must be the ARN of a KMS key',
  check: {
    condition({ parsed, entry }, ctx) {
      if (parsed?.family !== 'String' && parsed?.family !== 'ARN') return;
      // The one key of which it is certain; AWS does not publish its list.
      if (!isKey(entry, 's3:x-amz-server-side-encryption-aws-kms-key-id')) return;
      for (const { item, value } of knownValues(entry.values.items)) {
        if (value.includes('${') || hasWildcard(value) || isKeyArn(value)) continue;
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `"${value}" is not the ARN of a KMS key, and "${entry.name}" holds nothing else; write arn:aws:kms:region:account:key/id`,
        });
      }
    },
  },
};

function isKeyArn(value: string): boolean {
  const arn = parseArn(value);
  return arn?.service.text === 'kms' && /^key\/./.test(arn.resource.text);
}
