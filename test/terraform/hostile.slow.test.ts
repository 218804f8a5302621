import { describe, expect, test } from 'vitest';
import { analyzeModule, brief } from './module.ts';
import { dice } from './wrap.ts';

/** Nothing that stands in a file makes reading or checking throw or hang. */

const RICH = `
terraform {
  required_version = ">= 1.5"
}

variable "more" {
  default = ["a"]
}

locals {
  /* what everybody may do */
  base = { Effect = "Allow", Action = ["logs:PutLogEvents", "logs:Create*"], Resource = "*" } # all
  doc  = { "Version" : "2012-10-17", Statement = concat([local.base], var.more ? [] : [{ Effect = "Deny", NotAction = "s3:*", Resource = "\${var.arn}/*" }]) }
}

data "aws_iam_policy_document" "one" {
  source_policy_documents = [data.aws_iam_policy_document.two.json, file("\${path.module}/x.json")]
  statement {
    sid     = "One"
    actions = ["s3:GetObject", "s3:\${var.verb}Object", 'x']
    resources = [for b in var.buckets : "\${b}/&{aws:username}/*" if b != ""]
    principals {
      type        = "AWS"
      identifiers = ["123456789012", aws_iam_role.x[0].arn]
    }
    condition {
      test     = "StringLike"
      variable = "\${replace(var.url, "https://", "")}:sub"
      values   = ["repo:o/r:*", "\\u0041\\"quoted\\""]
    }
  }
  dynamic "statement" {
    for_each = { a = 1, b = [2, { c = 3 }] }
    iterator = it
    content {
      effect  = it.key == "a" ? "Allow" : "Deny"
      actions = [it.value]
    }
  }
}

resource "aws_iam_policy" "text" {
  count  = 2
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        %{ for a in var.all ~}
        { "Effect": "Allow", "Action": "\${a}", "Resource": "arn:aws:s3:::\${var.x}/$\${aws:username}" },
        %{ endfor ~}
        { "Effect": %{ if var.y }"Allow"%{ else }"Deny"%{ endif }, "Action": \${jsonencode(var.actions)}, "Resource": "*" }
      ]
    }
  EOT
}

resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode(merge(local.doc, { Id = try(var.id, null) }))
}

module "child" {
  source = "./child"
  policy = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[]}"
}
`;

test('every beginning of a file is read and checked', { timeout: 60_000 }, () => {
  for (let end = 0; end <= RICH.length; end += 3)
    expect(() => analyzeModule(RICH.slice(0, end))).not.toThrow();
});

test('a file is read and checked after any edits', { timeout: 60_000 }, () => {
  const roll = dice(7);
  const scraps = [
    '"',
    '${',
    '}',
    '{',
    '[',
    ']',
    '<<EOT\n',
    '\n',
    '=',
    '%{',
    '%{ endif }',
    'jsonencode(',
    ')',
    '...',
    '[*]',
    '.',
    '\\',
    '/*',
    '\u0000',
    '😀',
    '(',
    '? :',
    'local.doc',
    '&{',
    '\r\n',
    'dynamic "statement" {',
  ];
  let text = RICH;
  for (let round = 0; round < 600; round++) {
    const at = roll(text.length + 1);
    text = `${text.slice(0, at)}${scraps[roll(scraps.length)]}${text.slice(at + roll(4))}`;
    if (round % 40 === 0) text = RICH;
    expect(() => analyzeModule(text), text).not.toThrow();
  }
});

test('the memory of the parser stays as it is', { timeout: 60_000 }, () => {
  const grow = (rounds: number) => {
    for (let round = 0; round < rounds; round++) analyzeModule(`${RICH}\n# ${round}`);
    return process.memoryUsage().arrayBuffers + process.memoryUsage().external;
  };
  const before = grow(40);
  const after = grow(200);
  expect(after - before, 'bytes outside the heap after 200 more readings').toBeLessThan(8_000_000);
});

describe('what could take forever is quick', () => {
  const within = (milliseconds: number, text: string) => {
    const start = performance.now();
    const analysis = analyzeModule(text);
    expect(performance.now() - start).toBeLessThan(milliseconds);
    return analysis;
  };
  const policy = (value: string) => `resource "aws_iam_policy" "x" {\n  policy = ${value}\n}\n`;

  test('locals that speak of each other', () => {
    const text = `locals {\n  a = local.b\n  b = concat(local.a, [local.c])\n  c = merge(local.c, { Sid = local.a })\n}\n${policy('jsonencode({ Version = "2012-10-17", Statement = local.a })')}`;
    expect(brief(within(1_000, text))).toEqual([]);
  });
  test('documents that merge each other', () => {
    const text = ['a', 'b', 'c']
      .map(
        (name, index) =>
          `data "aws_iam_policy_document" "${name}" {\n  source_policy_documents = [${['b', 'c', 'a'].slice(index, index + 1).map((other) => `data.aws_iam_policy_document.${other}.json`)}]\n}\n`,
      )
      .join('');
    within(1_000, `${text}${policy('data.aws_iam_policy_document.a.json')}`);
  });
  test('locals that double at each step', () => {
    const locals = Array.from(
      { length: 40 },
      (_, index) =>
        `  l${index} = ${index === 0 ? '["s3:GetObject"]' : `concat(local.l${index - 1}, local.l${index - 1})`}\n`,
    ).join('');
    within(
      3_000,
      `locals {\n${locals}}\n${policy('jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = local.l39, Resource = "*" }] })')}`,
    );
  });
  test('strings that double at each step', () => {
    const locals = Array.from(
      { length: 40 },
      (_, index) =>
        `  l${index} = ${index === 0 ? '"ab"' : `"\${local.l${index - 1}}\${local.l${index - 1}}"`}\n`,
    ).join('');
    within(
      3_000,
      `locals {\n${locals}}\n${policy('jsonencode({ Version = "2012-10-17", Statement = [{ Sid = local.l39, Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })')}`,
    );
  });
  test.each(['', ' ', '\n', 'x'])('a comment without an end behind %j', (before) => {
    within(1_000, `${before}/* data "aws_iam_policy_document" "x" {\n`);
  });
  test('loops in loops', () => {
    const twenty = JSON.stringify(Array.from({ length: 20 }, (_, index) => `x${index}`));
    const loops = `[for a in ${twenty} : [for b in ${twenty} : [for c in ${twenty} : [for d in ${twenty} : "s3:\${a}\${b}\${c}\${d}"]]]]`;
    within(
      4_000,
      policy(
        `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = flatten(${loops}), Resource = "*" }] })`,
      ),
    );
  });
  test('a long list', () => {
    const items = Array.from({ length: 3_000 }, (_, index) => `"arn:aws:s3:::b${index}/*"`).join(', ');
    within(
      5_000,
      policy(
        `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = concat([${items}], var.more) }] })`,
      ),
    );
  });
  test.each(['[', '{ a = ', '"${', 'f(', '('])('%s by the thousand', (open) => {
    const close = { '[': ']', '{ a = ': '}', '"${': '}"', 'f(': ')', '(': ')' }[open] ?? '';
    for (const times of [1_000, 20_000]) {
      within(4_000, policy(`jsonencode(${open.repeat(times)}1${close.repeat(times)})`));
      within(4_000, policy(`jsonencode(${open.repeat(times)}`));
    }
  });
});
