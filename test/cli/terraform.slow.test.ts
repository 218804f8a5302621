import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonReport } from '../../server/cli/report/json.ts';
import { folder, run } from './run.ts';

const document = `data "aws_iam_policy_document" "workspace" {
  statement {
    actions   = ["aps:QueryMetrics"]
    resources = ["arn:aws:aps:eu-west-1:111122223333:workspace/ws-1"]
  }
}
`;

const consumer = `resource "aws_prometheus_resource_policy" "main" {
  workspace_id    = "ws-1"
  policy_document = data.aws_iam_policy_document.workspace.json
}
`;

const policy = `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "aps:QueryMetrics", "Resource": "*" }] }`;

function check(cwd: string, ...args: readonly string[]): JsonReport {
  const { out, err } = run(cwd, ['check', '--format', 'json', ...args]);
  expect(err).toBe('');
  return JSON.parse(out);
}

const rules = ({ files }: JsonReport) => files.flatMap(({ findings }) => findings.map(({ rule }) => rule));

test('a module is one folder: its files decide what its documents are', () => {
  const root = folder({ 'm/policies.tf': document, 'm/main.tf': consumer, 'n/main.tofu': document });
  const { files } = check(root);
  expect(
    files.map(({ path, policies }) => [path, policies.map(({ kind, language }) => [kind, language])]),
  ).toEqual([
    ['m/policies.tf', [['resource', 'terraform']]],
    ['n/main.tofu', [['unknown', 'terraform']]],
  ]);
  expect(files[0]?.policies[0]?.attachedTo).toMatchObject({ service: 'aps', resourceType: 'workspace' });
  expect(files[0]?.findings.map(({ rule }) => rule)).toContain('missing-principal');
});

test('one file of a module that is named is read with the others, and reported alone', () => {
  const root = folder({ 'm/policies.tf': document, 'm/main.tf': consumer });
  const report = check(root, 'm/policies.tf');
  expect(report.files.map(({ path }) => path)).toEqual(['m/policies.tf']);
  expect(rules(report)).toContain('missing-principal');
  expect(check(join(root, 'm'), 'policies.tf').files[0]?.policies[0]?.kind).toBe('resource');
});

test('a JSON file has the use that a module beside or above it gives it', () => {
  const root = folder({
    'm/main.tf': consumer.replace(
      'data.aws_iam_policy_document.workspace.json',
      'file("${path.module}/files/a (1).json")',
    ),
    'm/files/a (1).json': policy,
    'm/files/b.json': policy,
  });
  const report = check(root, 'm');
  expect(report.files.map(({ path, policies }) => [path, policies.map(({ kind }) => kind)])).toEqual([
    ['m/files/a (1).json', ['resource']],
    ['m/files/b.json', ['identity']],
  ]);
  expect(rules(check(root, 'm/files/a (1).json'))).toContain('missing-principal');
});

test('a document that a module gives away has the use that the module above makes of it', () => {
  const output = 'output "json" {\n  value = data.aws_iam_policy_document.workspace.json\n}\n';
  const call = 'module "m" {\n  source = "./m"\n}\n';
  const root = folder({
    'main.tf': call + consumer.replace('data.aws_iam_policy_document.workspace.json', 'module.m.json'),
    'm/outputs.tf': output,
    'm/policies.tf': document,
  });
  const kinds = (path: string) =>
    check(root, path).files.flatMap(({ policies }) => policies.map(({ kind }) => kind));
  expect(kinds('.')).toEqual(['resource']);
  expect(kinds('m')).toEqual(['resource']);
  expect(kinds('m/policies.tf')).toEqual(['resource']);
  expect(check(join(root, 'm'), '.').files[0]?.policies[0]?.kind).toBe('unknown');
});

test('downloaded modules are passed by, and nothing outside is read', () => {
  const outside = folder({ 'main.tf': consumer });
  const root = folder({ 'policies.tf': document, '.terraform/modules/x/main.tf': document });
  symlinkSync(join(outside, 'main.tf'), join(root, 'main.tf'));
  mkdirSync(join(root, 'empty'));
  const { files } = check(root, 'policies.tf');
  expect(files.map(({ policies }) => policies.map(({ kind }) => kind))).toEqual([['unknown']]);
  expect(check(root).files.map(({ path }) => path)).toEqual(['policies.tf']);
});

test('the text report names places in other files', () => {
  const identity = `resource "aws_iam_policy" "main" {\n  policy = data.aws_iam_policy_document.workspace.json\n}\n`;
  const root = folder({ 'policies.tf': document, 'main.tf': `${consumer}${identity}` });
  const { out } = run(root, ['check']);
  expect(out).toContain('--> policies.tf:');
  expect(out).toMatch(/= main\.tf:3:3: used here as a resource policy/);
});

test('a file without a policy of its own is reported for what it hands on', () => {
  const root = folder({
    'fleet.tf':
      'resource "aws_launch_template" "t" {\n  iam_instance_profile {\n    name = aws_iam_instance_profile.p.name\n  }\n}\n',
    'iam.tf': `resource "aws_iam_instance_profile" "p" {
  role = aws_iam_role.r.name
}

resource "aws_iam_role" "r" {
  managed_policy_arns = ["arn:aws:iam::aws:policy/CloudWatchAgentAdminPolicy"]
}
`,
    'nothing.tf': 'locals {\n  policy = 1\n}\n',
  });
  const report = check(root);
  expect(rules(report)).toContain('fleet-writes-parameters');
  expect(report.files.map(({ path }) => path)).not.toContain('nothing.tf');
});
