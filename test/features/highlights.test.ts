import { expect, test } from 'vitest';
import { highlights } from '../../server/core/index.ts';
import { engine, marked, projectOf, uri } from './fixture.ts';
import { spotIn, engine as terraform } from './terraform-fixture.ts';

/** `line text`, counted from one; declarations with `=`. */
function shown(text: string, found: ReturnType<typeof highlights>): readonly string[] {
  return found.map(({ range, declares }) => {
    const line = text.slice(0, range.start).split('\n').length;
    return `${line}${declares ? '=' : ' '}${text.slice(range.start, range.end)}`;
  });
}

function inJson(source: string): readonly string[] {
  const { text, offset } = marked(source);
  return shown(text, highlights(engine(), projectOf(text), uri, offset));
}

const two = (first: string, second: string) =>
  `{ "Version": "2012-10-17", "Statement": [\n{ "Effect": "Allow", ${first} },\n{ "Effect": "Deny", ${second} }\n] }`;

test('the same action in any spelling, in Action and NotAction', () => {
  expect(inJson(two('"Action": ["s3:GetOb|ject", "s3:PutObject"]', '"NotAction": "S3:getobject"'))).toEqual([
    '2 s3:GetObject',
    '3 S3:getobject',
  ]);
});

test('the same resource exactly, the same principal, the same condition key', () => {
  expect(
    inJson(two('"Resource": "arn:aws:s3:::b|"', '"NotResource": ["arn:aws:s3:::B", "arn:aws:s3:::b"]')),
  ).toEqual(['2 arn:aws:s3:::b', '3 arn:aws:s3:::b']);
  expect(
    inJson(
      two(
        '"Principal": { "Service": "ec2.amaz|onaws.com" }',
        '"Principal": { "Service": ["ec2.amazonaws.com"] }',
      ),
    ),
  ).toEqual(['2 ec2.amazonaws.com', '3 ec2.amazonaws.com']);
  expect(
    inJson(
      two(
        '"Condition": { "StringEquals": { "aws:SourceAcc|ount": "1" } }',
        '"Condition": { "StringLike": { "aws:sourceaccount": "2" } }',
      ),
    ),
  ).toEqual(['2 aws:SourceAccount', '3 aws:sourceaccount']);
});

test('a Sid in its own document only; elsewhere nothing', () => {
  const document = two('"Sid": "A|"', '"Sid": "A"');
  expect(inJson(document)).toEqual(['2=A', '3 A']);
  expect(inJson(two('"Eff|ect": "Allow"', '"Sid": "B"'))).toEqual([]);
});

test('names of Terraform, declared and used', () => {
  const {
    project,
    uri: at,
    offset,
    text,
  } = spotIn({
    'main.tf': `data "aws_iam_policy_document" "x" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}
resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.|x.json }
resource "aws_iam_policy" "q" { policy = data.aws_iam_policy_document.x.json }
`,
  });
  expect(shown(text, highlights(terraform, project, at, offset))).toEqual([
    '1=data "aws_iam_policy_document" "x"',
    '7 data.aws_iam_policy_document.x.json',
    '8 data.aws_iam_policy_document.x.json',
  ]);
});
