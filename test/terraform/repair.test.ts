import { describe, expect, test } from 'vitest';
import { parseHcl } from '../../server/core/languages/terraform/hcl/parse.ts';
import { repair } from '../../server/core/languages/terraform/hcl/repair.ts';
import { hclParser } from './parser.ts';
import { firstPolicy, plain, readTf } from './reading.ts';

const parser = await hclParser();

/** Everything that HCL allows and that a hasty scan might take for a mistake. */
const valid = [
  `variable "x" {
  type = object({
    a = string
    b = optional(list(string), ["x"])
  })
  default = null
  validation {
    condition     = can(regex("^[a-z]+$", var.x)) && length(var.x) > 0 ? true : false
    error_message = "bad \${var.x} $\${esc} %%{y}"
  }
}
locals {
  a = [for k, v in var.m : { name = k, value = v } if v != null]
  b = { for k, v in var.m : k => v... }
  c = var.x == "a" ? "b" : "c"
  d = (
    var.x
    ? "a"
    : "b"
  )
  e = merge(
    local.a,
    { "x" : 1, y = 2
      z = 3 },
  )
  f = "\${var.a ? "x" : "y"}-\${join(",", [for x in y : "\${x}/*"])}"
  g = <<-EOT
    %{ for x in y ~}
    \${x} = "unclosed
    %{ endfor ~}
  EOT
  h = [
    var.a,
    # comment "unclosed
    var.b, // another { [
    /* multi
       line " */
    "x",
  ]
  i = provider::aws::arn_parse("x")
  j = [provider::aws::arn_parse("x")]
  k = var.a[*].b
  l = var.list[0]["x"].*.id
  m = !var.x
  n = -1
  o = 1 >= 2 || 3 <= 4 && 5 != 6
  p = {
    (local.key) = 1
    "a:b"       = 2
    c           = { d = [] }
  }
  q = "\${
    var.x
  }"
  r = cond ? { a = 1 } : { b = 2 }
  s = flatten([
    for a in b : [
      for c in a : {
        x = c
        y = a
      }
    ]
  ])
  t = { a : 1, b : cond ? 2 : 3 }
  u = jsonencode({ "Statement" : [ { "Effect" : "Allow" } ] })
  v = "a\\"b\\\\"
  w = "%{ if var.a }x%{ else }y%{ endif }"
  x = "\${jsonencode({
    a = 1
  })}"
  y = [
    var.x ? "a" :
    "b",
    "c"
  ]
}
resource "a" "b" {
  for_each = toset(["a", "b"])
  dynamic "x" {
    for_each = var.y
    content { a = x.value }
  }
  lifecycle { ignore_changes = [a, b["x"]] }
}
check "x" {
  data "http" "y" {
    url = "https://example.com"
  }
}
`,
  'data "x" "y"\n{\n  a = 1\n}\n',
  'a = <<EOF\n"\n${x}\nEOF\nb = [<<-A\n x\n A\n, "y"]\n',
  '',
  '# only a comment',
];

describe('sound text', () => {
  test.each(valid)('stays as it is: %#', (text) => {
    for (const one of [text, text.replaceAll('\n', '\r\n'), text.trimEnd()]) {
      const repaired = repair(one);
      expect(repaired.text).toBe(one);
      expect(repaired.missing).toEqual([]);
      expect(repaired.original(one.length)).toBe(one.length);
    }
  });
});

const doc = (inside: string) => `data "aws_iam_policy_document" "a" {
  statement {
    sid = "First"
${inside}
    resources = ["*"]
  }

  statement {
    sid = "Second"
  }
}

resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.a.json
}
`;
const object = (inside: string) => `resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Statement = [
      {
        Sid = "First"
${inside}
        Resource = ["*"]
      },
      { Sid = "Second" },
    ]
  })
}

resource "aws_iam_policy" "q" {
  name = "q"
}
`;

describe('half-typed text keeps the rest of the file', () => {
  const blocks = [
    'act',
    'actions',
    'actions =',
    'actions = [',
    'actions = ["',
    'actions = ["aps:',
    'actions = ["aps:"',
    'actions = ["a:B", "aps:',
    'actions = ["a:B" "c:D"]',
    'actions = ["a:B"\n  "c:D"]',
    'actions = ["a:B",\n',
    'actions = ["aps:]',
    'actions = [aps:]',
    'actions = [*]',
    'actions = aps:Query',
    'actions = "',
    'actions = concat(["a:B"',
    'condition {\n      te\n    }',
    'condition {\n      test = "\n    }',
    'condition {\n      test =\n      variable = "a:b"\n    }',
    'condition',
    'principals {\n      type = "AWS"\n      identifiers = ["\n    }',
    'not_resources = ["${"]',
    'not_resources = ["${var."]',
    'not_resources = ["${var.}"]',
    'not_resources = [var.]',
    'not_resources = var.',
    'not_resources = ["${',
    'not_resources = ["${aws:"]',
    'not_resources = ["${aws:',
    'not_resources = ["${aws_s3_bucket.b."]',
    '"',
    '"abc"',
  ];
  test.each(blocks)('in a block: %s', (inside) => {
    for (const text of [doc(`    ${inside}`), doc(`    ${inside}`).replaceAll('\n', '\r\n')]) {
      const { body } = parseHcl(parser, text);
      expect(body.blocks.map(({ labels }) => labels.at(-1)?.text)).toEqual(['a', 'p']);
      const statements = firstPolicy(text).statements;
      expect(statements.map(({ sid }) => sid?.value?.value)).toEqual(['First', 'Second']);
      expect(statements[0]?.resource?.value.items[0]?.text.value).toBe('*');
    }
  });
  const entries = [
    'Act',
    '"Act',
    '"Action"',
    'Action =',
    '"Action" :',
    'Action = [',
    'Action = ["aps:',
    'Action = aps:Query',
    'Action = "',
    '"Action": ["aps:',
    'Condition = {\n Str\n }',
    'Condition = {\n StringEquals = {\n "aws:\n }\n }',
    'Effect = "Allow",\n Act',
  ];
  test.each(entries)('in an object: %s', (inside) => {
    const text = object(`        ${inside}`);
    expect(parseHcl(parser, text).body.blocks.map(({ labels }) => labels.at(-1)?.text)).toEqual(['p', 'q']);
    expect(plain(firstPolicy(text).root)).toMatchObject({
      Statement: [{ Sid: 'First', Resource: ['*'] }, { Sid: 'Second' }],
    });
  });
  test('a block that is not closed ends before the next one', () => {
    const text = doc('').replace(
      '  statement {\n    sid = "Second"\n  }\n}\n',
      '  statement {\n    sid = "Second"\n',
    );
    expect(parseHcl(parser, text).body.blocks.map(({ labels }) => labels.at(-1)?.text)).toEqual(['a', 'p']);
  });
  test('wherever the text ends it is read, and what stands before it too', () => {
    for (const text of [doc('    actions = ["a:B", "${var.x}"]'), object('        Action = ["a:B"]')]) {
      for (let end = text.indexOf('{\n') + 2; end < text.length; end++) {
        const { policies } = readTf(text.slice(0, end));
        if (!text.startsWith('data') || end < 'data "aws_iam_policy_document" "a" {'.length) continue;
        expect(policies.length, text.slice(0, end)).toBe(1);
      }
    }
  });
});
