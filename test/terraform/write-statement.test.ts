import { describe, expect, test } from 'vitest';
import type { PolicyPath } from '../../server/core/index.ts';
import { base, doc, insert, remove, set } from './intents.ts';
import { firstPolicy, written } from './reading.ts';

describe('statements', () => {
  const two = `data "aws_iam_policy_document" "example" {
  # reads
  statement {
    sid     = "One"
    actions = ["a:B"]
  }

  # writes
  statement {
    sid     = "Two"
    actions = ["c:D"]
  }
}
`;
  test('are removed with their lines', () => {
    expect(written(two, remove(['Statement', 1]))).toBe(`data "aws_iam_policy_document" "example" {
  # reads
  statement {
    sid     = "One"
    actions = ["a:B"]
  }

  # writes
}
`);
    const plainly = two.replace(/ {2}#.*\n/g, '');
    expect(written(plainly, remove(['Statement', 0]))).toBe(`data "aws_iam_policy_document" "example" {
  statement {
    sid     = "Two"
    actions = ["c:D"]
  }
}
`);
    expect(written(plainly, remove(['Statement', 1]))).toBe(`data "aws_iam_policy_document" "example" {
  statement {
    sid     = "One"
    actions = ["a:B"]
  }
}
`);
    expect(written(plainly, remove(['Statement', 0], ['Statement', 1]))).toBe(
      'data "aws_iam_policy_document" "example" {\n}\n',
    );
  });
  test('are added', () => {
    const added = {
      Effect: 'Deny',
      Action: ['x:Y'],
      Resource: 'arn:aws:s3:::b/${aws:username}',
      Condition: { Bool: { 'aws:SecureTransport': false } },
    };
    expect(written(two, set(['Statement', 2], added))).toBe(
      two.replace(
        /\}\n$/,
        `
  statement {
    effect    = "Deny"
    actions   = ["x:Y"]
    resources = ["arn:aws:s3:::b/&{aws:username}"]

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
`,
      ),
    );
    expect(written(two, insert(['Statement', 1], { Action: 'x:Y' }))).toBe(
      two.replace('  # writes', '  statement {\n    actions = ["x:Y"]\n  }\n\n  # writes'),
    );
  });
});

describe('texts', () => {
  const values = (text: string) => firstPolicy(text).statements[0];
  test('IAM variables are spelled as their place wants', () => {
    const text = doc('sid = "x"', 'actions = ["a:B"]', 'resources = ["arn:aws:s3:::b"]');
    const resource = values(text)?.resource?.value.items[0]?.text;
    const sid = values(text)?.sid?.value;
    if (resource === undefined || sid === undefined) throw new Error('no texts');
    expect(written(text, (write) => write.text(resource, 'a/${aws:username}/%{x}'))).toContain(
      'resources = ["a/&{aws:username}/%%{x}"]',
    );
    expect(written(text, (write) => write.text(sid, '${aws:username}'))).toContain(
      'sid = "$${aws:username}"',
    );
    const { start } = resource.inner;
    expect(written(text, (write) => write.part({ start, end: start + 3 }, '${a:b}"'))).toContain(
      'resources = ["&{a:b}\\":aws:s3:::b"]',
    );
  });
  test('a text that something else says is left alone', () => {
    const refuse = (line: string, name = 'a') => {
      const text = `locals {\n  ${name} = "a:B"\n}\n${doc(line)}`;
      const item = values(text)?.action?.value.items[0];
      if (item === undefined) throw new Error(`no item in ${line}`);
      expect(firstPolicy(text).write.text(item.text, 'x:Y'), line).toEqual([]);
      expect(firstPolicy(text).write.set(item.path, 'x:Y'), line).toEqual([]);
      return { text, item };
    };
    refuse('actions = [local.a]');
    refuse('actions = ["${local.a}"]');
    refuse('actions = ["${local.a}C"]');
    refuse('actions = [for x in ["a:B"] : x]');
    const { text, item } = refuse('actions = ["${local.a}C"]');
    expect(firstPolicy(text).write.part(item.text.inner, 'x')).toEqual([]);
  });
  test('nothing is written where structure is computed', () => {
    const none = (text: string, path: PolicyPath) => {
      const { write } = firstPolicy(text);
      expect(write.remove(path), `remove ${path} in ${text}`).toEqual([]);
      expect(write.set(path, 'x'), `set ${path} in ${text}`).toEqual([]);
    };
    none(doc('actions = concat(["a:B"], var.x)'), [...base, 'Action', 0]);
    none(doc('actions = [for x in ["a:B"] : x]'), [...base, 'Action', 0]);
    none(doc('actions = true ? ["a:B"] : []'), [...base, 'Action', 0]);
    const dynamic = doc('x').replace(
      '  statement {\n    x\n  }',
      '  dynamic "statement" {\n    for_each = ["q"]\n    content {\n      actions = ["a:B"]\n    }\n  }',
    );
    expect(firstPolicy(dynamic).statements).toHaveLength(1);
    none(dynamic, base);
    none(dynamic, [...base, 'Action']);
    none(dynamic, [...base, 'Action', 0]);
  });
  test('a statement behind a dynamic one keeps its place', () => {
    const text = doc('actions = ["a:B"]').replace(
      '  statement {',
      '  dynamic "statement" {\n    for_each = ["q", "r"]\n    content {\n      actions = ["q:Q"]\n    }\n  }\n\n  statement {',
    );
    expect(written(text, remove(['Statement', 2, 'Action', 0]))).toBe(text.replace('"a:B"', ''));
  });
});
