import { expect, test } from 'vitest';
import { analyzeModule } from './module.ts';

const document = `data "aws_iam_policy_document" "bucket" {
  statement {
    sid     = "Readers"
    effect  = "Allow"
    actions = ["s3:GetObject", "s3:GetObjectVersion"]

    resources = [
      "\${aws_s3_bucket.logs.arn}/*",
      "arn:aws:s3:::other/home/&{aws:username}/*",
    ]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::\${var.account}:root"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = ["o-1234567890"]
    }
  }
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = data.aws_iam_policy_document.bucket.json
}

resource "aws_iam_role" "agent" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "agent" {
  role   = aws_iam_role.agent.id
  policy = <<-EOT
    { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": "*" }] }
  EOT
}
`;

function errorsIn(text: string): readonly string[] {
  return analyzeModule(text).findings.flatMap(({ severity, rule }) => (severity === 'error' ? [rule] : []));
}

test('nobody is told of mistakes in what is typed only half', () => {
  const wrong: string[] = [];
  for (let end = 0; end <= document.length; end++) {
    const rules = errorsIn(document.slice(0, end)).filter((rule) => rule !== 'json-syntax-error');
    if (rules.length > 0) wrong.push(`${document.slice(0, end).slice(-40)} ${rules}`);
  }
  expect(wrong).toEqual([]);
});

test('a block that is typed between others is no mistake of theirs', () => {
  const wrong: string[] = [];
  for (const { index, 0: block } of document.matchAll(/^( +)condition \{\n[\s\S]*?^\1\}\n/gm)) {
    for (let end = 0; end <= block.length; end++) {
      const typed = `${document.slice(0, index)}${block.slice(0, end)}\n${document.slice(index)}`;
      const rules = errorsIn(typed);
      if (rules.length > 0) wrong.push(`${block.slice(0, end)} ${rules}`);
    }
  }
  expect(wrong).toEqual([]);
});
