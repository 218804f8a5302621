import type { PolicyUse } from '../../policy/use.ts';
import { likelyAttachment } from '../action/attachment.ts';
import { removePath } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** `s3:ResourceAccount` in a bucket's own policy: the bucket always is in its account. */
export const irrelevantConditionKeyInPolicy: Rule = {
  id: 'irrelevant-condition-key-in-policy',
  code: 'IRRELEVANT_CONDITION_KEY_IN_POLICY',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'A condition key is always the same for the resource that the policy sits on',
  check: {
    condition({ statement, operator, entry }, ctx) {
      const key = entry.name.toLowerCase();
      const certain = key === 's3:resourceaccount';
      if (!(certain || CONSTANT.has(key))) return;
      if (!sitsOnBucket(ctx.use) && !(certain && mustSitOnBucket(ctx))) return;
      const operators = statement.condition?.value.operators ?? [];
      const path =
        operator.entries.length > 1
          ? entry.path
          : operators.length > 1
            ? operator.path
            : entry.path.slice(0, statement.path.length + 1);
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        ...(certain ? {} : { severity: 'hint' }),
        message: `"${entry.name}" has the same value in every request to the resource that this policy sits on; remove it`,
        fixes: () => removePath(ctx, path, 'review', `Remove "${entry.name}"`),
      });
    },
  },
};

/** Facts about the resource, not about the request. */
const CONSTANT: ReadonlySet<string> = new Set([
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
]);

/** Only when that is known: a VPC endpoint's policy looks the same, and there the key is the point. */
function sitsOnBucket({ attachedTo, by }: PolicyUse): boolean {
  if (/^AWS::S3::(Bucket|BucketPolicy|AccessPoint)$/.test(attachedTo?.cloudFormationType ?? '')) return true;
  return attachedTo?.service === 's3' && by === 'consumer';
}

/** A resource policy by somebody's word, and by its own ARNs that of a bucket or access point. */
function mustSitOnBucket(ctx: RuleContext): boolean {
  const likely = likelyAttachment(ctx);
  return likely?.severity === 'warning' && likely.facts.services.includes('s3');
}
