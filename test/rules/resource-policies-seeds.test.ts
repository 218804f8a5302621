import { describe, expect, test } from 'vitest';
import { checkText } from '../pages/check.ts';
import { analyzeModule, brief } from '../terraform/module.ts';

/** What is said of a document that AWS's or HashiCorp's own pages show: no errors, and only what they leave out. */
function said(action: readonly string[]): readonly string[] {
  const statement = { Effect: 'Allow', Action: action, Resource: '*' };
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2);
  return checkText({ text, language: 'json', kind: undefined, attached: undefined }).map(
    ({ severity, rule }) => `${severity} ${rule}`,
  );
}

describe('policies of the early AMP guide', () => {
  test.each([
    ['full access', ['aps:*'], ['warning full-prometheus-access']],
    [
      'console',
      [
        'aps:CreateWorkspace',
        'aps:DescribeWorkspace',
        'aps:UpdateWorkspaceAlias',
        'aps:DeleteWorkspace',
        'aps:ListWorkspaces',
      ],
      ['info managed-policy-copy', 'info resource-can-be-narrowed'],
    ],
    [
      'queries',
      ['aps:GetLabels', 'aps:GetMetricMetadata', 'aps:GetSeries', 'aps:QueryMetrics'],
      ['info resource-can-be-narrowed'],
    ],
    ['remote write', ['aps:RemoteWrite'], ['info resource-can-be-narrowed']],
    [
      'with cluster discovery',
      ['aps:*', 'eks:DescribeCluster', 'eks:ListClusters'],
      ['warning full-prometheus-access', 'hint resource-can-be-narrowed'],
    ],
  ])('%s', (_, actions, expected) => {
    expect(said(actions)).toEqual(expected);
  });
});

describe('policies of the early CloudWatch agent guide', () => {
  const server = [
    'logs:CreateLogStream',
    'cloudwatch:PutMetricData',
    'ec2:DescribeTags',
    'logs:DescribeLogStreams',
    'logs:CreateLogGroup',
    'logs:PutLogEvents',
    'ssm:GetParameter',
  ];

  test('server', () => {
    expect(said(server)).toEqual([
      'hint metrics-of-any-namespace',
      'warning broad-agent-parameters',
      'hint resource-can-be-narrowed',
    ]);
  });

  test('administrator', () => {
    expect(said([...server, 'ssm:PutParameter'])).toEqual([
      'hint metrics-of-any-namespace',
      'warning broad-agent-parameters',
      'warning broad-parameter-writing',
      'hint resource-can-be-narrowed',
    ]);
  });
});

describe("Terraform's page on AMP resource policies", () => {
  const example = (type: string, identifier: string, actions: readonly string[]) => `
resource "aws_prometheus_workspace" "example" {
  alias = "example-workspace"
}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "example" {
  statement {
    effect = "Allow"
    principals {
      type        = "${type}"
      identifiers = [${identifier}]
    }
    actions   = [${actions.map((name) => `"aps:${name}"`).join(', ')}]
    resources = [aws_prometheus_workspace.example.arn]
  }
}

resource "aws_prometheus_resource_policy" "example" {
  workspace_id    = aws_prometheus_workspace.example.id
  policy_document = data.aws_iam_policy_document.example.json
}
`;
  const five = ['RemoteWrite', 'QueryMetrics', 'GetSeries', 'GetLabels', 'GetMetricMetadata'];
  const briefOf = (text: string) =>
    brief(analyzeModule(text)).map((line) => line.split(' ').slice(0, 2).join(' '));

  test('basic', () => {
    const text = example('AWS', 'data.aws_caller_identity.current.account_id', five);
    expect(briefOf(text)).toEqual(['hint account-principal-delegates']);
  });

  test('another account', () => {
    const text = example('AWS', '"arn:aws:iam::123456789012:root"', five.slice(0, 2));
    expect(briefOf(text)).toEqual([]);
  });

  test('a service', () => {
    const text = example('Service', '"grafana.amazonaws.com"', five.slice(1));
    expect(briefOf(text)).toEqual(['info restrict-access-to-service-principal']);
  });

  test('what the page warns of', () => {
    const found = briefOf(
      example('AWS', '"arn:aws:iam::123456789012:root"', [...five, 'DeleteWorkspace', 'Get*']),
    );
    expect(found).toContain('warning unsupported-resource-policy-action');
    expect(found.filter((line) => line.includes('unsupported-resource-policy-action'))).toHaveLength(2);
    expect(briefOf(example('AWS', '"grafana.amazonaws.com"', five))).toContain(
      'error service-as-aws-principal',
    );
    expect(briefOf(example('Service', '"grafana.amazonaws.com"', five))).toContain(
      'hint grafana-needs-no-writing',
    );
  });
});

describe('resources by reference', () => {
  const module = (actions: string, resource: string) => `
resource "aws_iam_policy" "one" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = [${actions}], Resource = [${resource}] }]
  })
}
`;
  test('a log group lends its ARN without the streams', () => {
    const group = 'aws_cloudwatch_log_group.app.arn';
    expect(brief(analyzeModule(module('"logs:PutLogEvents"', group)))).toEqual([
      'warning action-never-matches-resource "logs:PutLogEvents"',
    ]);
    expect(brief(analyzeModule(module('"logs:PutLogEvents"', `"\${${group}}:*"`)))).toEqual([]);
  });

  test('a workspace is no place to list workspaces', () => {
    const found = brief(
      analyzeModule(module('"aps:ListWorkspaces", "aps:QueryMetrics"', 'aws_prometheus_workspace.w.arn')),
    );
    expect(found).toEqual(['warning action-never-matches-resource "aps:ListWorkspaces"']);
  });
});
