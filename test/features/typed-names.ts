import type { Sample } from '../fuzz/corpus.ts';

const FOLDER = 'file:///typed';

const identity = `{
  "Version": "2012-10-17",
  "Id": "One",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": ["s3:GetObject", "aps:Query*"],
      "Resource": ["arn:aws:s3:::logs/\${aws:username}", "arn:aws:aps:eu-west-1:123456789012:workspace/ws-1"],
      "Condition": { "StringLike": { "aws:PrincipalTag/team": ["a", "\${aws:PrincipalTag/team, 'b'}"] } }
    }
  ]
}
`;

const resource = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "NotPrincipal": { "AWS": "arn:aws:iam::123456789012:role/r", "CanonicalUser": "x" },
    "NotAction": "s3:Put*",
    "NotResource": "arn:aws:s3:::b/*",
    "Condition": { "Bool": { "aws:SecureTransport": "false" }, "ForAnyValue:ArnLike": { "aws:SourceArn": "arn:aws:sns:*:*:t" } }
  }
}
`;

const trust = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com", "Federated": "cognito-identity.amazonaws.com" }, "Action": "sts:AssumeRole" }
  ]
}
`;

const ram = `{
  "Version": "1",
  "Statement": [
    { "Effect": "Allow", "Action": ["ecs:DescribeInstances"], "Resource": "acs:ecs:cn-hangzhou:1234567890123456:instance/*", "Condition": { "IpAddress": { "acs:SourceIp": "10.0.0.0/8" } } },
    { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "RAM": "acs:ram::1234567890123456:root", "Service": "ecs.aliyuncs.com" } }
  ]
}
`;

const terraform = `variable "verb" { default = "Get" }
locals {
  base = { Effect = "Allow", Action = ["s3:\${var.verb}Object"], Resource = "*" }
}
data "aws_caller_identity" "me" {}
data "aws_iam_policy_document" "one" {
  override_policy_documents = [jsonencode({ Statement = [local.base] })]
  statement {
    actions = split(",", "aps:Query")
    principals {
      type        = "AWS"
      identifiers = ["x"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceVpc"
      values   = ["vpc-1"]
    }
  }
}
resource "aws_iam_role" "r" {
  assume_role_policy = jsonencode(merge({
    "Statement" : [{ Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  }))
}
`;

const ramTerraform = `data "alicloud_ram_policy_document" "d" {
  version = "1"
  statement {
    effect   = "Allow"
    action   = ["oss:ListObjects"]
    principal {
      entity      = "RAM"
      identifiers = ["acs:ram::1234567890123456:root"]
    }
    condition {
      operator = "StringLike"
      variable = "oss:Prefix"
      values   = ["home/*"]
    }
  }
}
resource "alicloud_ram_policy" "p" {
  policy_name     = "p"
  policy_document = data.alicloud_ram_policy_document.d.document
}
`;

const tfJson = `{
  "locals": { "actions": ["s3:GetObject"] },
  "data": {
    "aws_iam_policy_document": {
      "d": {
        "version": "2012-10-17",
        "statement": [
          {
            "actions": "\${local.actions}",
            "not_resources": ["*"],
            "principals": { "type": "AWS", "identifiers": ["*"] },
            "condition": { "test": "Bool", "variable": "aws:SecureTransport", "values": ["true"] }
          }
        ]
      }
    }
  },
  "resource": {
    "aws_iam_policy": { "p": { "policy": "\${jsonencode({ Statement = [{ Effect = \\"Allow\\", Action = local.actions }] })}" } }
  }
}
`;

const config = `{
  "rules": { "missing-version": "off", "invalid-action": "error" },
  "kinds": { "/boundaries/*.json": "boundary" },
  "accounts": { "111122223333": "production" },
  "ignore": ["vendor/**"],
  "suppress": [{ "rules": ["invalid-action"], "files": "*.json", "sid": "Preview", "path": "Statement.0", "reason": "soon" }]
}
`;

/** Documents and settings in which nearly everything that anybody may type stands somewhere. */
export const samples: Readonly<Record<string, Sample>> = {
  identity: sample('policy.json', identity),
  resource: sample('policy.json', resource),
  trust: sample('policy.json', trust),
  ram: sample('policy.json', ram),
  terraform: sample('main.tf', terraform),
  'terraform, RAM': sample('main.tf', ramTerraform),
  'terraform in JSON': sample('main.tf.json', tfJson),
  configuration: sample('policywright.json', config),
};

function sample(name: string, text: string): Sample {
  return {
    uri: `${FOLDER}/${name}`,
    languageId: name.endsWith('.tf') ? 'terraform' : 'json',
    text,
    beside: [{ uri: `${FOLDER}/other.json`, languageId: 'json', text: trust }],
  };
}
