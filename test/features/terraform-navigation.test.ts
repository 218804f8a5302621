import { describe, expect, test } from 'vitest';
import { definition, references } from '../../server/core/index.ts';
import { engine, type Files, spotIn, told } from './terraform-fixture.ts';

const main = `resource "aws_prometheus_workspace" "main" {
  alias = local.alias
}

resource "aws_prometheus_resource_policy" "main" {
  workspace_id    = aws_prometheus_workspace.main.id
  policy_document = data.aws_iam_policy_document.access.json
}

resource "aws_cloudwatch_log_group" "other" {
  name = var.name
}

output "group" {
  value = aws_cloudwatch_log_group.other.arn
}
`;

const policies = `locals {
  alias   = "metrics"
  writers = ["aps:RemoteWrite"]
}

variable "name" {}

data "aws_iam_policy_document" "access" {
  statement {
    actions   = local.writers
    resources = [aws_prometheus_workspace.main.arn, "\${aws_cloudwatch_log_group.other.arn}:*"]
    principals {
      type        = "AWS"
      identifiers = [for role in aws_iam_role.writer[*].arn : role]
    }
  }
}

resource "aws_iam_role" "writer" {
  count              = 2
  assume_role_policy = local.trust
}

locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}
`;

/** The module with the cursor before the `nth` occurrence of some text. */
function at(file: 'main.tf' | 'policies.tf', word: string, inside = 1): Files {
  const files: Record<string, string> = { 'main.tf': main, 'policies.tf': policies };
  const text = files[file] ?? '';
  const place = text.indexOf(word);
  if (place < 0) throw new Error(`no ${word} in ${file}`);
  return { ...files, [file]: `${text.slice(0, place + inside)}|${text.slice(place + inside)}` };
}

function definitionOf(files: Files): readonly string[] {
  const { project, uri, offset } = spotIn(files);
  return told(project, definition(engine, project, uri, offset));
}

function referencesOf(files: Files, declaration = false): readonly string[] {
  const { project, uri, offset } = spotIn(files);
  return told(project, references(engine, project, uri, offset, declaration));
}

const document = 'policies.tf:8 data "aws_iam_policy_document" "access"';
const workspace = 'main.tf:1 resource "aws_prometheus_workspace" "main"';

describe('definition', () => {
  test('from the consumer to the document and the resource', () => {
    expect(definitionOf(at('main.tf', 'data.aws_iam'))).toEqual([document]);
    expect(definitionOf(at('main.tf', '.json', 3))).toEqual([document]);
    expect(definitionOf(at('main.tf', 'aws_prometheus_workspace.main'))).toEqual([workspace]);
  });

  test('of what a document is made of, through interpolations, splats and across files', () => {
    expect(definitionOf(at('policies.tf', 'local.writers'))).toEqual(['policies.tf:3 writers']);
    expect(definitionOf(at('policies.tf', 'aws_prometheus_workspace.main'))).toEqual([workspace]);
    expect(definitionOf(at('policies.tf', 'aws_cloudwatch_log_group.other'))).toEqual([
      'main.tf:10 resource "aws_cloudwatch_log_group" "other"',
    ]);
    expect(definitionOf(at('policies.tf', 'aws_iam_role.writer'))).toEqual([
      'policies.tf:19 resource "aws_iam_role" "writer"',
    ]);
  });

  test('of a policy in a local', () => {
    expect(definitionOf(at('policies.tf', 'local.trust'))).toEqual(['policies.tf:25 trust']);
  });

  test('on a declaration it is itself', () => {
    expect(definitionOf(at('policies.tf', 'data "aws_iam_policy_document"', 30))).toEqual([document]);
  });

  test('nothing for names that no policy is about', () => {
    expect(definitionOf(at('main.tf', 'local.alias'))).toEqual([]);
    expect(definitionOf(at('main.tf', 'var.name'))).toEqual([]);
    expect(definitionOf(at('main.tf', 'aws_cloudwatch_log_group.other.arn'))).toEqual([]);
    expect(definitionOf(at('main.tf', 'resource "aws_cloudwatch_log_group"'))).toEqual([]);
    expect(definitionOf(at('main.tf', 'output "group"'))).toEqual([]);
  });
});

describe('references', () => {
  test('of a document', () => {
    const uses = ['main.tf:7 data.aws_iam_policy_document.access.json'];
    expect(referencesOf(at('policies.tf', 'data "aws_iam_policy_document"', 30))).toEqual(uses);
    expect(referencesOf(at('main.tf', 'data.aws_iam'))).toEqual(uses);
    expect(referencesOf(at('main.tf', 'data.aws_iam'), true)).toEqual([document, ...uses]);
  });

  test('of the resource that a policy sits on', () => {
    expect(referencesOf(at('main.tf', 'resource "aws_prometheus_workspace"'), true)).toEqual([
      workspace,
      'main.tf:6 aws_prometheus_workspace.main.id',
      'policies.tf:11 aws_prometheus_workspace.main.arn',
    ]);
  });

  test('of other names inside a policy, without what follows a splat', () => {
    expect(referencesOf(at('policies.tf', 'aws_cloudwatch_log_group.other'))).toEqual([
      'main.tf:15 aws_cloudwatch_log_group.other.arn',
      'policies.tf:11 aws_cloudwatch_log_group.other.arn',
    ]);
    expect(referencesOf(at('policies.tf', 'aws_iam_role.writer'))).toEqual([
      'policies.tf:14 aws_iam_role.writer',
    ]);
  });

  test('nothing for names that no policy is about', () => {
    expect(referencesOf(at('main.tf', 'local.alias'), true)).toEqual([]);
    expect(referencesOf(at('main.tf', 'output "group"'), true)).toEqual([]);
  });
});

test('of a file that an argument reads', () => {
  const role = (value: string) => ({
    'trust.json': '{ "Version": "2012-10-17", "Statement": [] }',
    'main.tf': `resource "aws_iam_role" "r" {\n  assume_role_policy = ${value}\n  description = file("trust.json")\n}\n`,
  });
  const there = ['trust.json:1 '];
  expect(definitionOf(role('file("${path.module}/tru|st.json")'))).toEqual(there);
  expect(definitionOf(role('trimspace(templatefile("./tru|st.json", {}))'))).toEqual(there);
  expect(definitionOf(role('file("no|ne.json")'))).toEqual([]);
  expect(definitionOf(role('null|'))).toEqual([]);
});

test('a name that nothing declares has no definition', () => {
  const files = {
    'main.tf':
      'data "aws_iam_policy_document" "a" {\n  source_policy_documents = [data.aws_iam_policy_document.no|ne.json]\n}\n',
  };
  expect(definitionOf(files)).toEqual([]);
  expect(referencesOf(files)).toEqual(['main.tf:2 data.aws_iam_policy_document.none.json']);
});
