import { expect, test } from 'vitest';
import { openVariables, parseArn } from '../../server/core/catalog/arn.ts';

test('an ARN in its fields, with offsets', () => {
  const text = 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/x:*';
  const arn = parseArn(text);
  expect(arn?.resource.text).toBe('log-group:/aws/x:*');
  for (const field of Object.values(arn ?? {})) expect(text.slice(field.start, field.end)).toBe(field.text);
});

test('colons inside a variable do not count', () => {
  expect(parseArn('arn:${Partition}:iam::${aws:PrincipalAccount}:user/${aws:username}')).toMatchObject({
    partition: { text: '${Partition}' },
    region: { text: '' },
    account: { text: '${aws:PrincipalAccount}' },
    resource: { text: 'user/${aws:username}' },
  });
});

test.each(['', '*', 'arn:', 'arn:aws:s3', 'arn:aws:s3:::', 'urn:a:b:c:d:e', 'arn:aws:iam::${'])(
  '%j never throws',
  (text) => {
    expect(parseArn(text) === undefined || parseArn(text)?.resource.end === text.length).toBe(true);
  },
);

test('variables stand for any text', () => {
  expect(openVariables("home/${aws:username, 'none'}/${*}")).toBe('home/*/?');
});
