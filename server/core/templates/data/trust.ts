import type { Template } from '../template.ts';

/** Trust policies: who may assume a role. */
export const trust: readonly Template[] = [
  {
    name: 'iam-trust-service',
    title: 'IAM trust policy of a service',
    summary: 'Lets an AWS service assume the role',
    dialect: 'aws',
    kind: 'trust',
    places: { service: 'ec2.amazonaws.com' },
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: '{{service}}' }, Action: 'sts:AssumeRole' }],
    },
  },
  {
    name: 'iam-trust-account',
    title: 'IAM trust policy of an account',
    summary: 'Lets another account assume the role, with an external id',
    dialect: 'aws',
    kind: 'trust',
    places: { account: '111122223333', id: 'external-id' },
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::{{account}}:root' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': '{{id}}' } },
        },
      ],
    },
  },
  {
    name: 'iam-trust-github',
    title: 'IAM trust policy of GitHub Actions',
    summary: 'Lets workflows of one GitHub repository assume the role',
    dialect: 'aws',
    kind: 'trust',
    places: { account: '111122223333', repository: 'owner/repository', branch: 'main' },
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: {
            Federated: 'arn:aws:iam::{{account}}:oidc-provider/token.actions.githubusercontent.com',
          },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
            StringLike: {
              'token.actions.githubusercontent.com:sub': 'repo:{{repository}}:ref:refs/heads/{{branch}}',
            },
          },
        },
      ],
    },
  },
  {
    name: 'ec2-trust',
    title: 'Trust policy of EC2',
    summary: 'Lets EC2 hand the role to instances',
    dialect: 'aws',
    kind: 'trust',
    places: {},
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  },
  {
    name: 'lookoutmetrics-trust',
    title: 'Trust policy of Lookout for Metrics',
    summary: 'Out of date: support for Amazon Lookout for Metrics ended on 2025-09-12',
    dialect: 'aws',
    kind: 'trust',
    places: { account: '111122223333', region: 'us-east-1' },
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'lookoutmetrics.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceAccount': '{{account}}' },
            ArnLike: { 'aws:SourceArn': 'arn:aws:lookoutmetrics:{{region}}:{{account}}:*' },
          },
        },
      ],
    },
  },
];
