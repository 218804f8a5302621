import { describe, expect, test } from 'vitest';
import { applyEdits, type PlainValue, type PolicyPath, type TextEdit } from '../../server/core/index.ts';
import { parseHcl } from '../../server/core/languages/terraform/hcl/parse.ts';
import { repair } from '../../server/core/languages/terraform/hcl/repair.ts';
import { hclParser } from './parser.ts';
import { firstPolicy, plain, readTf, terraform } from './reading.ts';

const parser = await hclParser();

const block = `locals {
  a = ["x:Y", "z:W"]
}

data "aws_iam_policy_document" "example" {
  version   = "2012-10-17"
  policy_id = "x"

  # first
  statement {
    sid       = "One"
    effect    = "Allow" # why
    actions   = ["a:B", "c:D"]
    resources = ["*", "arn:aws:s3:::b/&{aws:username}", aws_s3_bucket.b.arn]

    principals {
      type        = "AWS"
      identifiers = ["1", "2"]
    }

    principals {
      type        = "Service"
      identifiers = ["s"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["true"]
    }
    condition {
      test     = "StringLike"
      variable = "a:b"
      values = [
        "x", # x
        "y",
      ]
    }
  }
  dynamic "statement" {
    for_each = var.x
    content {
      actions = ["a:B"]
    }
  }

  statement {
    not_actions = local.a
    actions = [
      "a:B",
      // one
      "c:D"
    ]
  }
}
`;
const object = `resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "One"
        Effect = "Allow" # why
        Action = ["a:B", "c:D"]
        Resource = [
          "*", "arn:aws:s3:::b/$\${aws:username}",
          aws_s3_bucket.b.arn,
        ]
        Principal = { AWS = ["1", "2"], Service = "s" }
        Condition = {
          Bool       = { "aws:SecureTransport" = "true" }
          StringLike = { "a:b" = ["x", "y"] }
        }
      },
      { Effect = "Deny", Action = "x:Y" },
      {
        "Effect" : "Deny",
        "Action" : ["x:Y"], # c
        "NotResource" : "q"
      }
    ]
  })
}
`;
const texts = { block, object };

/** The same numbers each time. */
function numbers(): (limit: number) => number {
  let seed = 7;
  return (limit) => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return seed % limit;
  };
}

function locateAt(text: string, offsets: readonly number[]): void {
  const file = readTf(text);
  for (const offset of offsets) {
    const cursor = terraform.locate(file, offset);
    if (cursor === undefined) continue;
    cursor.spell('x"${a}');
    cursor.spellSnippet({ key: 'Action', value: '["$1"]' });
    cursor.spellSnippet({ key: 'Condition', value: '{ $1 }' });
    cursor.refer?.('a.b', '/*');
    const { start, end } = cursor.replace;
    expect(0 <= start && start <= end && end <= text.length, `${offset} of ${text}`).toBe(true);
  }
}

describe.each(Object.entries(texts))('%s', (_, text) => {
  test('every place can be asked about', () => {
    locateAt(
      text,
      Array.from({ length: text.length + 1 }, (_, offset) => offset),
    );
  });
  test('whatever is typed into it can be read', () => {
    const number = numbers();
    const typed = ['', '"', '{', '}', '[', ']', '${', '=', ',', '\n', 'act', '#', '<<EOF\n', '.', ':', '/*'];
    for (let round = 0; round < 60; round++) {
      const at = number(text.length);
      const inserted = typed[number(typed.length)] ?? '';
      const changed = text.slice(0, at) + inserted + text.slice(at + number(6));
      locateAt(changed, [at, at + inserted.length, number(changed.length)]);
    }
  });
});

type Json = ReturnType<typeof plain>;

function valueAt(value: Json, path: PolicyPath): Json {
  return path.reduce<Json>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, Json>)[step] : undefined,
    value,
  );
}

function pathsIn(value: Json, base: PolicyPath = []): readonly PolicyPath[] {
  if (typeof value !== 'object' || value === null) return [base];
  const steps: readonly (string | number)[] = Array.isArray(value)
    ? value.map((_, index) => index)
    : Object.keys(value);
  return [base, ...steps.flatMap((step) => pathsIn(valueAt(value, [step]), [...base, step]))];
}

/** An edit is refused, or does what was asked, in text that Terraform reads and that keeps its line ends. */
describe.each(
  Object.entries(texts).flatMap(([name, text]) => [
    [name, text] as const,
    [`${name} with CRLF`, text.replaceAll('\n', '\r\n')] as const,
  ]),
)('edits of a %s', (_, text) => {
  const { write, root } = firstPolicy(text);
  const before = plain(root);
  const paths = pathsIn(before).filter((path) => path.length > 0);
  const outcome = (edits: readonly TextEdit[], what: string): Json => {
    const result = applyEdits(text, write.tidy?.(edits) ?? edits);
    expect(parseHcl(parser, result).problems, `${what}: ${result}`).toEqual([]);
    expect(repair(result).text).toBe(result);
    if (text.includes('\r\n')) expect(result, what).not.toMatch(/[^\r]\n/);
    return plain(firstPolicy(result).root);
  };
  test('removals', () => {
    let done = 0;
    for (const path of paths) {
      const edits = write.remove(path);
      if (edits.length === 0) continue;
      done++;
      const list = valueAt(before, path.slice(0, -1));
      const now = outcome(edits, `remove ${path}`);
      if (Array.isArray(list)) expect(valueAt(now, path.slice(0, -1))).toHaveLength(list.length - 1);
      else expect(valueAt(now, path), `remove ${path}`).toBeUndefined();
    }
    expect(done).toBeGreaterThan(20);
  });
  test('values', () => {
    let done = 0;
    for (const path of paths) {
      for (const value of ['x', ['x', 'y']]) {
        const edits = write.set(path, value);
        if (edits.length === 0) continue;
        done++;
        const now = valueAt(outcome(edits, `set ${path}`), path);
        expect([value, [value]], `set ${path}`).toContainEqual(now);
      }
    }
    expect(done).toBeGreaterThan(20);
  });
  test('items', () => {
    let done = 0;
    for (const path of paths) {
      const list = valueAt(before, path);
      if (!Array.isArray(list)) continue;
      const item: PlainValue =
        path.length === 1 ? { Effect: 'Deny', Condition: { Bool: { k: 'new' } } } : 'new';
      for (const [at, edits] of [
        [list.length, write.set([...path, list.length], item)],
        [0, write.insert([...path, 0], item)],
      ] as const) {
        if (edits.length === 0) continue;
        done++;
        const now = valueAt(outcome(edits, `${at} of ${path}`), path);
        expect(now).toHaveLength(list.length + 1);
        expect(JSON.stringify(valueAt(now, [at])), `${at} of ${path}`).toContain('"new"');
      }
    }
    expect(done).toBeGreaterThan(6);
  });
  test('elements', () => {
    const elements: readonly (readonly [string, PlainValue])[] = [
      ['Sid', 's'],
      ['NotAction', ['n:N']],
      ['Resource', '*'],
      ['Condition', { StringEquals: { 'q:r': ['1', '2'] } }],
      ['NotPrincipal', { AWS: 'a' }],
    ];
    for (const [name, value] of elements) {
      const path = ['Statement', 0, name];
      const edits = write.set(path, value);
      if (edits.length > 0) expect(valueAt(outcome(edits, name), path), name).toBeDefined();
    }
  });
});
