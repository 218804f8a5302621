import { expect, test } from 'vitest';
import { applyEdits } from '../../server/core/index.ts';
import { statementRefactorings } from '../../server/core/refactor/statement/all.ts';
import { engine, type Form, JSON_FILE, projectOf, TF_FILE } from './statement-fixture.ts';

/** Half-typed text: nothing throws, and whatever is offered gives edits that can be applied. */

const OURS = new Set([
  ...statementRefactorings.map(({ name }) => name),
  'partition-portable-arns',
  'attach-managed-policy',
  'inline-managed-policy',
]);

const policy = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "A", // why
      "Effect": "Allow",
      "Action": ["s3:Get*", "s3:ListAllMyBuckets", /* b */ "aps:QueryMetrics"],
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Principal": { "Service": "sns.amazonaws.com" },
      "Action": "s3:GetObject",
      "Resource": "*",
      "Condition": { "StringEquals": { "aws:PrincipalTag/a": "b" } }
    }
  ]
}
`;

const terraform = `data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:Get*", "s3:ListAllMyBuckets", # b
      "aps:QueryMetrics", "aps:GetLabels"]
    resources = ["*"]
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalTag/a"
      values   = ["b"]
    }
  }
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::\${var.b}/*"]
  }
}
resource "aws_iam_role_policy" "p" {
  policy = jsonencode({ Statement = { Effect = "Allow", Action = ["s3:GetObject", "sqs:SendMessage"], Resource = "*" } })
}
`;

for (const [name, text, form] of [
  ['JSON', policy, { ...JSON_FILE, languageId: 'jsonc' }],
  ['Terraform', terraform, TF_FILE],
] as const) {
  test(`${name} cut off anywhere`, () => {
    let offers = 0;
    for (let end = 1; end <= text.length; end += 3) offers += tryAt(text.slice(0, end), form, end);
    expect(offers).toBeGreaterThan(0);
  });

  test(`${name} with a character missing, at every place`, () => {
    for (let at = 0; at < text.length; at += 11) {
      const broken = text.slice(0, at) + text.slice(at + 1);
      for (let offset = 0; offset < broken.length; offset += 97) tryAt(broken, form, offset);
    }
  });
}

function tryAt(text: string, form: Form, offset: number): number {
  const range = { start: offset, end: offset };
  const all = engine
    .refactorings(projectOf(text, form), form.uri, range)
    .filter(({ refactoring }) => OURS.has(refactoring.name));
  for (const { refactoring, answer } of all) {
    if ('disabled' in answer) continue;
    for (const { edits } of answer.edits())
      expect(() => applyEdits(text, edits), `${refactoring.name} at ${offset} of\n${text}`).not.toThrow();
  }
  return all.length;
}
