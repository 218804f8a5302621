import type { PolicyUse } from '../../policy/use.ts';
import type { Rule } from '../rule.ts';
import { checkWrittenSize } from './size.ts';

/** Longer than the resource's service takes. Only for resource types whose quota is known. */
export const policySizeExceedsResourcePolicyQuota: Rule = {
  id: 'policy-size-exceeds-resource-policy-quota',
  code: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['resource', 'endpoint'],
  summary: 'The resource policy is longer than the service of its resource takes',
  check: {
    document(policy, ctx) {
      const quota = ctx.kind === 'endpoint' ? ENDPOINT : quotaOf(ctx.use);
      if (quota === undefined) return;
      checkWrittenSize(policy, ctx, quota.limit, quota.what, 'merge statements or shorten their lists');
    },
  },
};

interface Quota {
  readonly limit: number;
  readonly what: string;
}

function quotaOf({ attachedTo }: PolicyUse): Quota | undefined {
  if (attachedTo === undefined) return undefined;
  const type = attachedTo.cloudFormationType ?? '';
  return QUOTAS.find(({ types, service }) => types.test(type) || service === attachedTo.service);
}

const ENDPOINT: Quota = { limit: 20_480, what: 'the policy of a VPC endpoint' };

/** Characters, white space included; from the services' guides and API models. One limit for every policy of a service. */
const QUOTAS: readonly (Quota & { readonly types: RegExp; readonly service?: string })[] = [
  {
    types: /^AWS::S3::(Bucket|BucketPolicy|AccessPoint|MultiRegionAccessPoint)/,
    service: 's3',
    limit: 20_480,
    what: 'the policy of a bucket or access point',
  },
  { types: /^AWS::DynamoDB::/, service: 'dynamodb', limit: 20_480, what: 'the policy of a table or stream' },
  { types: /^AWS::KMS::Key/, service: 'kms', limit: 32_768, what: 'a key policy' },
  {
    types: /^AWS::SecretsManager::/,
    service: 'secretsmanager',
    limit: 20_480,
    what: 'the policy of a secret',
  },
  { types: /^AWS::SQS::/, service: 'sqs', limit: 8_192, what: 'the policy of a queue' },
  { types: /^AWS::SNS::/, service: 'sns', limit: 30_720, what: 'the policy of a topic' },
  { types: /^AWS::EFS::/, service: 'elasticfilesystem', limit: 20_000, what: 'a file system policy' },
  { types: /^AWS::ECR::/, service: 'ecr', limit: 10_240, what: 'the policy of a repository or registry' },
];
