import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findings, openText, ourDiagnostics, pressQuickFix } from './documents.ts';
import { eventually, test } from './runner.ts';

/** Of each guide that this product was made for a mistake at `|`, and what `Ctrl+.` and `Enter` make of it. */
const MISTAKES: readonly {
  readonly guide: string;
  readonly rule: string;
  readonly language?: string;
  readonly text: string;
  readonly after: string;
}[] = [
  {
    guide: 'IAM permissions of Amazon Managed Service for Prometheus',
    rule: 'invalid-action',
    text: policy('"Action": ["aps:RemoteWrite", "aps:Query|Metric"], "Resource": "*"'),
    after: '["aps:RemoteWrite", "aps:QueryMetrics"]',
  },
  {
    guide: 'aws_prometheus_resource_policy in Terraform',
    rule: 'unsupported-resource-policy-resource',
    language: 'terraform',
    text: `resource "aws_prometheus_workspace" "main" {}

data "aws_iam_policy_document" "share" {
  statement {
    actions   = ["aps:RemoteWrite"]
    resources = ["|*"]
    principals {
      type        = "AWS"
      identifiers = ["444455556666"]
    }
  }
}

resource "aws_prometheus_resource_policy" "share" {
  workspace_id    = aws_prometheus_workspace.main.id
  policy_document = data.aws_iam_policy_document.share.json
}
`,
    after: 'resources = [aws_prometheus_workspace.main.arn]',
  },
  {
    guide: 'IAM in Lookout for Metrics',
    rule: 'group-as-principal',
    text: policy(
      '"Principal": { "AWS": ["arn:aws:iam::111122223333:role/reader", "arn:aws:iam::111122223333:|group/readers"] }, "Action": "sts:AssumeRole"',
    ),
    after: '{ "AWS": ["arn:aws:iam::111122223333:role/reader"] }',
  },
  {
    guide: 'ARMS and RAM of Alibaba Cloud',
    rule: 'invalid-version',
    text: '{\n  "Version": "2012|-10-17",\n  "Statement": [{ "Effect": "Allow", "Action": "arms:Get*", "Resource": "acs:arms:*:*:*" }]\n}\n',
    after: '"Version": "1"',
  },
  {
    guide: 'roles of the CloudWatch agent',
    rule: 'broad-parameter-writing',
    text: policy(
      '"Action": ["cloudwatch:PutMetricData", "logs:PutLogEvents"], "Resource": "*" },\n    { "Effect": "Allow", "Action": "ssm:Put|Parameter", "Resource": "*"',
    ),
    after: '"arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*"',
  },
];

function policy(body: string): string {
  return `{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Allow", ${body} }\n  ]\n}\n`;
}

for (const { guide, rule, language, text, after } of MISTAKES) {
  test(`${guide}: the first quick fix of "${rule}"`, async () => {
    const { document, position } = await openText(text, language);
    await findings(document, (all) => all.some(isOf(rule)));
    await pressQuickFix(document, position);
    assert.ok(document.getText().includes(after), document.getText());
    await eventually(
      () => ourDiagnostics(document),
      (all) => !all.some(isOf(rule)),
    );
  });
}

function isOf(rule: string): (found: vscode.Diagnostic) => boolean {
  return ({ code }) => (typeof code === 'object' ? code.value : code) === rule;
}

test('a refactoring leaves what is to be filled in selected, one place after the other', async () => {
  const { document, position } = await openText(
    policy('"Action": ["aps:Query|Metrics", "logs:PutLogEvents"],\n      "Resource": "*"'),
  );
  await findings(document, (all) => all.some(isOf('resource-can-be-narrowed')));
  // On a line without a finding: the editor would offer its fix first.
  await pressQuickFix(document, position);
  const selected = () => document.getText(vscode.window.activeTextEditor?.selection);
  await eventually(selected, (text) => text === 'WorkspaceId');
  await vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');
  await eventually(selected, (text) => text === 'LogGroupName');
});
