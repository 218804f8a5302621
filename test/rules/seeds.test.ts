import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/core/index.ts';
import { checkText } from '../pages/check.ts';
import { analyzeModule, brief } from '../terraform/module.ts';

/**
 * The documents in the guides that this product was made for, as they stand there. They work, so none may get an error,
 * and nothing more is said of them than what their authors left out. Hints are offers: what could be narrower.
 */
const AMP = {
  full: `{ "Version": "2012-10-17", "Statement": [ { "Action": [ "aps:*" ], "Effect": "Allow", "Resource": "*" } ] }`,
  console: `{ "Version": "2012-10-17", "Statement": [ { "Action": [ "aps:CreateWorkspace", "aps:DescribeWorkspace", "aps:UpdateWorkspaceAlias", "aps:DeleteWorkspace", "aps:ListWorkspaces" ], "Effect": "Allow", "Resource": "*" } ] }`,
  queries: `{ "Version": "2012-10-17", "Statement": [ { "Action": [ "aps:GetLabels", "aps:GetMetricMetadata", "aps:GetSeries", "aps:QueryMetrics" ], "Effect": "Allow", "Resource": "*" } ] }`,
  remoteWrite: `{ "Version": "2012-10-17", "Statement": [ { "Action": [ "aps:RemoteWrite" ], "Effect": "Allow", "Resource": "*" } ] }`,
  discovery: `{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": [ "aps:*", "eks:DescribeCluster", "eks:ListClusters" ], "Resource": "*" } ] }`,
};

const agent = (name: string, last: string) =>
  `{ "Version": "2012-10-17", "Statement": [ { "Sid": "${name}", "Effect": "Allow", "Action": [ "logs:CreateLogStream", "cloudwatch:PutMetricData", "ec2:DescribeTags", "logs:DescribeLogStreams", "logs:CreateLogGroup", "logs:PutLogEvents", "ssm:GetParameter"${last} ], "Resource": "*" } ] }`;

function findings(text: string) {
  return checkText({ text, language: 'json', kind: undefined, attached: undefined });
}

function said(text: string): readonly string[] {
  return findings(text).map(({ severity, rule }) => `${severity} ${rule}`);
}

describe('IAM permissions of Amazon Managed Service for Prometheus', () => {
  test.each([
    ['full', ['warning full-prometheus-access']],
    ['console', ['info managed-policy-copy', 'info resource-can-be-narrowed']],
    ['queries', ['info resource-can-be-narrowed']],
    ['remoteWrite', ['info resource-can-be-narrowed']],
    ['discovery', ['warning full-prometheus-access', 'hint resource-can-be-narrowed']],
  ] as const)('%s', (name, expected) => {
    expect(said(AMP[name])).toEqual(expected);
  });

  test('cluster discovery needs "*" for the list only, and the fix splits it so', () => {
    const hint = findings(AMP.discovery).find(({ severity }) => severity === 'hint');
    expect(hint?.message).toContain('"eks:DescribeCluster" can be kept to ARNs');
    const fixed = JSON.parse(applyEdits(AMP.discovery, hint?.fixes()[0]?.edits ?? []));
    expect(fixed.Statement).toEqual([
      { Effect: 'Allow', Action: ['eks:DescribeCluster'], Resource: 'arn:aws:eks:*:*:cluster/*' },
      { Effect: 'Allow', Action: ['aps:*', 'eks:ListClusters'], Resource: '*' },
    ]);
  });

  test('the console policy is version 1 of one that has grown', () => {
    const [copy] = findings(AMP.console);
    expect(copy?.message).toContain('v1 of AWS\'s managed policy "AmazonPrometheusConsoleFullAccess"');
    expect(copy?.message).toContain("today's v9");
  });
});

describe('roles and users of the CloudWatch agent', () => {
  test('servers; the guide gives roles and users the same document', () => {
    const text = agent('CloudWatchAgentServerPolicy', '');
    expect(said(text)).toEqual([
      'info managed-policy-copy',
      'hint metrics-of-any-namespace',
      'warning broad-agent-parameters',
      'hint resource-can-be-narrowed',
    ]);
    expect(findings(text)[0]?.message).toMatch(
      /"CloudWatchAgentServerPolicy".* v3 .*ssm:GetParameter to arn:/,
    );
  });

  test('the hints split the statement by what takes an ARN, and fence the metrics', () => {
    const text = agent('CloudWatchAgentServerPolicy', '');
    const statementsAfter = (rule: string) => {
      const hint = findings(text).find((one) => one.rule === rule);
      return JSON.parse(applyEdits(text, hint?.fixes()[0]?.edits ?? [])).Statement;
    };
    expect(statementsAfter('resource-can-be-narrowed')).toMatchObject([
      { Resource: ['arn:aws:logs:*:*:log-group:*', 'arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*'] },
      { Action: ['cloudwatch:PutMetricData', 'ec2:DescribeTags'], Resource: '*' },
    ]);
    expect(statementsAfter('metrics-of-any-namespace')[1]).toEqual({
      Effect: 'Allow',
      Action: 'cloudwatch:PutMetricData',
      Resource: '*',
      Condition: { StringEquals: { 'cloudwatch:namespace': 'CWAgent' } },
    });
  });

  test('in blocks of Terraform the fix replaces statement by statement', () => {
    const text = `data "aws_iam_policy_document" "agent" {
  statement {
    sid       = "CloudWatchAgentServerPolicy"
    actions   = ["cloudwatch:PutMetricData", "ec2:DescribeTags", "logs:PutLogEvents"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "agent" {
  policy = data.aws_iam_policy_document.agent.json
}
`;
    const copy = analyzeModule(text).findings.find(({ rule }) => rule === 'managed-policy-copy');
    const fixed = applyEdits(text, copy?.fixes()[0]?.edits ?? []);
    expect(fixed.match(/ {2}statement \{/g)).toHaveLength(2);
    expect(fixed).toContain('resources = ["arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*"]');
    expect(brief(analyzeModule(fixed)).filter((line) => line.includes('managed-policy-copy'))).toEqual([]);
  });

  test('administrators, likewise', () => {
    const text = agent('CloudWatchAgentAdminPolicy', ', "ssm:PutParameter"');
    expect(said(text)).toEqual([
      'info managed-policy-copy',
      'hint metrics-of-any-namespace',
      'warning broad-agent-parameters',
      'warning broad-parameter-writing',
      'hint resource-can-be-narrowed',
    ]);
    expect(findings(text)[0]?.message).toMatch(
      /"CloudWatchAgentAdminPolicy".* v2 .*ssm:PutParameter to arn:/,
    );
  });
});

describe("Terraform's aws_prometheus_resource_policy", () => {
  const WORKSPACE = `resource "aws_prometheus_workspace" "example" {
  alias = "example-workspace"
}
`;
  const rest = (name: string, type: string, identifier: string, actions: readonly string[]) => `
data "aws_iam_policy_document" "${name}" {
  statement {
    effect = "Allow"
    principals {
      type        = "${type}"
      identifiers = [${identifier}]
    }
    actions = [
${actions.map((action) => `      "aps:${action}"`).join(',\n')}
    ]
    resources = [aws_prometheus_workspace.example.arn]
  }
}

resource "aws_prometheus_resource_policy" "${name}" {
  workspace_id    = aws_prometheus_workspace.example.id
  policy_document = data.aws_iam_policy_document.${name}.json
}
`;
  const reads = ['QueryMetrics', 'GetSeries', 'GetLabels', 'GetMetricMetadata'];

  test('basic', () => {
    const own = 'data.aws_caller_identity.current.account_id';
    const text = `${WORKSPACE}\ndata "aws_caller_identity" "current" {}\n${rest('example', 'AWS', own, ['RemoteWrite', ...reads])}`;
    expect(brief(analyzeModule(text))).toEqual([`hint account-principal-delegates ${own}`]);
  });

  test('another account', () => {
    const root = '"arn:aws:iam::123456789012:root"';
    const text = `${WORKSPACE}${rest('cross_account', 'AWS', root, ['RemoteWrite', 'QueryMetrics'])}`;
    expect(brief(analyzeModule(text))).toEqual([]);
  });

  test('a service', () => {
    const text = `${WORKSPACE}${rest('service_access', 'Service', '"grafana.amazonaws.com"', reads)}`;
    expect(brief(analyzeModule(text))).toEqual([
      'info restrict-access-to-service-principal "grafana.amazonaws.com"',
    ]);
  });
});

test('the same in a CloudFormation template', () => {
  const workspace = 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-1';
  const policy = (action: string) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::444455556666:role/Reader' },
        Action: action,
        Resource: workspace,
      },
    ],
  });
  const template = (action: string) =>
    JSON.stringify({
      Resources: {
        Policy: {
          Type: 'AWS::APS::ResourcePolicy',
          Properties: { WorkspaceArn: workspace, PolicyDocument: policy(action) },
        },
      },
    });
  expect(said(template('aps:QueryMetrics'))).toEqual([]);
  expect(said(template('aps:DeleteWorkspace'))).toEqual(['warning unsupported-resource-policy-action']);
});

/** That guide shows no document of its own; these are what it is about. */
describe('Amazon Lookout for Metrics', () => {
  test('its actions are dead weight, never mistakes', () => {
    const policy = { Effect: 'Allow', Action: 'lookoutmetrics:*', Resource: '*' };
    const [only, ...others] = findings(JSON.stringify({ Version: '2012-10-17', Statement: [policy] }));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ rule: 'retired-service', severity: 'info', tags: ['deprecated'] });
    expect(only?.message).toContain('2025-09-12');
  });

  test('a service role that any detector may use', () => {
    const trust = (condition: object) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { Service: 'lookoutmetrics.amazonaws.com' },
          Action: 'sts:AssumeRole',
          ...condition,
        },
      });
    expect(said(trust({}))).toEqual(['warning unfenced-service-in-trust-policy', 'info retired-service']);
    const fence = (account: string) => ({
      Condition: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': 'arn:aws:lookoutmetrics:us-east-2:123456789012:*' },
      },
    });
    expect(said(trust(fence('123456789012')))).toEqual(['info retired-service']);
    expect(said(trust(fence('111122223333')))).toContain('error source-arn-of-another-account');
  });
});
