import { readdirSync, readFileSync } from 'node:fs';
import type { Source } from '../../server/core/index.ts';
import { currentDocuments } from '../corpus/policies.ts';
import { seeds } from '../json/seeds.ts';
import { readExamples } from '../pages/page.ts';
import { dice } from '../terraform/wrap.ts';

/** A file that people could have open, and what lies beside it. The fuzzer edits `text`. */
export interface Sample {
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
  readonly beside: readonly Source[];
}

export type Family = keyof typeof families;

const FOLDER = 'file:///fuzz';

/** By the grammar that the edited file is written in. */
export const families = {
  json: () => [...managed(), ...pages('json'), ...seeds, EMBEDDED].map((text) => json(text)),
  terraform: () => [
    ...pages('terraform').map((text) => terraform(text)),
    ...examples('.tf').map((text) => terraform(text)),
    terraform(FORMS),
    ...examples('.tf')
      .slice(0, 1)
      .map((text) => json(text, 'main.tf')),
    { uri: `${FOLDER}/main.tf.json`, languageId: 'json', text: TF_JSON, beside: [source('other.tf', OTHER)] },
  ],
  ram: () => [
    ...examples('ram-metrics.json').map((text) => json(text)),
    ...pages('json')
      .filter((text) => /"acs:|"Version": "1"/.test(text))
      .map((text) => json(text)),
    json(RAM),
    terraform(RAM_TERRAFORM),
  ],
  template: () =>
    ['policy.json.tpl', 'policy.json.tftpl', 'policy.tmpl'].map((name) => ({
      uri: `${FOLDER}/${name}`,
      languageId: name.endsWith('.tftpl') ? 'terraform' : 'plaintext',
      text: TEMPLATE,
      beside: [source('main.tf', CALLER.replace('NAME', name))],
    })),
  config: () =>
    ['policywright.json', 'policywright.jsonc'].map((name) => ({
      uri: `${FOLDER}/${name}`,
      languageId: name.endsWith('c') ? 'jsonc' : 'json',
      text: CONFIG,
      beside: [{ uri: `${FOLDER}/dashboards/policy.json`, languageId: 'json', text: seeds[5] ?? '' }],
    })),
} satisfies Readonly<Record<string, () => readonly Sample[]>>;

function json(text: string, name = 'policy.json'): Sample {
  return {
    uri: `${FOLDER}/${name}`,
    languageId: /^\s*\/[/*]/m.test(text) ? 'jsonc' : 'json',
    text,
    beside: [],
  };
}

function terraform(text: string): Sample {
  const beside = [source('other.tf', OTHER), source('terraform.tfvars', 'team = "a"\n')];
  return { uri: `${FOLDER}/main.tf`, languageId: 'terraform', text, beside };
}

function source(name: string, text: string): Source {
  return { uri: `${FOLDER}/${name}`, languageId: 'terraform', text };
}

/** Some of AWS's own policies, the same each time; long ones only make the fuzzer slow. */
function managed(): readonly string[] {
  const roll = dice(11);
  const short = currentDocuments().filter(({ text }) => text.length < 4_000);
  return Array.from({ length: 150 }, () => short[roll(short.length)]?.text ?? '{}');
}

function pages(language: string): readonly string[] {
  const folder = new URL('../../docs/rules/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => readExamples(readFileSync(new URL(name, folder), 'utf8')))
    .filter(
      (example) => example.language.replace('jsonc', 'json') === language && example.text.length < 4_000,
    )
    .map(({ text }) => text);
}

function examples(end: string): readonly string[] {
  const folder = new URL('../../examples/', import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
}

const EMBEDDED = JSON.stringify(
  {
    Resources: {
      R: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: JSON.parse(seeds[0] ?? '{}') } },
    },
    Policy: seeds[1],
  },
  undefined,
  2,
);

const OTHER = `resource "aws_s3_bucket" "logs" {
  for_each = toset(["a"])
}
data "aws_caller_identity" "me" {}
data "aws_iam_policy_document" "base" {
  statement {
    actions   = ["s3:GetObject"]
    resources = [local.all]
  }
}
locals { all = "*" }
variable "team" { default = "b" }
`;

const FORMS = `locals {
  base = { Effect = "Allow", Action = ["logs:PutLogEvents", "logs:Create*"], Resource = local.all }
  doc  = { "Version" : "2012-10-17", Statement = concat([local.base], var.more ? [] : [{ Effect = "Deny", NotAction = "s3:*", Resource = "\${var.arn}/*" }]) }
}

# policywright-ignore invalid-action: soon
data "aws_iam_policy_document" "one" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    sid       = "One"
    actions   = ["s3:GetObject", "s3:\${var.verb}Object", "aps:QueryEverything"]
    resources = [for b in var.buckets : "\${b}/&{aws:username}/*" if b != ""]
    principals {
      type        = "AWS"
      identifiers = ["123456789012", data.aws_caller_identity.me.account_id]
    }
    condition {
      test     = "StringLike"
      variable = "\${replace(var.url, "https://", "")}:sub"
      values   = ["repo:o/r:*", "\\u0041\\"quoted\\""]
    }
  }
  dynamic "statement" {
    for_each = { a = 1, b = [2, { c = 3 }] }
    iterator = it
    content {
      effect  = it.key == "a" ? "Allow" : "Deny"
      actions = [it.value]
    }
  }
}

resource "aws_iam_policy" "text" {
  policy = <<-EOT
    { "Version": "2012-10-17", "Statement": [
        %{ for a in var.all ~}
        { "Effect": "Allow", "Action": "\${a}", "Resource": "arn:aws:s3:::\${var.x}/$\${aws:username}" },
        %{ endfor ~}
        { "Effect": %{ if var.y }"Allow"%{ else }"Deny"%{ endif }, "Action": \${jsonencode(var.actions)}, "Resource": "*" }
    ] }
  EOT
}

resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.logs["a"].id
  policy = jsonencode(merge(local.doc, { Id = try(var.id, null) }))
}

resource "aws_iam_role" "r" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["sts:AssumeRole"], Principal = { Service = "ec2.amazonaws.com" } }]
  })
  inline_policy {
    policy = data.aws_iam_policy_document.one.json
  }
}
`;

const TF_JSON = JSON.stringify(
  {
    locals: { actions: ['s3:GetObject', 'aps:QueryMetric'] },
    data: {
      aws_iam_policy_document: {
        d: {
          statement: [
            {
              actions: '${local.actions}',
              resources: ['*'],
              condition: { test: 'Bool', variable: 'aws:SecureTransport', values: ['true'] },
            },
          ],
        },
      },
    },
    resource: {
      aws_iam_policy: {
        p: {
          policy:
            '${jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = local.actions, Resource = "*" }] })}',
        },
        q: { policy: '${data.aws_iam_policy_document.d.json}' },
      },
    },
  },
  undefined,
  2,
);

const RAM = `{
  "Version": "1",
  "Statement": [
    { "Effect": "Allow", "Action": ["arms:Get*", "ecs:DescribeInstances", "s3:GetObject"], "Resource": "acs:ecs:cn-hangzhou:123456789012****:instance/*", "Condition": { "IpAddress": { "acs:SourceIp": ["10.0.0.0/8", "x"] }, "Bool": { "acs:SecureTransport": "true" } } },
    { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "RAM": ["acs:ram::1234567890123456:root"], "Service": ["ecs.aliyuncs.com"] } }
  ]
}
`;

const RAM_TERRAFORM = `data "alicloud_ram_policy_document" "d" {
  version = "1"
  statement {
    effect   = "Allow"
    action   = ["oss:ListObjects", "arms:*"]
    resource = ["acs:oss:*:*:bucket/\${var.x}"]
    condition {
      operator = "StringLike"
      variable = "oss:Prefix"
      values   = ["home/*"]
    }
  }
}
resource "alicloud_ram_policy" "p" {
  policy_name     = "p"
  policy_document = jsonencode({ Version = "1", Statement = [{ Effect = "Allow", Action = "oss:GetObject", Resource = "*" }] })
}
resource "alicloud_ram_role" "r" {
  role_name                   = "r"
  assume_role_policy_document = data.alicloud_ram_policy_document.d.document
}
`;

const TEMPLATE = `{
  "Version": "2012-10-17",
  "Statement": [
    %{ for name in names ~}
    { "Effect": "Allow", "Action": ["s3:GetObject", "\${verb}"], "Resource": "arn:aws:s3:::\${name}/$\${aws:username}" },
    %{ endfor ~}
    { "Effect": "Deny", "Action": \${jsonencode(actions)}, "Resource": "*", "Condition": { "Bool": { "aws:SecureTransport": "false" } } }
  ]
}
`;

const CALLER = `resource "aws_iam_policy" "p" {
  policy = templatefile("\${path.module}/NAME", { names = ["a", "b"], verb = "s3:PutObject", actions = ["aps:QueryMetric"] })
}
`;

const CONFIG = `{
  // what the team agreed on
  "$schema": "x",
  "rules": { "missing-version": "off", "invalid-action": "error" },
  "kinds": { "/boundaries/*.json": "boundary", "**/{a,b}/[!c]*.json": "scp" },
  "accounts": { "111122223333": "production" },
  "ignore": ["vendor/**", "!x"],
  "suppress": [{ "rules": ["invalid-action"], "files": "dashboards/*.json", "sid": "Preview", "path": "Statement.0", "reason": "soon" }],
}
`;
