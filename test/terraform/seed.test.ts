import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/core/index.ts';
import { analyzeModule, brief } from './module.ts';

/** The three ways that Terraform's own page shows for sharing a Prometheus workspace: right as they stand. */

const WORKSPACE = `resource "aws_prometheus_workspace" "example" {
  alias = "example-workspace"
}
`;

function share(name: string, type: string, identifier: string, actions: readonly string[]): string {
  return `${WORKSPACE}
data "aws_caller_identity" "current" {}

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
}

const READ = ['QueryMetrics', 'GetSeries', 'GetLabels', 'GetMetricMetadata'];
const EXAMPLES = {
  'the own account': share('example', 'AWS', 'data.aws_caller_identity.current.account_id', [
    'RemoteWrite',
    ...READ,
  ]),
  'another account': share('cross_account', 'AWS', '"arn:aws:iam::123456789012:root"', [
    'RemoteWrite',
    'QueryMetrics',
  ]),
  'a service': share('service_access', 'Service', '"grafana.amazonaws.com"', READ),
};

describe.each(Object.entries(EXAMPLES))('sharing with %s', (_, text) => {
  const analysis = analyzeModule(text);
  test('has no error and no warning', () => {
    const loud = analysis.findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(loud.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
  test('is a resource policy of the workspace', () => {
    expect(
      analysis.policies.map(({ use }) => [use.kind, use.attachedTo?.resourceType, use.attachedTo?.target]),
    ).toEqual([['resource', 'workspace', { target: 'aws_prometheus_workspace.example', attribute: 'arn' }]]);
  });
  test('of another workspace is an error, and the fix names the right one', () => {
    const other = text.replace(
      '[aws_prometheus_workspace.example.arn]',
      '[aws_prometheus_workspace.other.arn]',
    );
    const findings = analyzeModule(`${other}\nresource "aws_prometheus_workspace" "other" {}\n`).findings;
    const [mismatch, ...more] = findings.filter(({ severity }) => severity === 'error');
    expect(more).toEqual([]);
    expect(mismatch?.rule).toBe('resource-not-attached');
    expect(other.slice(mismatch?.at.start, mismatch?.at.end)).toBe('aws_prometheus_workspace.other.arn');
    expect(applyEdits(other, mismatch?.fixes()[0]?.edits ?? [])).toBe(text);
  });
});

describe('the policy of a workspace', () => {
  const basic = EXAMPLES['another account'];
  const found = (from: string, to: string) => {
    expect(basic).toContain(from);
    return brief(analyzeModule(basic.replace(from, to)));
  };
  test('names no other kind of resource', () => {
    const rule = 'aws_prometheus_rule_group_namespace.rules.arn';
    expect(found('aws_prometheus_workspace.example.arn]', `${rule}]`)).toContain(
      `error unsupported-resource-policy-resource ${rule}`,
    );
  });
  test('names no star', () => {
    expect(found('[aws_prometheus_workspace.example.arn]', '["*"]')).toContain(
      'warning unsupported-resource-policy-resource "*"',
    );
  });
  test('takes the id of the workspace and the JSON of the document', () => {
    expect(
      found(
        'workspace_id    = aws_prometheus_workspace.example.id',
        'workspace_id    = aws_prometheus_workspace.example.arn',
      ),
    ).toEqual(['error wrong-target-attribute .arn']);
    expect(found('cross_account.json', 'cross_account')).toEqual([
      'error missing-json-attribute data.aws_iam_policy_document.cross_account',
    ]);
  });
  test('has principals', () => {
    expect(brief(analyzeModule(basic.replace(/ {4}principals \{[^}]*\}\n/, '')))).toEqual([
      'error missing-principal s',
    ]);
  });
  test('takes nothing but Prometheus-compatible actions', () => {
    expect(found('"aps:QueryMetrics"', '"aps:DeleteWorkspace"')).toEqual([
      'warning unsupported-resource-policy-action "aps:DeleteWorkspace"',
    ]);
  });
  test('in an identity policy has no principals', () => {
    const text = basic.replace(/resource "aws_prometheus_resource_policy"[\s\S]*$/, '');
    const policy =
      'resource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.cross_account.json\n}\n';
    expect(brief(analyzeModule(`${text}${policy}`))).toEqual(['error unsupported-principal principals']);
  });
});
