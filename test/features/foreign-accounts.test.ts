import { expect, test } from 'vitest';
import { completeIn } from './fixture.ts';

const statements = (first: string) =>
  `{ "Version": "2012-10-17", "Statement": [${first}, { "Effect": "Allow", "Action": "aps:QueryMetrics", "Resource": "|" }] }`;

function offered(first: string): string {
  return JSON.stringify(completeIn(statements(first)).list?.items);
}

test('the account of a principal is no account to suggest for resources', () => {
  const principal =
    '{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::444455556666:root" }, "Action": "aps:GetSeries", "Resource": "*" }';
  expect(offered(principal)).not.toContain('aps:*:444455556666');
  expect(offered(principal)).toContain('arn:aws:aps:');
});

test('that of another resource is', () => {
  const resource =
    '{ "Effect": "Allow", "Action": "logs:GetLogEvents", "Resource": "arn:aws:logs:eu-west-1:444455556666:log-group:a:*" }';
  expect(offered(resource)).toContain('444455556666');
});
