import { expect, test } from 'vitest';
import { createEngine, documentLinks, json } from '../../server/core/index.ts';
import { allRules } from '../../server/core/rules/all.ts';
import { catalog } from '../pages/catalog.ts';
import { engine, projectOf, uri } from './fixture.ts';
import { spotIn, engine as terraform } from './terraform-fixture.ts';

function shown(text: string, found: ReturnType<typeof documentLinks>): readonly string[] {
  return found.map(({ range, target }) => {
    const to = target.kind === 'page' ? target.url : target.kind === 'file' ? target.uri : target.rule;
    return `${text.slice(range.start, range.end)} → ${to.replace('https://docs.aws.amazon.com/', '')}`;
  });
}

function inStatement(body: string): readonly string[] {
  const text = `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", ${body} }] }`;
  return shown(text, documentLinks(engine(), projectOf(text), uri));
}

const REFERENCE = 'service-authorization/latest/reference';

test('the service of an action or a wildcard leads to the table of its actions', () => {
  expect(
    inStatement('"Action": ["s3:GetObject", "ec2:Describe*", "*", "aps:Nothing", "nobody:Knows"]'),
  ).toEqual([
    `s3 → ${REFERENCE}/list_amazons3.html#amazons3-actions-as-permissions`,
    `ec2 → ${REFERENCE}/list_amazonec2.html#amazonec2-actions-as-permissions`,
  ]);
});

test('condition keys of all services and of one', () => {
  expect(
    inStatement(
      '"Condition": { "StringEquals": { "aws:PrincipalOrgID": "o", "aws:ResourceTag/team": "a", "s3:prefix": "x", "s3:none": "y" } }',
    ),
  ).toEqual([
    'aws:PrincipalOrgID → IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid',
    'aws:ResourceTag/team → IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag',
    `s3:prefix → ${REFERENCE}/list_amazons3.html#amazons3-policy-keys`,
  ]);
});

test('policies that AWS manages, wherever they are named, but not invented ones', () => {
  expect(
    inStatement(
      '"Condition": { "ArnEquals": { "iam:PolicyARN": ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws-cn:iam::aws:policy/service-role/AmazonEC2RoleforSSM", "arn:aws:iam::aws:policy/OfNobody"] } }',
    ).filter((one) => one.startsWith('arn')),
  ).toEqual([
    'arn:aws:iam::aws:policy/ReadOnlyAccess → aws-managed-policy/latest/reference/ReadOnlyAccess.html',
    'arn:aws-cn:iam::aws:policy/service-role/AmazonEC2RoleforSSM → aws-managed-policy/latest/reference/AmazonEC2RoleforSSM.html',
  ]);
});

test('rules in comments', () => {
  const own = createEngine({ catalog: catalog(), languages: [json], rules: allRules });
  const text = `// policywright-ignore missing-version, no-such-rule: later
{ "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] }`;
  expect(shown(text, documentLinks(own, projectOf(text), uri))).toEqual([
    'missing-version → missing-version',
  ]);
});

test('files that Terraform takes in, and what only Terraform knows stays without a link', () => {
  const {
    project,
    uri: at,
    text,
  } = spotIn({
    'main.tf': `resource "aws_iam_policy" "a" {
  policy = file("\${path.module}/policies/a.json")
}
resource "aws_iam_policy" "b" {
  policy = templatefile("b.tftpl", { name = var.name })
}
resource "aws_iam_policy" "c" {
  policy = file(var.name)
}
resource "aws_iam_role_policy_attachment" "r" {
  role       = "x"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
data "aws_iam_policy_document" "x" {
  statement {
    actions   = ["s3:GetObject", "s3:\${var.name}"]
    resources = ["*"]
  }
}
|`,
  });
  expect(shown(text, documentLinks(terraform, project, at))).toEqual([
    'arn:aws:iam::aws:policy/ReadOnlyAccess → aws-managed-policy/latest/reference/ReadOnlyAccess.html',
    '${path.module}/policies/a.json → file:///module/policies/a.json',
    'b.tftpl → file:///module/b.tftpl',
    `s3 → ${REFERENCE}/list_amazons3.html#amazons3-actions-as-permissions`,
  ]);
});

test('a document of another cloud has no links to AWS', () => {
  const text =
    '{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "ram:GetUser", "Resource": "acs:ram:*:*:*" }] }';
  expect(documentLinks(engine(), projectOf(text), uri)).toEqual([]);
});

test('the answer is bounded', () => {
  const actions = Array.from({ length: 2_000 }, () => '"s3:GetObject"').join(', ');
  expect(inStatement(`"Action": [${actions}]`)).toHaveLength(500);
});

test('where nobody wants them, actions and keys are none; managed policies stay', () => {
  const text =
    '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:iam::aws:policy/ReadOnlyAccess" }] }';
  const project = projectOf(text);
  const quiet = { ...project, settings: { ...project.settings, links: false } };
  expect(documentLinks(engine(), project, uri)).toHaveLength(2);
  expect(shown(text, documentLinks(engine(), quiet, uri)).join()).toContain('ReadOnlyAccess');
  expect(documentLinks(engine(), quiet, uri)).toHaveLength(1);
});
