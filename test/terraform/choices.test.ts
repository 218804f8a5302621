import { describe, expect, test } from 'vitest';
import { firstPolicy, plain } from './reading.ts';

/** A choice is made where the files decide it, and nowhere else. */

const chosen = (condition: string) => {
  const text = `data "aws_iam_policy_document" "d" {\n  statement {\n    actions   = ["s3:GetObject"]\n    resources = ${condition} ? ["yes"] : ["no"]\n  }\n}\n`;
  return plain(firstPolicy(text).root);
};
const resources = (value: unknown) => ({ Statement: [{ Action: ['s3:GetObject'], Resource: value }] });

describe('the number of elements', () => {
  test.each([
    'length(compact([var.key])) > 0',
    'length(compact(["a", var.key])) == 2',
    'length(compact(["a", "${var.key}"])) == 2',
    'length(compact([local.unheard])) == 1',
    'length(flatten([var.keys])) == 0',
    'length(concat(["a"], var.keys)) == 1',
  ])('is not known: %s', (condition) => {
    expect(chosen(condition)).toEqual(resources('?'));
  });
  test.each([
    'length(compact(["a", "", null])) == 1',
    'length(compact(["a", "b/${var.key}"])) == 2',
    'length(concat(["a"], [var.key])) == 2',
  ])('is known: %s', (condition) => {
    expect(chosen(condition)).toEqual(resources(['yes']));
  });
});

test('a block for each element that may be empty may not be there', () => {
  const text =
    'data "aws_iam_policy_document" "d" {\n  dynamic "statement" {\n    for_each = compact([var.key])\n    content {\n      actions   = ["kms:Decrypt"]\n      resources = [statement.value]\n    }\n  }\n}\n';
  expect(firstPolicy(text).statement?.raw).toMatchObject({ items: [{ type: 'object' }], open: [{}] });
});
