import type { Template } from '../template.ts';

/** Policies that take away. */
export const guardrails: readonly Template[] = [
  {
    name: 'iam-deny-insecure',
    title: 'Deny without TLS',
    summary: 'Statement of a bucket policy: no access without TLS',
    dialect: 'aws',
    kind: 'resource',
    service: 's3',
    places: { bucket: 'bucket' },
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'DenyInsecureTransport',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: ['arn:aws:s3:::{{bucket}}', 'arn:aws:s3:::{{bucket}}/*'],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  },
  {
    name: 'iam-scp',
    title: 'Service control policy',
    summary: 'Denies outside of the Regions named, except for global services',
    dialect: 'aws',
    kind: 'scp',
    places: { region: 'eu-west-1' },
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'DenyOtherRegions',
          Effect: 'Deny',
          NotAction: ['iam:*', 'organizations:*', 'sts:*', 'support:*', 'cloudfront:*', 'route53:*'],
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:RequestedRegion': ['{{region}}'] } },
        },
      ],
    },
  },
];
