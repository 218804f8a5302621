import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHcl } from '../../server/core/languages/terraform/hcl/parse.ts';
import { reparseHcl, type Version } from '../../server/core/languages/terraform/hcl/reparse.ts';
import { hclParser } from './parser.ts';

const parser = await hclParser();

const text = `# a module
locals { team = "x" }

data "aws_iam_policy_document" "a" { # why
  statement {
    actions   = ["aps:QueryMetrics", "s3:Get*"]
    resources = [aws_s3_bucket.b.arn, "\${aws_s3_bucket.b.arn}/*"]
  }
}
resource "aws_iam_policy" "b" {
  policy = <<-EOT
    { "Version": "2012-10-17", "Statement": [] }
  EOT
} /* behind */ // and behind

variable "c" {}
resource "aws_iam_policy" "d" { policy = jsonencode({ Version = "2012-10-17" }) }
`;

const pieces = [
  '',
  'x',
  '"',
  '{',
  '}',
  '\n',
  '#',
  '/*',
  '*/',
  '<<EOT\n',
  'EOT',
  ' = ',
  '${',
  'variable "n" {}\n',
  '[',
  ']',
];

test('after any edits the blocks are those of a fresh reading', () => {
  const edit = fc.record({
    at: fc.nat(text.length),
    remove: fc.nat(12),
    insert: fc.constantFrom(...pieces),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      let before: Version = { text, file: parseHcl(parser, text) };
      for (const { at, remove, insert } of edits) {
        const start = Math.min(at, before.text.length);
        const next = before.text.slice(0, start) + insert + before.text.slice(start + remove);
        const file = reparseHcl(parser, next, before);
        expect(file).toEqual(parseHcl(parser, next));
        before = { text: next, file };
      }
    }),
    { numRuns: 150 },
  );
});

test('blocks away from the edit are the very same', () => {
  const before = { text, file: parseHcl(parser, text) };
  const after = reparseHcl(parser, text.replace('s3:Get*', 's3:Put*'), before);
  const same = after.body.blocks.filter((block, index) => block === before.file.body.blocks[index]);
  expect(same.length).toBe(before.file.body.blocks.length - 1);
});
