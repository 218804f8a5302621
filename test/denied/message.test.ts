import { expect, test } from 'vitest';
import { messageAt, readDenied } from '../../server/core/denied/message.ts';

const who = 'arn:aws:iam::111122223333:user/me';
const say = (rest: string) => `User: ${who} is not authorized to perform: ${rest}`;

test.each([
  [
    say(
      's3:GetObject on resource: "arn:aws:s3:::b/k" because no identity-based policy allows the s3:GetObject action',
    ),
    { principal: who, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', explicit: false, by: 'identity' },
  ],
  [
    say(
      's3:GetObject on resource: arn:aws:s3:::b/my file.txt because no session policy allows the s3:GetObject action',
    ),
    {
      principal: who,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/my file.txt',
      explicit: false,
      by: 'session',
    },
  ],
  [
    say('ec2:DescribeInstances because no identity-based policy allows the ec2:DescribeInstances action'),
    { principal: who, action: 'ec2:DescribeInstances', explicit: false, by: 'identity' },
  ],
  [
    say('dynamodb:GetItem on resource: arn:aws:dynamodb:eu-west-1:111122223333:table/t'),
    {
      principal: who,
      action: 'dynamodb:GetItem',
      resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/t',
      explicit: false,
    },
  ],
  [
    say(
      'aps:QueryMetrics on resource: arn:aws:aps:eu-west-1:111122223333:workspace/ws-1 with an explicit deny in a resource-based policy',
    ),
    {
      principal: who,
      action: 'aps:QueryMetrics',
      resource: 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-1',
      explicit: true,
      by: 'resource',
    },
  ],
  [
    say('iam:GetRole on resource: role deploy with an explicit deny'),
    { principal: who, action: 'iam:GetRole', resource: 'role deploy', explicit: true },
  ],
  [
    say(
      'kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/1 because no permissions boundary allows the kms:Decrypt action',
    ),
    {
      principal: who,
      action: 'kms:Decrypt',
      resource: 'arn:aws:kms:eu-west-1:111122223333:key/1',
      explicit: false,
      by: 'boundary',
    },
  ],
  [
    say(
      's3:PutObject on resource: arn:aws:s3:::b/k because no service control policy allows the s3:PutObject action.',
    ),
    { principal: who, action: 's3:PutObject', resource: 'arn:aws:s3:::b/k', explicit: false, by: 'scp' },
  ],
  [
    say('s3:PutObject on resource: arn:aws:s3:::b/k with an explicit deny in a resource control policy'),
    { principal: who, action: 's3:PutObject', resource: 'arn:aws:s3:::b/k', explicit: true, by: 'rcp' },
  ],
  [
    say(
      's3:PutObject on resource: arn:aws:s3:::b/k because no VPC endpoint policy allows the s3:PutObject action',
    ),
    { principal: who, action: 's3:PutObject', resource: 'arn:aws:s3:::b/k', explicit: false, by: 'endpoint' },
  ],
  [
    'User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********2222:a/b/GET/',
    {
      action: 'execute-api:Invoke',
      resource: 'arn:aws:execute-api:eu-west-1:********2222:a/b/GET/',
      explicit: false,
    },
  ],
])('%s', (text, denied) => {
  expect(readDenied(text)).toEqual(denied);
  const printed = `An error occurred (AccessDenied) when calling the X operation: ${text}`;
  expect(readDenied(printed)).toEqual(denied);
  expect(readDenied(text.replace(/ (?=on resource|because|with)/g, '\n\u2502 '))).toEqual(denied);
  expect(readDenied(`${text}\n\tstatus code: 403, request id: 0a-1b`)).toEqual(denied);
});

test.each([
  'Access Denied',
  'You are not authorized to perform this operation.',
  '',
  'is not authorized to perform: nothing',
])('says nothing: %j', (text) => expect(readDenied(text)).toBeUndefined());

test('a message is found around an offset, without the text beside it', () => {
  const message = say(
    's3:GetObject on resource: "arn:aws:s3:::b/k" because no identity-based policy allows the s3:GetObject action',
  );
  const text = `{ "Statement": [ ${message} ] }`;
  const found = messageAt(text, text.indexOf('because'));
  expect(text.slice(found?.range.start, found?.range.end).trim()).toBe(message);
  expect(messageAt(text, 3)).toBeUndefined();
  const quoted = `{ "Action": "${message.replaceAll('"', '')}" }`;
  const inQuotes = messageAt(quoted, 40);
  expect(quoted.slice(inQuotes?.range.start, inQuotes?.range.end)).toBe(`"${message.replaceAll('"', '')}"`);
});

test('a long text that is no message is searched quickly', () => {
  const text = 'is not authorized to perform on resource because no '.repeat(20_000);
  const started = process.cpuUsage();
  messageAt(text, 500_000);
  readDenied(text);
  readDenied('x'.repeat(500_000));
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(800);
});
