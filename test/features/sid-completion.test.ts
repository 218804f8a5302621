import { expect, test } from 'vitest';
import { completeIn } from './fixture.ts';
import { completeIn as inTerraform } from './terraform-fixture.ts';

const policy = (...statements: readonly string[]) =>
  `{ "Version": "2012-10-17", "Statement": [${statements.join(', ')}] }`;

test('a statement that was pasted twice gets a free Sid', () => {
  const first = '{ "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }';
  const third = first.replace('Read', 'Read2');
  const done = completeIn(policy(first, first.replace('Read', 'Read|'), third));
  expect(done.labels[0]).toBe('Read3');
  expect(done.accept('Read3')).toBe(policy(first, first.replace('Read', 'Read3'), third));
});

test('names after what the statement does, none of which is taken', () => {
  const reads = '"Effect": "Allow", "Action": ["aps:QueryMetrics", "aps:GetLabels"], "Resource": "*"';
  expect(completeIn(policy(`{ "Sid": "|", ${reads} }`)).labels).toEqual(['ReadAps']);
  expect(completeIn(policy(`{ "Sid": "|", ${reads} }`, `{ "Sid": "ReadAps", ${reads} }`)).labels).toEqual([
    'ReadAps2',
  ]);
  const denies = '"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*"';
  expect(completeIn(policy(`{ "Sid": "|", ${denies} }`)).labels).toEqual(['DenyWriteS3', 'DenyDeleteObject']);
});

test('a Sid that is fine gets no second number, one without statement none at all', () => {
  expect(completeIn(policy('{ "Sid": "Own|" }')).labels).toEqual([]);
});

test('in blocks of Terraform', () => {
  const done = inTerraform({
    'main.tf': `data "aws_iam_policy_document" "x" {
  statement {
    sid       = "|"
    actions   = ["aps:RemoteWrite"]
    resources = ["*"]
  }
}
`,
  });
  expect(done.labels).toEqual(['WriteAps', 'RemoteWrite']);
  expect(done.accept('WriteAps')).toContain('sid       = "WriteAps"\n');
});
