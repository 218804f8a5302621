import { describe, expect, test } from 'vitest';
import { type DialectName, json } from '../../server/core/index.ts';

const uri = 'file:///example.json';

function dialectOf(document: object): DialectName | undefined {
  const file = json.read({ uri, languageId: 'json', text: JSON.stringify(document) });
  return file.policies[0]?.document.dialect;
}

const policy = (version: string | undefined, statement: object) => ({
  ...(version === undefined ? {} : { Version: version }),
  Statement: [{ Effect: 'Allow', ...statement }],
});

describe('Alibaba Cloud’s', () => {
  const documents: Readonly<Record<string, object>> = {
    'by the version': policy('1', { Action: 'ecs:Describe*', Resource: '*' }),
    'by an ARN': policy(undefined, { Action: 'ecs:*', Resource: 'acs:ecs:*:*:instance/i-1' }),
    'by an ARN, though the version is AWS’s': policy('2012-10-17', {
      Action: 'ecs:*',
      Resource: 'acs:ecs:*:*:instance/i-1',
    }),
    'by an action that only it has': policy('2012-10-17', { Action: 'arms:ListTraceApps', Resource: '*' }),
    'by a condition key': policy(undefined, {
      Action: 'ecs:*',
      Resource: '*',
      Condition: { IpAddress: { 'acs:SourceIp': '203.0.113.1' } },
    }),
    'by the kind of principal': policy(undefined, {
      Action: 'sts:AssumeRole',
      Principal: { RAM: 'acs:ram::1234567890123456:root' },
    }),
    'with one ARN of AWS': policy('1', { Action: 'log:GetLogStoreLogs', Resource: 'arn:aws:logs:::x' }),
    'with one key of AWS': policy('1', {
      Action: 'ecs:*',
      Resource: '*',
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.1' } },
    }),
    'with a version and a key of AWS': policy('2012-10-17', {
      Action: 'oss:GetObject',
      Resource: 'acs:oss:*:*:logs/*',
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.1' } },
    }),
  };
  test.each(Object.entries(documents))('%s', (_, document) => {
    expect(dialectOf(document)).toBe('ram');
  });
});

describe('AWS’s', () => {
  const documents: Readonly<Record<string, object>> = {
    'by the version': policy('2012-10-17', { Action: 'ecs:Describe*', Resource: '*' }),
    'without any sign': policy(undefined, { Action: 's3:*', Resource: '*' }),
    'with a version that is none': policy('1', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }),
    'with a version that is none, and everywhere': policy('1', { Action: 's3:GetObject', Resource: '*' }),
    'with one ARN of the other cloud': policy('2012-10-17', {
      Action: 's3:GetObject',
      Resource: ['arn:aws:s3:::b/*', 'acs:oss:*:*:b/*'],
    }),
    'with a slip in the name of a service': policy('2012-10-17', {
      Action: 'log:CreateLogStream',
      Resource: '*',
    }),
    'with an action of its own Resource Access Manager': policy('2012-10-17', {
      Action: 'ram:GetResourceShares',
      Resource: '*',
    }),
  };
  test.each(Object.entries(documents))('%s', (_, document) => {
    expect(dialectOf(document)).toBe('aws');
  });
});

test('other things with a version and statements are no policies', () => {
  const other = { Version: '1', Statement: 'a sentence', Items: [] };
  const file = json.read({
    uri,
    languageId: 'json',
    text: JSON.stringify({ wrapped: { Statement: [1] }, other: 1 }),
  });
  expect(file.policies).toEqual([]);
  expect(dialectOf(other)).toBe('ram');
});
