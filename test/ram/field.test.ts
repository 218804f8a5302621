import { describe, expect, test } from 'vitest';
import { inJson, inModule } from './findings.ts';

/** Forms in which people write policies for Alibaba Cloud, told in our words: nothing is wrong with them. */
describe('nothing is said', () => {
  const quiet: Readonly<Record<string, readonly [object, Parameters<typeof inJson>[1]]>> = {
    'of a bucket policy for everybody': [
      {
        Version: '1',
        Statement: [
          {
            Effect: 'Allow',
            Principal: ['*'],
            Action: ['oss:GetObject'],
            Resource: ['acs:oss:*:*:shop/public/*'],
          },
        ],
      },
      'resource',
    ],
    'of a bucket policy for accounts': [
      {
        Version: '1',
        Statement: [
          {
            Effect: 'Deny',
            Principal: ['20000000000000001', 'arn:sts::1000000000000001:assumed-role/reader/*'],
            Action: ['oss:*'],
            Resource: ['acs:oss:*:1000000000000001:shop', 'acs:oss:*:1000000000000001:shop/*'],
            Condition: { StringNotLike: { 'acs:SourceVpc': ['vpc-*'] } },
          },
        ],
      },
      'resource',
    ],
    'of a project policy without a principal': [
      {
        Version: '1',
        Statement: [
          {
            Action: ['log:PostLogStoreLogs'],
            Condition: { StringNotLike: { 'acs:SourceVpc': ['vpc-*'] } },
            Effect: 'Deny',
            Resource: 'acs:log:*:*:project/shop/*',
          },
        ],
      },
      'resource',
    ],
    'of a key policy with names for its statements': [
      {
        Version: '1',
        Statement: [
          {
            Sid: 'owners',
            Effect: 'Allow',
            Action: ['kms:*'],
            Principal: { RAM: ['acs:ram::1000000000000001:*'] },
            Resource: ['*'],
          },
        ],
      },
      'resource',
    ],
    'of a trust policy with an external id': [
      {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'sts:ExternalId': 'agreed' } },
            Effect: 'Allow',
            Principal: { RAM: ['acs:ram::1000000000000001:root'], Service: ['fc.aliyuncs.com'] },
          },
        ],
        Version: '1',
      },
      'trust',
    ],
    'of an account whose number is not shown': [
      {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { RAM: 'acs:ram::100000000000****:root' },
          },
        ],
        Version: '1',
      },
      'trust',
    ],
    'of a control policy': [
      {
        Version: '1',
        Statement: [
          {
            Effect: 'Deny',
            Action: ['ram:UpdateRole', 'ram:DeleteRole'],
            Resource: 'acs:ram:*:*:role/Admin',
          },
        ],
      },
      'scp',
    ],
    'of services that nobody listed': [
      {
        Version: '1',
        Statement: [
          { Effect: 'Allow', Action: ['kvstore:DescribeInstances', 'pai:InvokeService'], Resource: '*' },
          { Effect: 'Allow', Action: 'ots:GetRow', Resource: 'acs:ots:cn-hangzhou:*:instance/i/table/t' },
          { Effect: 'Allow', Action: 'cdn:Describe*', Resource: 'acs:cdn:*:*:*' },
        ],
      },
      'identity',
    ],
    'of a role in a project of MaxCompute': [
      {
        Version: '1',
        Statement: [
          { Effect: 'Allow', Action: ['odps:List', 'odps:Read'], Resource: 'acs:odps:*:projects/shop' },
        ],
      },
      'identity',
    ],
    'of a role handed to a service': [
      {
        Version: '1',
        Statement: [
          {
            Action: 'ram:PassRole',
            Resource: '*',
            Effect: 'Allow',
            Condition: { StringEquals: { 'acs:Service': 'fc.aliyuncs.com' } },
          },
        ],
      },
      'identity',
    ],
    'of keys in another spelling': [
      {
        Version: '1',
        Statement: [
          {
            Action: 'oss:GetObject',
            Resource: 'acs:oss:*:*:shop/*',
            Effect: 'Allow',
            Condition: {
              StringLike: { 'acs:PrincipalArn': 'acs:ram:*:*:role/*' },
              IpAddress: { 'acs:SourceIp': ['192.168.0.0/16', '198.51.100.0/24'] },
            },
          },
        ],
      },
      'identity',
    ],
  };
  test.each(Object.entries(quiet))('%s', (_, [document, kind]) => {
    expect(inJson(document, kind)).toEqual([]);
  });
});

describe('in Terraform nothing is said', () => {
  const modules: Readonly<Record<string, string>> = {
    'of text with expressions': `locals {
  policy_json = <<EOF
{
  "Version": "1",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "oss:*",
      "Resource": \${jsonencode(concat(["acs:oss:*:*:\${var.bucket}"], var.more))}
    }
  ]
}
EOF
}

resource "alicloud_ram_policy" "p" {
  count           = var.create ? 1 : 0
  policy_name     = "\${var.name}\${var.suffix}"
  policy_document = local.policy_json
}
`,
    'of a trust policy whose principals are expressions': `resource "alicloud_ram_role" "r" {
  name     = var.name
  document = <<EOF
  {
    "Statement": [
      {
        "Action": "sts:AssumeRole",
        "Effect": "Allow",
        "Principal": { "RAM": \${local.arns}, "Service": \${local.services} },
        "Condition": { "Bool": { "acs:MFAPresent": ["true"] } }
      }
    ],
    "Version": "1"
  }
EOF
}
`,
    'of a document for a count': `data "alicloud_ram_policy_document" "secrets" {
  count   = local.enabled ? 1 : 0
  version = "1"
  statement {
    effect   = "Allow"
    action   = ["kms:GetSecretValue", "kms:Decrypt"]
    resource = ["*"]
  }
}

resource "alicloud_ram_policy" "secrets" {
  count           = local.enabled ? 1 : 0
  policy_name     = "secrets"
  policy_document = data.alicloud_ram_policy_document.secrets[0].document
}

resource "alicloud_ram_role_policy_attachment" "secrets" {
  count       = local.enabled ? 1 : 0
  policy_name = alicloud_ram_policy.secrets[0].policy_name
  policy_type = "Custom"
  role_name   = var.role
}
`,
    'of statements made in rounds': `data "alicloud_ram_policy_document" "d" {
  dynamic "statement" {
    for_each = var.statements
    content {
      action   = statement.value.actions
      resource = statement.value.resources
      dynamic "condition" {
        for_each = statement.value.conditions
        content {
          operator = condition.value.operator
          variable = condition.value.key
          values   = condition.value.values
        }
      }
    }
  }
}

resource "alicloud_ram_policy" "d" {
  policy_name     = "d"
  policy_document = data.alicloud_ram_policy_document.d.document
}
`,
    'of one system policy for each user': `resource "alicloud_ram_user_policy_attachment" "each" {
  for_each    = var.users
  user_name   = each.value
  policy_name = "AliyunARMSReadOnlyAccess"
  policy_type = "System"
}

resource "alicloud_ram_user_policy_attachment" "more" {
  for_each    = var.operators
  user_name   = each.value
  policy_name = "AliyunARMSFullAccess"
  policy_type = "System"
}
`,
    'of a policy in a project of Log Service': `resource "alicloud_log_project" "p" {
  project_name = "shop"
  policy       = jsonencode({
    Version = "1"
    Statement = [{
      Effect   = "Deny"
      Action   = ["log:PostLogStoreLogs"]
      Resource = "acs:log:*:*:project/shop/*"
    }]
  })
}
`,
    'of a network allow list, which is no policy': `resource "alicloud_ram_access_key_policy" "p" {
  user_access_key_id = var.id
  access_key_policy  = jsonencode({ Version = "1", Status = "Active", Statements = [{ Type = "Public", IPList = ["203.0.113.1"] }] })
}
`,
  };
  test.each(Object.entries(modules))('%s', (_, text) => {
    expect(inModule(text)).toEqual([]);
  });
});

describe('the form of a document', () => {
  const trust = (principal: unknown) => ({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }],
  });

  test('principals of trust policies stand under their kind', () => {
    expect(inJson(trust(['acs:ram::1000000000000001:root']), 'trust')).toEqual([
      'error invalid-principal-format [',
    ]);
    expect(inJson(trust('ecs.aliyuncs.com'), 'trust')).toEqual([
      'error invalid-principal-format "ecs.aliyuncs.com"',
    ]);
    expect(inJson(trust({ Service: ['ecs.aliyuncs.com'] }), 'trust')).toEqual([]);
  });

  test('what the grammar asks for', () => {
    expect(inJson({ Statement: [{ Effect: 'Allow', Resource: 'acs:oss:*:*:b' }] })).toEqual([
      'warning missing-version {',
      'error missing-action {',
    ]);
    expect(inJson({ Version: '1', Statement: [{ Effect: 'allow', Action: 'oss:*' }] })).toEqual([
      'error missing-resource {',
      'error invalid-effect "allow"',
    ]);
    expect(
      inJson({
        Version: '1',
        Statement: [{ Effect: 'Allow', Action: 'oss:*', NotAction: 'oss:Get*', Resource: '*' }],
      }),
    ).toEqual(['error unsupported-element-combination NotAction']);
  });

  test('values of conditions', () => {
    const condition = (operator: string, key: string, value: unknown) => ({
      Version: '1',
      Statement: [
        { Effect: 'Allow', Action: 'oss:*', Resource: '*', Condition: { [operator]: { [key]: value } } },
      ],
    });
    expect(inJson(condition('Bool', 'acs:SecureTransport', true))).toEqual([
      'info unquoted-condition-value true',
    ]);
    expect(inJson(condition('Bool', 'acs:SecureTransport', 'yes'))).toEqual([
      'warning type-mismatch-boolean "yes"',
    ]);
    expect(inJson(condition('Bool', 'acs:SecureTransport', ['true', 'false']))).toEqual([
      'error invalid-condition-multiple-boolean [',
    ]);
    expect(inJson(condition('IpAddress', 'acs:SourceIp', '203.0.113.*'))).toEqual([
      'error type-mismatch-ip-range "203.0.113.*"',
    ]);
    expect(inJson(condition('DateLessThan', 'acs:CurrentTime', '2026-01-31T00:00:00Z'))).toEqual([]);
    expect(inJson(condition('StringEquals', 'acs:SomethingNew', 'x'))).toEqual([]);
  });
});

describe('what another cloud left behind', () => {
  test('in a document that was copied as a whole', () => {
    const document = {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Copied',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { BoolIfExists: { 'acs:MFAPresent': 'true' } },
        },
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: 'acs:ram::1000000000000001:root' } },
      ],
    };
    expect(inJson(document, 'trust')).toEqual([
      'error invalid-version "2012-10-17"',
      'warning invalid-policy-element Sid',
      'error invalid-principal-key "AWS"',
      'error principal-of-another-cloud "arn:aws:iam::111122223333:root"',
      'error trust-action-of-aws "sts:AssumeRoleWithWebIdentity"',
      'error invalid-condition-operator "BoolIfExists"',
    ]);
  });

  test('AWS’s document with one element of the other cloud', () => {
    const document = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: ['arn:aws:s3:::b/*', 'acs:oss:*:*:b/*'],
          Condition: { IpAddress: { 'acs:SourceIp': '203.0.113.0/24' } },
        },
      ],
    };
    expect(inJson(document)).toEqual([
      'error invalid-arn-prefix acs',
      'error condition-key-of-another-cloud "acs:SourceIp"',
    ]);
  });
});
