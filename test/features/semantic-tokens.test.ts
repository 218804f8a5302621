import { describe, expect, test } from 'vitest';
import { semanticTokens } from '../../server/core/index.ts';
import { engine, policy, projectOf, uri } from './fixture.ts';
import { engine as both, spotIn } from './terraform-fixture.ts';

function inJson(text: string): readonly string[] {
  return semanticTokens(engine(), projectOf(text), uri).map(
    ({ kind, range }) => `${kind} ${text.slice(range.start, range.end)}`,
  );
}

function inTerraform(text: string): readonly string[] {
  const { project, uri: at } = spotIn({ 'main.tf': `|${text}` });
  return semanticTokens(both, project, at).map(
    ({ kind, range }) => `${kind} ${text.slice(range.start, range.end)}`,
  );
}

describe('JSON', () => {
  test('service, action and wildcards of actions', () => {
    expect(inJson(policy('{ "Effect": "Allow", "Action": ["aps:Get*Data", "*"], "Resource": "*" }'))).toEqual(
      ['service aps', 'action Get', 'wildcard *', 'action Data', 'wildcard *', 'wildcard *'],
    );
  });

  test('the fields of an ARN, its type, and variables in it', () => {
    const arn = 'arn:aws:s3:eu-west-1:111122223333:accesspoint/${aws:username}-*';
    expect(
      inJson(policy(`{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "${arn}" }`)).slice(2),
    ).toEqual([
      'arn arn',
      'partition aws',
      'service s3',
      'region eu-west-1',
      'account 111122223333',
      'resource-type accesspoint',
      'variable ${aws:username}',
      'wildcard *',
    ]);
  });

  test('principals, and wildcards of conditions only where the operator knows them', () => {
    const conditions =
      '"StringLike": { "s3:prefix": "a*" }, "StringEquals": { "aws:username": "b*${aws:userid}" }';
    expect(
      inJson(
        policy(
          `{ "Effect": "Allow", "Principal": { "AWS": "111122223333", "Service": "logs.amazonaws.com" }, "Action": "s3:ListBucket", "Resource": "*", "Condition": { ${conditions} } }`,
        ),
      ),
    ).toEqual([
      'account 111122223333',
      'service logs',
      'service s3',
      'action ListBucket',
      'wildcard *',
      'wildcard *',
      'variable ${aws:userid}',
    ]);
  });

  test('escapes are counted as they stand in the file', () => {
    expect(inJson(policy('{ "Effect": "Allow", "Action": "a\\u0070s:Query*", "Resource": [] }'))).toEqual([
      'service a\\u0070s',
      'action Query',
      'wildcard *',
    ]);
  });

  test("RAM's resource names have no variables", () => {
    const text =
      '{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "arms:Get*", "Resource": "acs:arms:cn-hangzhou:123456789012345:a/${aws:username}" }] }';
    expect(inJson(text)).toEqual([
      'service arms',
      'action Get',
      'wildcard *',
      'arn acs',
      'service arms',
      'region cn-hangzhou',
      'account 123456789012345',
      'resource-type a',
    ]);
  });

  test('other JSON has none', () => {
    expect(inJson('{ "Action": "aps:Get*", "name": "arn:aws:s3:::b" }')).toEqual([]);
  });
});

describe('Terraform', () => {
  test('documents, heredocs and jsonencode, interpolations left to the language', () => {
    const text = `data "aws_iam_policy_document" "a" {
  statement {
    actions   = ["aps:Query*"]
    resources = ["arn:aws:aps:\${var.region}:\${local.account}:workspace/$\${aws:username}"]
  }
}
resource "aws_iam_policy" "b" {
  policy = <<EOF
{ "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject" }] }
EOF
}
resource "aws_iam_policy" "c" {
  policy = jsonencode({ Statement = [{ Effect = "Deny", Action = "sqs:*" }] })
}
`;
    expect(inTerraform(text)).toEqual([
      'service aps',
      'action Query',
      'wildcard *',
      'arn arn',
      'partition aws',
      'service aps',
      'resource-type workspace',
      'variable $${aws:username}',
      'service s3',
      'action GetObject',
      'service sqs',
      'wildcard *',
    ]);
  });

  test('what a reference stands for is coloured where it is written, once', () => {
    const text = `locals {
  read = ["aps:QueryMetrics"]
}
data "aws_iam_policy_document" "a" {
  statement {
    actions = local.read
  }
}
data "aws_iam_policy_document" "b" {
  statement {
    actions = local.read
  }
}
`;
    expect(inTerraform(text)).toEqual(['service aps', 'action QueryMetrics']);
  });
});

test('only what a stretch of the document touches is looked at', () => {
  const text = policy('{ "Effect": "Allow", "Action": ["aps:GetLabels", "s3:GetObject"], "Resource": "*" }');
  const start = text.indexOf('s3:');
  const found = semanticTokens(engine(), projectOf(text), uri, { start, end: start + 2 });
  expect(found.map(({ range }) => text.slice(range.start, range.end))).toEqual(['s3', 'GetObject']);
});
