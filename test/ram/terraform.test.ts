import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/core/index.ts';
import { analyzeModule, brief } from '../terraform/module.ts';

/** The module after the fix of that title. */
function fixed(text: string, title: string): string {
  for (const finding of analyzeModule(text).findings) {
    const fix = finding.fixes().find((one) => one.title === title);
    if (fix !== undefined) return applyEdits(text, fix.edits);
  }
  throw new Error(`no fix "${title}"`);
}

const use = (document: string) => `
resource "alicloud_ram_policy" "p" {
  policy_name     = "p"
  policy_document = data.alicloud_ram_policy_document.${document}.document
}
`;

const trust = (document: string) => `
resource "alicloud_ram_role" "r" {
  role_name                   = "r"
  assume_role_policy_document = data.alicloud_ram_policy_document.${document}.document
}
`;

describe('a document in blocks', () => {
  test('gets arguments by the names of its provider, in a column', () => {
    const text = `data "alicloud_ram_policy_document" "d" {
  statement {
    effect = "Allow"
    action = ["arms:ListTraceApps"]
  }
}
${use('d')}`;
    expect(fixed(text, 'Add "Resource": "*"')).toContain(`
    effect   = "Allow"
    action   = ["arms:ListTraceApps"]
    resource = ["*"]
`);
  });

  test('gets blocks by the names of its provider', () => {
    const text = `data "alicloud_ram_policy_document" "d" {
  statement {
    effect = "Allow"
    action = ["sts:AssumeRole"]
  }
}
${trust('d')}`;
    const after = fixed(text, 'Add a "Principal" to fill in');
    expect(after).toMatch(/principal \{\n +entity +=/);
    expect(after).not.toContain('principals');
  });

  test('changes the operator, the key and the kind where they are said', () => {
    const text = `data "alicloud_ram_policy_document" "d" {
  statement {
    action   = ["arms:ListTraceApps"]
    resource = ["*"]
    condition {
      operator = "ArnLike"
      variable = "aws:SourceIp"
      values   = ["203.0.113.0/24"]
    }
  }
}
${use('d')}`;
    expect(fixed(text, 'Replace by "StringLike"')).toContain('operator = "StringLike"');
    expect(fixed(text, 'Rename to "acs:SourceIp"')).toContain('variable = "acs:SourceIp"');
  });

  test('loses arguments and blocks', () => {
    const text = `data "alicloud_ram_policy_document" "d" {
  statement {
    effect   = "Allow"
    action   = ["sts:AssumeRole"]
    resource = ["*"]
    principal {
      entity      = "Service"
      identifiers = ["fc.aliyuncs.com"]
    }
  }
}
${trust('d')}`;
    expect(fixed(text, 'Remove "Resource"')).toContain(`
    effect = "Allow"
    action = ["sts:AssumeRole"]
    principal {
`);
  });

  test('names of AWS’s provider are none here, and nothing seems to be missing', () => {
    const text = `data "alicloud_ram_policy_document" "d" {
  statement {
    actions   = ["arms:ListTraceApps"]
    resources = ["*"]
  }
}
${use('d')}`;
    expect(brief(analyzeModule(text))).toEqual([]);
  });
});

describe('a document in Terraform’s JSON syntax', () => {
  const inJson = (statement: object, use: object = policyOf) =>
    JSON.stringify({ data: { alicloud_ram_policy_document: { d: { statement } } }, resource: use }, null, 2);
  const document = '${data.alicloud_ram_policy_document.d.document}';
  const policyOf = { alicloud_ram_policy: { p: { policy_name: 'p', policy_document: document } } };
  const roleOf = { alicloud_ram_role: { r: { role_name: 'r', assume_role_policy_document: document } } };

  function mended(text: string, title: string): unknown {
    for (const finding of analyzeModule(text, 'main.tf.json').findings) {
      const fix = finding.fixes().find((one) => one.title === title);
      if (fix === undefined) continue;
      return JSON.parse(applyEdits(text, fix.edits)).data.alicloud_ram_policy_document.d.statement;
    }
    throw new Error(`no fix "${title}"`);
  }

  test('gets arguments by the names of its provider', () => {
    const text = inJson([{ effect: 'Allow', action: ['arms:ListTraceApps'] }]);
    expect(mended(text, 'Add "Resource": "*"')).toEqual([
      { effect: 'Allow', action: ['arms:ListTraceApps'], resource: ['*'] },
    ]);
  });

  test('gets blocks by the names of its provider', () => {
    const text = inJson({ effect: 'Allow', action: ['sts:AssumeRole'] }, roleOf);
    const filled = JSON.stringify(mended(text, 'Add a "Principal" to fill in'));
    expect(filled).toMatch(/"principal":\{"entity":"RAM","identifiers":\[/);
  });

  test('changes the operator and the key where they are said', () => {
    const condition = [
      { operator: 'ArnLike', variable: 'acs:PrincipalARN', values: ['acs:ram::1234567890123456:user/a'] },
      { operator: 'IpAddress', variable: 'aws:SourceIp', values: ['203.0.113.0/24'] },
    ];
    const text = inJson([{ action: ['arms:ListTraceApps'], resource: ['*'], condition }]);
    expect(mended(text, 'Replace by "StringLike"')).toMatchObject([
      { condition: [{ operator: 'StringLike' }, { operator: 'IpAddress' }] },
    ]);
    expect(mended(text, 'Rename to "acs:SourceIp"')).toMatchObject([
      { condition: [{ variable: 'acs:PrincipalARN' }, { variable: 'acs:SourceIp' }] },
    ]);
  });

  test('loses arguments', () => {
    const principal = { entity: 'Service', identifiers: ['fc.aliyuncs.com'] };
    const statement = { effect: 'Allow', action: ['sts:AssumeRole'], resource: ['*'], principal };
    expect(mended(inJson(statement, roleOf), 'Remove "Resource"')).toEqual({
      effect: 'Allow',
      action: ['sts:AssumeRole'],
      principal,
    });
  });
});

describe('the kind and the cloud come from who uses a document', () => {
  test('text without any sign of its own', () => {
    const text = `resource "alicloud_ram_policy" "p" {
  policy_name     = "p"
  policy_document = jsonencode({
    Statement = [{ Effect = "Allow", Action = "ecs:Describe*", Resource = "*" }]
  })
}
`;
    const [policy] = analyzeModule(text).policies;
    expect(policy?.document.dialect).toBe('ram');
    expect(policy?.use.kind).toBe('identity');
    expect(brief(analyzeModule(text))).toEqual(['warning missing-version {']);
  });

  test('a file that a module uses, though it looks like AWS’s', () => {
    const files = {
      'main.tf':
        'resource "alicloud_ram_policy" "p" {\n  policy_name     = "p"\n  policy_document = file("${path.module}/p.json")\n}\n',
      'p.json':
        '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "ecs:Describe*", "Resource": "*" }] }',
    };
    expect(brief(analyzeModule(files, 'p.json'))).toEqual(['error invalid-version "2012-10-17"']);
    expect(brief(analyzeModule({ 'p.json': files['p.json'] }, 'p.json'))).toEqual([]);
  });

  test('AWS’s own stay AWS’s', () => {
    const text = `resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "acs:oss:*:*:b/*" }]
  })
}
`;
    const [policy] = analyzeModule(text).policies;
    expect(policy?.document.dialect).toBe('aws');
    expect(brief(analyzeModule(text))).toEqual(['error invalid-arn-prefix acs']);
  });

  test('each carrier of the provider', () => {
    const kinds = Object.entries({
      'alicloud_ram_policy.document': 'identity',
      'alicloud_ram_policy.policy_document': 'identity',
      'alicloud_ram_role.document': 'trust',
      'alicloud_ram_role.assume_role_policy_document': 'trust',
      'alicloud_oss_bucket_policy.policy': 'resource',
      'alicloud_resource_manager_policy.policy_document': 'identity',
      'alicloud_resource_manager_control_policy.policy_document': 'scp',
      'alicloud_log_project.policy': 'resource',
    });
    for (const [carrier, kind] of kinds) {
      const [type, argument] = carrier.split('.');
      const text = `resource "${type}" "x" {\n  ${argument} = "{\\"Version\\": \\"1\\", \\"Statement\\": []}"\n}\n`;
      const [policy] = analyzeModule(text).policies;
      expect([policy?.document.dialect, policy?.use.kind], carrier).toEqual(['ram', kind]);
    }
  });

  test('statement blocks of a resource are a policy', () => {
    const text = `resource "alicloud_ram_policy" "old" {
  name = "old"

  statement {
    effect   = "Allow"
    action   = ["arms:listtraceapps"]
    resource = ["*"]
  }
}
`;
    expect(brief(analyzeModule(text))).toEqual(['hint action-spelling "arms:listtraceapps"']);
    expect(fixed(text, 'Replace by "arms:ListTraceApps"')).toContain('action   = ["arms:ListTraceApps"]');
  });

  test('documents in Terraform’s JSON syntax', () => {
    const text = JSON.stringify({
      data: {
        alicloud_ram_policy_document: {
          d: { statement: [{ effect: 'Allow', action: ['arms:listtraceapps'], resource: ['*'] }] },
        },
      },
      resource: {
        alicloud_ram_policy: {
          p: { policy_name: 'p', policy_document: '${data.alicloud_ram_policy_document.d.document}' },
        },
      },
    });
    const analysis = analyzeModule({ 'main.tf.json': text }, 'main.tf.json');
    expect(brief(analysis)).toEqual(['hint action-spelling "arms:listtraceapps"']);
  });
});

test('one system policy per element of a known collection', () => {
  const text = `resource "alicloud_ram_user_policy_attachment" "arms" {
  for_each    = toset(["AliyunARMSFullAccess", "AliyunARMSReadOnlyAccess"])
  user_name   = alicloud_ram_user.dev.name
  policy_name = each.value
  policy_type = "System"
}
`;
  expect(brief(analyzeModule(text))).toEqual(['warning redundant-system-policy each.value']);
});
