import { expect, test } from 'vitest';
import { documentSymbols, type PolicySymbol } from '../../server/core/index.ts';
import { engine, projectOf, uri } from './fixture.ts';
import { spotIn, engine as terraform } from './terraform-fixture.ts';

/** One line per symbol, children indented: name, detail, and the selected text's first line. */
function outline(symbols: readonly PolicySymbol[], text: string, indent = ''): readonly string[] {
  return symbols.flatMap(({ name, detail, selection, range, children }) => {
    expect(range.start).toBeLessThanOrEqual(selection.start);
    expect(selection.end).toBeLessThanOrEqual(range.end);
    expect(name).not.toBe('');
    const shown = text.slice(selection.start, selection.end);
    return [`${indent}${name} · ${detail ?? '-'} · ${shown}`, ...outline(children, text, `${indent}  `)];
  });
}

function ofJson(text: string, at = uri): readonly string[] {
  return outline(documentSymbols(engine(), projectOf(text, at), at), text);
}

/** Names of the statements of a policy with these. */
function titles(...statements: readonly string[]): readonly string[] {
  const text = `{ "Version": "2012-10-17", "Statement": [${statements.join(',')}] }`;
  const [policy] = documentSymbols(engine(), projectOf(text), uri);
  return (policy?.children ?? []).map(({ name }) => name);
}

test('a policy and its statements with their Sids', () => {
  const text = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Read", "Effect": "Allow",
      "Action": ["aps:QueryMetrics", "aps:GetLabels", "aps:GetSeries", "aps:GetMetricMetadata"],
      "Resource": "arn:aws:aps:eu-west-1:111122223333:workspace/*" },
    { "Effect": "Deny", "NotAction": "sts:GetCallerIdentity", "Resource": "*" }
  ]
}`;
  expect(ofJson(text)).toEqual([
    'policy.json · identity policy · {',
    '  Allow 4 aps actions on workspace/* · Read · Read',
    '  Deny everything but sts:GetCallerIdentity on * · - · "Effect": "Deny"',
  ]);
});

test('titles count what the items name or match, each action once', () => {
  expect(
    titles(
      '{ "Effect": "Allow", "Action": "aps:QueryMetrics", "Resource": "*" }',
      '{ "Effect": "Allow", "Action": ["aps:GetLabels", "APS:getlabels", "aps:GetSeries"], "Resource": "*" }',
      '{ "Effect": "Allow", "Action": ["aps:QueryMetrics", "logs:PutLogEvents"], "Resource": ["a", "b"] }',
      '{ "Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::logs/*" }',
      '{ "Effect": "Allow", "Action": [], "Resource": "*" }',
      '{ "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::b/*" }',
      '{}',
    ),
  ).toEqual([
    'Allow aps:QueryMetrics on *',
    'Allow 2 aps actions on *',
    'Allow 2 actions of 2 services on 2 resources',
    'Allow every action on everything but logs/*',
    'Allow no action on *',
    'Allow s3:Get* on b/*',
    'Statement',
  ]);
});

test('titles name the principal', () => {
  const trust = (principal: string) =>
    titles(`{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": ${principal} }`)[0];
  expect(trust('{ "Service": "ec2.amazonaws.com" }')).toBe('Allow sts:AssumeRole for ec2.amazonaws.com');
  expect(trust('{ "AWS": "arn:aws:iam::111122223333:root" }')).toBe('Allow sts:AssumeRole for 111122223333');
  expect(trust('{ "AWS": "arn:aws:iam::111122223333:role/app" }')).toBe('Allow sts:AssumeRole for role/app');
  expect(trust('{ "AWS": ["a", "b"], "Service": "c" }')).toBe('Allow sts:AssumeRole for 3 principals');
  expect(trust('"*"')).toBe('Allow sts:AssumeRole for everyone');
});

test('policies in larger files and in strings', () => {
  const inner =
    '{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Sid\\":\\"Q\\",\\"Effect\\":\\"Allow\\",\\"Action\\":\\"sqs:*\\",\\"Resource\\":\\"*\\"}]}';
  const text = `{ "Role": { "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [
    { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "ec2.amazonaws.com" } } ] } },
    "Attributes": { "Policy": "${inner}" } }`;
  expect(ofJson(text)).toEqual([
    'policy.json#Role.AssumeRolePolicyDocument · role trust policy · { "Version": "2012-10-17", "Statement": [',
    '  Allow sts:AssumeRole for ec2.amazonaws.com · - · "Effect": "Allow"',
    `policy.json#Attributes.Policy · identity policy · ${inner}`,
    '  Allow sqs:* on * · Q · Q',
  ]);
});

test('half-typed and foreign documents', () => {
  expect(ofJson('{ "Version": "2012-10-17", "Statement": [ { "Effect": ')).toEqual([
    'policy.json · identity policy · { "Version": "2012-10-17", "Statement": [ { "Effect": ',
    '  Statement · - · "Effect":',
  ]);
  expect(ofJson('{ "name": "shop" }', 'file:///work/package.json')).toEqual([]);
});

test('in Terraform only policies and their statements, in every form', () => {
  const {
    project,
    uri: at,
    text,
  } = spotIn({
    'main.tf': `variable "name" {}
data "aws_iam_policy_document" "read" {
  statement {
    sid       = "Objects"
    actions   = ["s3:GetObject", "s3:PutObject", var.name]
    resources = ["\${aws_s3_bucket.b.arn}/*"]
  }
  dynamic "statement" {
    for_each = var.name
    content {
      actions   = ["s3:*"]
      resources = ["*"]
    }
  }
}
resource "aws_s3_bucket" "b" {}
resource "aws_iam_policy" "read" { policy = data.aws_iam_policy_document.read.json }
resource "aws_iam_role" "r" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.r.id
  policy = <<-EOF
    { "Version": "2012-10-17", "Statement": [{ "Sid": "L", "Effect": "Deny", "Action": "logs:*", "Resource": "*" }] }
  EOF
}|
`,
  });
  expect(outline(documentSymbols(terraform, project, at), text)).toEqual([
    'data.aws_iam_policy_document.read · identity policy · data "aws_iam_policy_document" "read" {',
    '  Allow at least 2 s3 actions on ${aws_s3_bucket.b.arn}/* · Objects · Objects',
    '  Allow s3:* on * · - · dynamic "statement" {',
    'aws_iam_role.r.assume_role_policy · role trust policy · {',
    '  Allow sts:AssumeRole for ec2.amazonaws.com · - · Effect = "Allow"',
    'aws_iam_role_policy.p.policy · identity policy · { "Version": "2012-10-17", "Statement": [{ "Sid": "L", "Effect": "Deny", "Action": "logs:*", "Resource": "*" }] }',
    '  Deny logs:* on * · L · L',
  ]);
});
