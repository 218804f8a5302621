import { describe, expect, test } from 'vitest';
import { plain, readTf } from './reading.ts';

/** A document with two statements; `|` is where something is typed. */
const text = `data "aws_iam_policy_document" "d" {
  statement {
    sid     = "One"
|head|
    actions = ["s3:GetObject"]
|middle|
    resources = ["*"]

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["true"]
    }
|tail|
  }

  statement {
    actions   = ["s3:PutObject"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "other" {
  statement {
    actions   = ["s3:ListBucket"]
    resources = ["*"]
  }
}
`;

/** The documents when some lines are typed at a place, as far as they are known. */
function documents(place: string, lines: string): readonly unknown[] {
  const whole = text.replace(`|${place}|`, lines).replace(/^\|.*\|\n/gm, '');
  return readTf(whole).policies.map(({ document }) => plain(document.root));
}

const condition = { Bool: { 'aws:SecureTransport': ['true'] } };
const first = { Sid: 'One', Action: ['s3:GetObject'], Resource: ['*'], Condition: condition };
const second = { Action: ['s3:PutObject'], Resource: ['*'] };
const other = { Statement: [{ Action: ['s3:ListBucket'], Resource: ['*'] }] };

describe('a block that is not closed does not swallow what follows', () => {
  for (const place of ['head', 'middle', 'tail']) {
    test(`a condition, ${place}`, () => {
      for (const lines of [
        '    condition {',
        '    condition {\n      test     = "StringEquals"',
        '    condition {\n      test     = "StringEquals"\n      variable = ',
        '    condition {\n      test = "StringEquals',
        '  condition {',
        '    condition {\n\n',
      ]) {
        const [one, two] = documents(place, lines);
        expect(one).toMatchObject({
          Statement: [
            { Sid: 'One', Action: ['s3:GetObject'], Resource: ['*'], Condition: condition },
            second,
          ],
        });
        expect(two).toEqual(other);
      }
    });

    test(`principals, ${place}`, () => {
      for (const lines of [
        '    principals {',
        '    principals {\n      type = "AWS"\n      identifiers = [',
        '    principals {\n      type = "AWS"\n      identifiers = ["*"',
        '    dynamic "principals" {\n      for_each = var.x\n      content {',
      ]) {
        const [one, two] = documents(place, lines);
        expect(one).toMatchObject({ Statement: [first, second] });
        expect(two).toEqual(other);
      }
    });
  }

  test('a statement before others', () => {
    const typed = text
      .replace(/^\|.*\|\n/gm, '')
      .replace('  statement {\n    sid', '  statement {\n    effect = "Deny"\n\n  statement {\n    sid');
    const [one, two] = readTf(typed).policies.map(({ document }) => plain(document.root));
    expect(one).toMatchObject({ Statement: [{ Effect: 'Deny' }, first, second] });
    expect(two).toEqual(other);
  });

  test('an object of jsonencode', () => {
    const { policies } = readTf(`resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Condition = {
      Action = "s3:GetObject"
    }]
  })
}

resource "aws_iam_policy" "q" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
`);
    expect(policies).toHaveLength(2);
    expect(plain(policies[1]?.document.root ?? { type: 'null', range: { start: 0, end: 0 } })).toEqual({
      Version: '2012-10-17',
      Statement: [],
    });
  });

  test('blocks elsewhere keep their odd layout', () => {
    const odd = `data "aws_iam_policy_document" "odd" {
statement {
      condition {
  test = "Bool"
  variable = "aws:SecureTransport"
values = ["true"]
  }
 actions = ["a:B"]
    }
}

data "aws_iam_policy_document" "typed" {
  statement {
    condition {
}
`;
    const [one] = readTf(odd).policies;
    expect(plain(one?.document.root ?? { type: 'null', range: { start: 0, end: 0 } })).toEqual({
      Statement: [{ Condition: condition, Action: ['a:B'] }],
    });
  });
});
