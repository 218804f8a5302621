import { describe, expect, test } from 'vitest';
import { analyzeModule, brief } from './module.ts';

/** Ways of modules that serve many callers: what only the caller decides is not held against the module. */

const document = (name: string, body: string) => `data "aws_iam_policy_document" "${name}" {\n${body}}\n`;
const trust = (name: string) =>
  `resource "aws_iam_role" "${name}" {\n  assume_role_policy = data.aws_iam_policy_document.${name}.json\n}\n`;
const role = (name: string) =>
  `resource "aws_iam_role_policy" "${name}" {\n  role   = var.role\n  policy = data.aws_iam_policy_document.${name}.json\n}\n`;
const bucket = (policy: string) =>
  `resource "aws_s3_bucket_policy" "b" {\n  bucket = aws_s3_bucket.b.id\n  policy = ${policy}\n}\n`;
const errors = (files: Parameters<typeof analyzeModule>[0], of?: string) =>
  brief(analyzeModule(files, of)).filter((line) => line.startsWith('error'));

describe('an argument that may be null', () => {
  const generic = (resources: string) =>
    `  dynamic "statement" {\n    for_each = var.statements\n    content {\n      actions       = try(statement.value.actions, null)\n      not_actions   = lookup(statement.value, "not_actions", null)\n      resources     = ${resources}\n      not_resources = statement.value.not_resources\n    }\n  }\n`;
  test('is not held against the one that excludes it', () => {
    expect(errors(document('a', generic('statement.value.resources')) + role('a'))).toEqual([]);
    expect(errors(document('a', generic('["*"]')) + role('a'))).toEqual([]);
  });
  test('may be absent where the kind has no such element', () => {
    expect(errors(document('a', generic('statement.value.resources')) + trust('a'))).toEqual([]);
    expect(errors(document('a', generic('["*"]')) + trust('a'))).toEqual([
      'error role-trust-policy-syntax-error-resource resources',
    ]);
  });
  test('is there when it is spelled out', () => {
    const both =
      '  statement {\n    actions     = ["s3:*"]\n    not_actions = ["s3:Get*"]\n    resources   = ["*"]\n  }\n';
    expect(errors(document('a', both) + role('a'))).toEqual([
      'error unsupported-element-combination not_actions',
    ]);
  });
});

describe('principals of a loop', () => {
  const looped = (collection: string) =>
    document(
      'a',
      `  statement {\n    actions   = ["s3:GetObject"]\n    resources = ["*"]\n    dynamic "principals" {\n      for_each = ${collection}\n      content {\n        type        = "AWS"\n        identifiers = principals.value\n      }\n    }\n  }\n`,
    );
  test('may be none', () => {
    expect(errors(looped('var.principals') + role('a'))).toEqual([]);
  });
  test('are some where the collection is known', () => {
    expect(errors(looped('[["111122223333"]]') + role('a'))).toEqual(['error unsupported-principal dynamic']);
  });
});

describe('a word that is replaced in the finished text', () => {
  const body =
    '  statement {\n    actions   = ["s3:GetObject"]\n    resources = ["BUCKET_ARN", "BUCKET_ARN/*"]\n    principals {\n      type        = "AWS"\n      identifiers = [var.reader]\n    }\n  }\n';
  const json = 'data.aws_iam_policy_document.a.json';
  test('is what comes in its place', () => {
    expect(errors(document('a', body) + bucket(`replace(${json}, "BUCKET_ARN", var.arn)`))).toEqual([]);
    const local = `locals {\n  p = var.on ? replace(replace(${json}, "X", "Y"), "BUCKET_ARN", aws_s3_bucket.b.arn) : null\n}\n`;
    expect(errors(document('a', body) + local + bucket('local.p'))).toEqual([]);
  });
  test('so it is in the documents that are merged', () => {
    const all = document('all', `  source_policy_documents = compact([var.on ? ${json} : ""])\n`);
    const whole = 'data.aws_iam_policy_document.all.json';
    expect(errors(document('a', body) + all + bucket(`replace(${whole}, "BUCKET_ARN", var.arn)`))).toEqual(
      [],
    );
  });
  test('and in a file', () => {
    const files = {
      'main.tf': bucket('replace(file("${path.module}/p.json"), "<<bucket>>", var.arn)'),
      'p.json':
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"<<bucket>>"}]}',
    };
    expect(errors(files, 'p.json')).toEqual([]);
    expect(errors({ ...files, 'main.tf': bucket('file("${path.module}/p.json")') }, 'p.json')).toHaveLength(
      1,
    );
  });
  test('stays what it is where nobody replaces it', () => {
    expect(errors(document('a', body) + bucket(json))).toHaveLength(2);
    expect(errors(document('a', body) + bucket(`replace(${json}, "OTHER", "x")`))).toHaveLength(2);
  });
});

describe('a document without statements', () => {
  const silent = ['for others to merge', document('none', '')] as const;
  test(silent[0], () => {
    const all = document('all', '  source_policy_documents = [data.aws_iam_policy_document.none.json]\n');
    expect(brief(analyzeModule(silent[1] + all + bucket('data.aws_iam_policy_document.all.json')))).toEqual(
      [],
    );
  });
  test('is a policy that says nothing where an argument takes it', () => {
    expect(brief(analyzeModule(silent[1] + bucket('data.aws_iam_policy_document.none.json')))).not.toEqual(
      [],
    );
  });
  test('takes a policy away as an empty object', () => {
    const secret = (policy: string) =>
      `resource "aws_secretsmanager_secret" "s" {\n  policy = ${policy}\n}\n`;
    expect(brief(analyzeModule(secret('var.shared ? null : "{}"')))).toEqual([]);
    expect(brief(analyzeModule(secret('jsonencode({})')))).toEqual([]);
  });
});

describe('the first HCL', () => {
  test('had blocks with an equals sign', () => {
    const old =
      '  statement {\n    actions = ["sts:AssumeRole"]\n    principals = {\n      type        = "Service"\n      identifiers = ["ec2.amazonaws.com"]\n    }\n  }\n';
    expect(errors(document('a', old) + trust('a'))).toEqual([]);
    expect(errors(document('a', old.replace('type        = ', 'Service     = ')) + trust('a'))).toHaveLength(
      1,
    );
  });
  test('rendered templates by a data source', () => {
    const files = {
      'main.tf': `data "template_file" "t" {\n  template = "\${file("\${path.module}/p.json")}"\n  vars = {\n    region = var.region\n  }\n}\nresource "aws_iam_policy" "p" {\n  policy = "\${data.template_file.t.rendered}"\n}\n`,
      'p.json':
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:${region}:111122223333:q"}]}',
    };
    const analysis = analyzeModule(files, 'p.json');
    expect(brief(analysis)).toEqual([]);
    expect(analysis.policies.map(({ use }) => [use.kind, use.by])).toEqual([['identity', 'consumer']]);
  });
});

test('a policy in the call of a module from elsewhere is found', () => {
  const call = `module "m" {\n  source  = "example/role/aws"\n  policies = [<<JSON\n{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:GetObjekt", "Resource": "*" }] }\nJSON\n  ]\n}\n`;
  expect(brief(analyzeModule(call))).toEqual(['error invalid-action "s3:GetObjekt"']);
});

test('a resource that a missing brace puts into a statement is no misspelt argument', () => {
  const open = 'data "aws_iam_policy_document" "a" {\n  statement {\n    actions = ["s3:GetObject"]\n';
  expect(errors(`${open}${bucket('var.p')}`).filter((line) => line.includes('json-key'))).toEqual([]);
});

test('a file system policy goes without resources', () => {
  const policy = `resource "aws_efs_file_system_policy" "p" {\n  file_system_id = aws_efs_file_system.f.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "elasticfilesystem:ClientMount" }] })\n}\n`;
  expect(errors(policy)).toEqual([]);
});
