import { expect, test } from 'vitest';
import type { JsonReport } from '../../server/cli/report/json.ts';
import { folder, run } from './run.ts';

/** Files that modules render or are given, beside those that they are made of. */

function check(cwd: string, ...args: readonly string[]): JsonReport {
  const { out, err } = run(cwd, ['check', '--format', 'json', ...args]);
  expect(err).toBe('');
  return JSON.parse(out);
}

const rulesOf = ({ files }: JsonReport) =>
  files.map(({ path, policies, findings }) => [
    path,
    policies.map(({ kind }) => kind),
    findings.map(({ rule }) => rule).filter((rule) => rule === 'invalid-action' || rule.includes('syntax')),
  ]);

const template = `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "aps:QueryMetric", "Resource": "\${arn}" }] }`;
const main = `resource "aws_iam_policy" "p" {
  policy = templatefile("\${path.module}/files/p.json.tpl", { arn = "*" })
}
`;

test('templates that a module renders are found and read; others are passed by', () => {
  const root = folder({
    'm/main.tf': main,
    'm/files/p.json.tpl': template,
    'm/files/chart.tpl': '{{ define "x" }}"Statement": {{ .x }}{{ end }}',
  });
  expect(rulesOf(check(root))).toEqual([['m/files/p.json.tpl', ['identity'], ['invalid-action']]]);
  expect(rulesOf(check(root, 'm/files/p.json.tpl'))).toEqual([
    ['m/files/p.json.tpl', ['identity'], ['invalid-action']],
  ]);
});

test('values of variables may be policies', () => {
  const text = `region = "eu-west-1"\npolicy = <<EOF\n${template.replace('${arn}', '*')}\nEOF\n`;
  const root = folder({ 'env/prod.tfvars': text });
  expect(rulesOf(check(root))).toEqual([['env/prod.tfvars', ['unknown'], ['invalid-action']]]);
});

test('the policies of a module in JSON are those of native syntax', () => {
  const document = { statement: { actions: ['aps:QueryMetric'], resources: ['*'] } };
  const root = folder({
    'main.tf.json': JSON.stringify({ data: { aws_iam_policy_document: { d: document } } }),
    'policy.tf': 'resource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.d.json\n}\n',
  });
  expect(rulesOf(check(root))).toEqual([['main.tf.json', ['identity'], ['invalid-action']]]);
});
