import { expect, test } from 'vitest';
import { hoverIn } from './terraform-fixture.ts';

function hoverOf(text: string): string {
  return hoverIn({ 'main.tf': text })?.markdown ?? '';
}

test('the type of a block tells what policies it takes, what counts in them and how AWS refuses them', () => {
  const markdown = hoverOf('resource "aws_prometheus_resource|_policy" "x" {\n}\n');
  expect(markdown).toContain('`policy_document` takes a **resource policy of aps workspace** (required)');
  expect(markdown).toContain('`workspace_id`');
  expect(markdown).toContain('Actions that count: `aps:RemoteWrite`');
  expect(markdown).toContain('`revision_id`');
  expect(markdown).toContain('Imported by the id of the workspace');
  expect(markdown).toContain('`ConflictException`');
  expect(markdown).toContain('`CANNOT_PARSE`');
});

test('types that take several policies list them', () => {
  const markdown = hoverOf('resource "aws_iam|_role" "x" {\n}\n');
  expect(markdown).toContain('`assume_role_policy` takes a **role trust policy** (required)');
  expect(markdown).toContain(
    '`permissions_boundary` takes the ARN of a policy, which counts as **permissions boundary**',
  );
});

test('access control lists are told from policies', () => {
  expect(hoverOf('resource "aws_s3_bucket|_acl" "x" {\n}\n')).toContain('no JSON policy');
  expect(hoverOf('resource "aws_s3_bucket" "x" {\n  a|cl = "private"\n}\n')).toContain('no JSON policy');
  expect(hoverOf('resource "aws_wafv2_web|_acl" "x" {\n}\n')).toContain('no JSON policy');
});

test('an argument that takes a policy by its ARN says what it makes of it', () => {
  const markdown = hoverOf(
    'resource "aws_iam_role" "x" {\n  permissions|_boundary = aws_iam_policy.b.arn\n}\n',
  );
  expect(markdown).toContain('**`permissions_boundary`** of `aws_iam_role`');
  expect(markdown).toContain('The maximum for a user or role.');
  expect(
    hoverOf('resource "aws_iam_role_policy_attachment" "x" {\n  policy|_arn = aws_iam_policy.b.arn\n}\n'),
  ).toContain('**identity policy**');
});

test('nothing is said of what has nothing to do with policies', () => {
  expect(hoverOf('resource "aws_inst|ance" "x" {\n  ami = "a"\n}\n')).toBe('');
  expect(hoverOf('resource "aws_instance" "x" {\n  am|i = "a"\n}\n')).toBe('');
  expect(hoverOf('resource "constr|uctor" "x" {\n  toString = 1\n}\n')).toBe('');
});
