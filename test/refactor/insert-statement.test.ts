import { expect, test } from 'vitest';
import { applied, JSON_FILE, TF_FILE } from './statement-fixture.ts';

test('an expression behind the statement stays when another statement is put between', () => {
  const { text } = applied(
    `locals {
  more = { Effect = "Deny", Action = "s3:DeleteBucket", Resource = "*" }
}

resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["aps:Create|Scraper"], Resource = "arn:aws:aps:*:*:scraper/*" }, var.more]
  })
}
`,
    TF_FILE,
    'add-dependent-actions',
  );
  expect(text).toContain('var.more');
  expect(text.indexOf('eks:DescribeCluster')).toBeLessThan(text.indexOf('var.more'));
  expect(text.indexOf('eks:DescribeCluster')).toBeGreaterThan(text.indexOf('aps:CreateScraper'));
});

test('what is no statement stays, too', () => {
  const { text } = applied(
    '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": ["aps:Create|Scraper"], "Resource": "arn:aws:aps:*:*:scraper/*" }, "kept"] }',
    JSON_FILE,
    'add-dependent-actions',
  );
  const { Statement } = JSON.parse(text) as { Statement: unknown[] };
  expect(Statement.at(-1)).toBe('kept');
  expect(Statement.length).toBeGreaterThan(2);
});
