import { expect, test } from 'vitest';
import { checkText } from '../pages/check.ts';

/** Policies as people and AWS's consoles write them; nothing of our own may be said of them above a note. */
const RIGHT: Readonly<Record<string, readonly object[]>> = {
  'the policy that SNS gives a new topic': [
    {
      Sid: '__default_statement_ID',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: [
        'SNS:GetTopicAttributes',
        'SNS:SetTopicAttributes',
        'SNS:AddPermission',
        'SNS:RemovePermission',
        'SNS:DeleteTopic',
        'SNS:Subscribe',
        'SNS:ListSubscriptionsByTopic',
        'SNS:Publish',
      ],
      Resource: 'arn:aws:sns:eu-west-1:111122223333:alarms',
      Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } },
    },
  ],
  'alarms that publish to a topic': [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: 'arn:aws:sns:eu-west-1:111122223333:alarms',
      Condition: {
        ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*' },
        StringEquals: { 'aws:SourceAccount': '111122223333' },
      },
    },
  ],
  'the default policy of a key, and logs that use it': [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'kms:*',
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Principal: { Service: 'logs.eu-west-1.amazonaws.com' },
      Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      Resource: '*',
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:eu-west-1:111122223333:log-group:app',
        },
      },
    },
  ],
  'vended logs': [
    {
      Sid: 'AWSLogDeliveryWrite20150319',
      Effect: 'Allow',
      Principal: { Service: ['delivery.logs.amazonaws.com'] },
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: ['arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vendedlogs/app:log-stream:*'],
      Condition: {
        StringEquals: { 'aws:SourceAccount': ['111122223333'] },
        ArnLike: { 'aws:SourceArn': ['arn:aws:logs:eu-west-1:111122223333:*'] },
      },
    },
  ],
  'an event bus for an organization': [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 'events:PutEvents',
      Resource: 'arn:aws:events:eu-west-1:111122223333:event-bus/central',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    },
  ],
  'an API for one VPC endpoint': [
    { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 'execute-api:Invoke',
      Resource: 'execute-api:/*',
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f60718' } },
    },
  ],
  'a file system over TLS only': [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:role/App' },
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Resource: 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0123456789abcdef0',
    },
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: '*',
      Resource: 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0123456789abcdef0',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
  'a repository for another account': [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::444455556666:root' },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:DescribeImages'],
    },
  ],
  'a registry that takes replicas': [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::444455556666:root' },
      Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
      Resource: 'arn:aws:ecr:eu-west-1:111122223333:repository/*',
    },
  ],
  'a secret for a role elsewhere': [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::444455556666:role/Reader' },
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      Resource: '*',
    },
  ],
  'a search domain by address': [
    {
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'es:*',
      Resource: 'arn:aws:es:eu-west-1:111122223333:domain/logs/*',
      Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } },
    },
  ],
  'the trail of an account': [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:GetBucketAcl',
      Resource: 'arn:aws:s3:::example-trail',
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    },
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::example-trail/AWSLogs/111122223333/*',
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    },
  ],
  'a sink for an organization': [
    {
      Effect: 'Allow',
      Principal: '*',
      Resource: '*',
      Action: ['oam:CreateLink', 'oam:UpdateLink'],
      Condition: {
        StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
        'ForAllValues:StringEquals': {
          'oam:ResourceTypes': ['AWS::CloudWatch::Metric', 'AWS::Logs::LogGroup'],
        },
      },
    },
  ],
  'a website in a bucket': [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::example-site/*' },
  ],
  'a delegation in an organization': [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::444455556666:root' },
      Action: ['organizations:CreatePolicy', 'organizations:DescribeOrganization'],
      Resource: '*',
    },
  ],
};

test.each(Object.entries(RIGHT))('%s', (_, statements) => {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
  const findings = checkText({ text, language: 'json', kind: undefined, attached: undefined });
  const loud = findings.filter(
    ({ code, severity }) => code === undefined && severity !== 'info' && severity !== 'hint',
  );
  expect(loud.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});
