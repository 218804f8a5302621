import { expect, test } from 'vitest';
import { catalog } from '../pages/catalog.ts';
import { expression } from '../terraform/print.ts';
import { applied, policiesOf, refactor, TF_FILE } from './statement-fixture.ts';

const NAME = 'AmazonPrometheusQueryAccess';
const managed = catalog().managedPolicy(NAME);
const document = JSON.parse(managed?.versions.at(-1)?.document() ?? '{}');

const copy = (policy: unknown) => `resource "aws_iam_role_policy" "query" {
  name   = "query"
  role   = aws_iam_role.r.id # who
  policy = jsonencode(${expression(JSON.parse(JSON.stringify(policy)), '  ')})
}
`;

const attachment = `resource "aws_iam_role_policy_attachment" "query" {
  role       = aws_iam_role.r.id # who
  policy_arn = "${managed?.arn}"
}
`;

function at(text: string, words: string): string {
  const offset = text.indexOf(words);
  return `${text.slice(0, offset + 2)}|${text.slice(offset + 2)}`;
}

test('a copy of the newest version becomes an attachment', () => {
  const { text, title, grade } = applied(at(copy(document), 'Version'), TF_FILE, 'attach-managed-policy');
  expect(text).toBe(attachment);
  expect(title).toBe(`Attach ${NAME} in place of its copy`);
  expect(grade).toBe('review');
});

test('what says something else is no copy', () => {
  const less = structuredClone(document);
  less.Statement = [less.Statement].flat().slice(0, 1);
  less.Statement[0].Resource = 'arn:aws:aps:*:*:workspace/a';
  const text = copy(less);
  const offset = text.indexOf('Version');
  const range = { start: offset, end: offset };
  expect(refactor(text, TF_FILE, range, 'attach-managed-policy')).toBeUndefined();
});

test('a block that others name keeps its type', () => {
  const text = `${copy(document)}output "id" {\n  value = aws_iam_role_policy.query.id\n}\n`;
  const offset = text.indexOf('Version');
  const range = { start: offset, end: offset };
  expect(refactor(text, TF_FILE, range, 'attach-managed-policy')).toMatchObject({
    disabled: 'Something refers to aws_iam_role_policy.query',
  });
});

test('an attached policy is written out, and is a copy then', () => {
  const { text } = applied(at(attachment, 'policy_arn'), TF_FILE, 'inline-managed-policy');
  expect(text).toContain('resource "aws_iam_role_policy" "query" {');
  expect(text).toContain(`name = "${NAME}"`);
  expect(policiesOf(text, TF_FILE)[0]?.problems).toEqual([]);
  expect(applied(at(text, 'Version'), TF_FILE, 'attach-managed-policy').text).toBe(attachment);
});

test('a policy that is too long for a user stays attached', () => {
  const text = attachment
    .replaceAll('role', 'user')
    .replace(managed?.arn ?? '', 'arn:aws:iam::aws:policy/ReadOnlyAccess');
  const offset = text.indexOf('policy_arn');
  const range = { start: offset, end: offset };
  expect(refactor(text, TF_FILE, range, 'inline-managed-policy')).toMatchObject({
    disabled: expect.stringContaining('2048 there'),
  });
});
