import { expect, test } from 'vitest';
import { analyzeModule } from './module.ts';
import { plain } from './reading.ts';

const main = `resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = templatefile("\${path.module}/bucket.json", {
    bucket_arn = aws_s3_bucket.b.arn
    readers    = var.reader_arns
    action     = "s3:GetObjekt"
  })
}
`;

const template = `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": { "AWS": \${jsonencode(readers)} },
    "Action": ["\${action}", "s3:PutObjekt"],
    "Resource": "\${bucket_arn}/home/$\${aws:username}/*"
  }]
}
`;

test('a template is read with what its caller gives, as the kind that the consumer says', () => {
  const analysis = analyzeModule({ 'main.tf': main, 'bucket.json': template }, 'bucket.json');
  expect(analysis.policies.map(({ use }) => [use.kind, use.attachedTo?.cloudFormationType])).toEqual([
    ['resource', 'AWS::S3::Bucket'],
  ]);
  expect(
    plain(analysis.file.policies[0]?.document.root ?? { type: 'null', range: { start: 0, end: 0 } }),
  ).toMatchObject({
    Statement: [{ Effect: 'Allow', Action: ['s3:GetObjekt', 's3:PutObjekt'] }],
  });
  const marked = analysis.findings
    .filter(({ rule }) => rule === 'invalid-action')
    .map(({ at }) => template.slice(at.start, at.end));
  expect(marked).toEqual(['"${action}"', '"s3:PutObjekt"']);
  expect(analysis.findings.map(({ rule }) => rule)).not.toContain('json-syntax-error');
});

test('without a module that renders it the same file is JSON', () => {
  const analysis = analyzeModule({ 'bucket.json': template }, 'bucket.json');
  expect(analysis.findings.map(({ rule }) => rule)).toContain('json-syntax-error');
});

test('a plain file takes its kind from the module', () => {
  const text =
    '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }] }';
  const role =
    'resource "aws_iam_role" "r" {\n  assume_role_policy = file("${path.module}/policies/p.json")\n}\n';
  const analysis = analyzeModule({ 'main.tf': role, 'policies/p.json': text }, 'policies/p.json');
  expect(analysis.policies.map(({ use }) => use.kind)).toEqual(['trust']);
});
