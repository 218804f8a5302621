import { expect, test } from 'vitest';
import { applyEdits, isRefusal } from '../../server/core/index.ts';
import { converted, offerOf } from './converting.ts';

const document = `data "aws_iam_policy_document" "read" {
  policy_id = "reads"
  statement {
    sid           = "Read"
    actions       = ["s3:GetObject", "s3:ListBucket"]
    not_resources = flatten([var.more])
    principals {
      type        = "AWS"
      identifiers = ["111122223333", var.more]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [lower(var.account), "444455556666"]
    }
  }
}

resource "aws_iam_policy" "read" {
  name   = "read"
  policy = data.aws_iam_policy_document.read.json
}
`;

const object = `resource "aws_iam_policy" "read" {
  name   = "read"
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "arn:aws:s3:::\${var.bucket}/*" }]
  })
}
`;

const heredoc = `resource "aws_iam_policy" "read" {
  name   = "read"
  policy = <<-EOT
    { "Statement": [{ "Effect": "Allow", "Action": \${jsonencode(var.actions)}, "Resource": "*" }] }
  EOT
}
`;

// What a comment can stand before or behind, wherever it is in the text.
const TOKENS = /[=[\](){},]|\w+/g;

test.each([
  ['data source', document, 'convert-to-jsonencode', 'GetObject'],
  ['jsonencode', object, 'convert-to-data-source', 'GetObject'],
  ['heredoc', heredoc, 'convert-to-jsonencode', 'Effect'],
])('no comment in a %s gets lost, wherever it stands', (_, text, name, mark) => {
  const comment = '/* kept? */';
  let count = 0;
  for (const { index } of text.matchAll(TOKENS)) {
    const commented = `${text.slice(0, index)}${comment} ${text.slice(index)}`;
    const answer = offerOf({ 'main.tf': commented }, name, mark)?.answer;
    if (answer === undefined || isRefusal(answer)) continue;
    count++;
    const edits = answer.edits().flatMap((one) => one.edits);
    expect(applyEdits(commented, edits), commented).toContain(comment);
  }
  expect(count).toBeGreaterThan(10);
});

test('a comment before the sign of a neighbour stays when columns move', () => {
  const commented = object.replace('name  ', 'name /* fixed */');
  const after = converted({ 'main.tf': commented }, 'convert-to-data-source', 'Statement =')['main.tf'];
  expect(after).toContain('name /* fixed */ = "read"');
});

test('the refusal names the comment that has no place', () => {
  const commented = document.replace('policy_id =', 'policy_id = /* from the old account */');
  const answer = offerOf({ 'main.tf': commented }, 'convert-to-jsonencode', 'statement {')?.answer;
  expect(answer).toMatchObject({
    disabled: 'The comment "/* from the old account */" would be lost where it stands',
  });
});
