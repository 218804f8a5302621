import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../server/core/index.ts';
import { checkText } from '../pages/check.ts';
import { analyzeModule, brief } from './module.ts';

/** Inputs on which another language server was wrong or blind, and what is true of them. */

function statement(body: string, more = ''): Analysis {
  return analyzeModule(`data "aws_iam_policy_document" "x" {
  statement {
${body}
  }
${more}}

resource "aws_iam_policy" "x" {
  policy = data.aws_iam_policy_document.x.json
}
`);
}

const loud = (analysis: Analysis) =>
  brief(analysis).filter((line) => line.startsWith('error') || line.startsWith('warning'));

describe('what is right gets no error', () => {
  test('a statement without effect', () => {
    expect(loud(statement('actions = ["s3:GetObject"]\nresources = ["arn:aws:s3:::b/*"]'))).toEqual([]);
  });
  test('the statements of a web ACL', () => {
    const text =
      'resource "aws_wafv2_web_acl" "x" {\n  rule {\n    statement {\n      and_statement {\n        statement {}\n      }\n    }\n  }\n}\n';
    expect(analyzeModule(text).policies).toEqual([]);
    expect(brief(analyzeModule(text))).toEqual([]);
  });
  test('wildcards in Regions and accounts, and AWS for an account', () => {
    const arns = '"arn:aws:logs:us-*:1234????9012:log-group:x:*", "arn:aws:logs:*:123456789012:*"';
    expect(loud(statement(`actions = ["logs:PutLogEvents"]\nresources = [${arns}]`))).toEqual([]);
    expect(
      loud(
        statement('actions = ["iam:GetPolicy"]\nresources = ["arn:aws:iam::aws:policy/AdministratorAccess"]'),
      ),
    ).toEqual([]);
  });
  test('an action that is not known yet', () => {
    expect(loud(statement('actions = ["${var.service}:Get*"]\nresources = ["*"]'))).toEqual([]);
  });
  test('a deny of ecs:RunTask', () => {
    const found = brief(statement('effect = "Deny"\nactions = ["ecs:RunTask"]\nresources = ["*"]'));
    expect(found.join()).not.toContain('pass');
  });
  test('Statement as one object', () => {
    const text =
      'resource "aws_iam_policy" "x" {\n  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::b/*" } })\n}\n';
    expect(loud(analyzeModule(text))).toEqual([]);
  });
  test('no Version', () => {
    const text = '{"Statement": [{"Effect": "Allow", "Action": "s3:GetObjekt", "Resource": "*"}]}';
    const rules = checkText({ text, language: 'json', kind: 'identity', attached: undefined }).map(
      ({ rule }) => rule,
    );
    expect(rules).toContain('missing-version');
    expect(rules).toContain('invalid-action');
  });
});

describe('what is wrong is found', () => {
  test('a version that does not exist', () => {
    const text =
      'resource "aws_iam_policy" "x" {\n  policy = jsonencode({ Version = "2012-10-18", Statement = [{ Effect = "Allow", Action = "s3:GetObjekt", Resource = "*" }] })\n}\n';
    expect(loud(analyzeModule(text))).toEqual([
      'error invalid-version "2012-10-18"',
      'error invalid-action "s3:GetObjekt"',
    ]);
  });
  test('in a heredoc', () => {
    const text =
      'resource "aws_iam_policy" "x" {\n  policy = <<-EOT\n    {\n      "Version": "2012-10-17",\n      "Statement": [{ "Effect": "Allow", "Action": "s3:GetObjekt", "Resource": "${var.arn}" }]\n    }\n  EOT\n}\n';
    expect(loud(analyzeModule(text))).toEqual(['error invalid-action "s3:GetObjekt"']);
  });
  test('in a dynamic statement', () => {
    const dynamic =
      '  dynamic "statement" {\n    for_each = var.more\n    content {\n      actions = ["s3:GetObjekt"]\n      resources = [statement.value]\n    }\n  }\n';
    expect(loud(statement('actions = ["s3:GetObject"]\nresources = ["arn:aws:s3:::b/*"]', dynamic))).toEqual([
      'error invalid-action "s3:GetObjekt"',
    ]);
  });
  test('beside what concat brings along', () => {
    expect(loud(statement('actions = concat(["s3:GetObjekt"], var.more)\nresources = ["*"]'))).toEqual([
      'error invalid-action "s3:GetObjekt"',
    ]);
  });
  test('an object action on a bucket', () => {
    expect(
      brief(statement('actions = ["s3:GetObject"]\nresources = ["arn:aws:s3:::logs"]')).join(),
    ).toContain('action-never-matches-resource');
  });
  test('metrics put on an alarm', () => {
    const arn = 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:x';
    expect(
      brief(statement(`actions = ["cloudwatch:PutMetricData"]\nresources = ["${arn}"]`)).join(),
    ).toContain('action-never-matches-resource');
  });
  test('a type of resource that the service does not have', () => {
    const arn = 'arn:aws:aps:eu-west-1:123456789012:workspaces/ws-1';
    expect(loud(statement(`actions = ["aps:QueryMetrics"]\nresources = ["${arn}"]`))).not.toEqual([]);
  });
  test('numbers compared with an address', () => {
    const found = loud(
      statement(
        'actions = ["s3:GetObject"]\nresources = ["arn:aws:s3:::b/*"]\ncondition {\n test = "NumericEquals"\n variable = "aws:SourceIp"\n values = ["10.0.0.0/8"]\n}',
      ),
    );
    expect(found.join()).toContain('type-mismatch');
  });
  test('a resource that is no ARN', () => {
    expect(loud(statement('actions = ["s3:GetObject"]\nresources = ["foo"]')).join()).toMatch(
      /error \S+ "foo"/,
    );
  });
  test('an empty list of resources', () => {
    expect(loud(statement('actions = ["s3:GetObject"]\nresources = []'))).toEqual(['error empty-list []']);
  });
  test('principals that are none', () => {
    const trust = (type: string, identifier: string, condition = '') =>
      loud(
        analyzeModule(`data "aws_iam_policy_document" "x" {
  statement {
    actions = ["sts:AssumeRole${type === 'Federated' ? 'WithWebIdentity' : ''}"]
    principals {
      type        = "${type}"
      identifiers = ["${identifier}"]
    }
${condition}  }
}

resource "aws_iam_role" "x" {
  assume_role_policy = data.aws_iam_policy_document.x.json
}
`),
      ).join();
    expect(trust('Service', 'ec2.amazonaws.cm')).toContain('unknown-service-principal');
    expect(trust('AWS', 'ec2.amazonaws.com')).toContain('error service-as-aws-principal');
    expect(
      trust('Federated', 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'),
    ).toContain('github');
    expect(trust('AWS', '123456789012')).toBe('');
  });
  test('an unescaped policy variable', () => {
    const found = statement('actions = ["s3:GetObject"]\nresources = ["arn:aws:s3:::b/${aws:username}/*"]');
    expect(loud(found)).toEqual(['error unescaped-policy-variable ${aws:username}']);
  });
  test('an effect in lower case', () => {
    expect(
      loud(statement('effect = "allow"\nactions = ["s3:GetObject"]\nresources = ["arn:aws:s3:::b/*"]')),
    ).toEqual(['error invalid-effect "allow"']);
  });
});
