import { describe, expect, test } from 'vitest';
import { object, resource } from './conversion-texts.ts';
import { converted, convertedText, offersOn, refusal } from './converting.ts';

const TO_DATA = 'convert-to-data-source';
const TO_OBJECT = 'convert-to-jsonencode';

describe('to a data source', () => {
  test('the block stands before the resource and its comments, and the reference in the column of its neighbours', () => {
    const text = `# Reads.
resource "aws_iam_policy" "read" {
  name = "read"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "List"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "\${aws_s3_bucket.data.arn}/$\${aws:username}/*"
      },
    ]
  })
}
`;
    expect(convertedText(text, TO_DATA, 'Sid')).toBe(`data "aws_iam_policy_document" "read" {
  statement {
    sid       = "List"
    effect    = "Allow"
    actions   = ["s3:GetObject"]
    resources = ["\${aws_s3_bucket.data.arn}/&{aws:username}/*"]
  }
}

# Reads.
resource "aws_iam_policy" "read" {
  name   = "read"
  policy = data.aws_iam_policy_document.read.json
}
`);
  });

  test('from a heredoc, with all that a statement can have', () => {
    const text = `resource "aws_iam_role" "app" {
  assume_role_policy = <<EOF
{
  "Version": "2012-10-17",
  "Id": "trust",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": ["\${var.account}", "111122223333"], "Service": "ec2.amazonaws.com" },
    "Action": \${jsonencode(var.actions)},
    "Condition": {
      "Bool": { "aws:SecureTransport": true },
      "StringLike": { "\${var.issuer}:sub": "repo:\${var.repo}:*", "aws:PrincipalTag/a": ["$\${aws:userid}"] }
    }
  }
}
EOF
}
`;
    expect(convertedText(text, TO_DATA, '"Id"')).toBe(`data "aws_iam_policy_document" "app_assume_role" {
  policy_id = "trust"

  statement {
    effect  = "Allow"
    actions = flatten([var.actions])

    principals {
      type        = "AWS"
      identifiers = [var.account, "111122223333"]
    }

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["true"]
    }

    condition {
      test     = "StringLike"
      variable = "\${var.issuer}:sub"
      values   = ["repo:\${var.repo}:*"]
    }

    condition {
      test     = "StringLike"
      variable = "aws:PrincipalTag/a"
      values   = ["&{aws:userid}"]
    }
  }
}

resource "aws_iam_role" "app" {
  assume_role_policy = data.aws_iam_policy_document.app_assume_role.json
}
`);
  });

  test('the old version is said, and has no variables with an ampersand', () => {
    const policy = '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"a/${aws:x}"}]}';
    const text = resource(`"${policy.replaceAll('"', '\\"').replace('${', () => '$${')}"`);
    const result = convertedText(text, TO_DATA, 'Effect');
    expect(result).toContain('  version = "2008-10-17"\n\n  statement {');
    expect(result).toContain('resources = ["a/$${aws:x}"]');
  });

  test('names that are taken are not taken again', () => {
    const data = (name: string) => `data "aws_iam_policy_document" "${name}" {}\n`;
    const text = resource(object('      Action = "s3:*"\n      Resource = "*"'));
    const files = { 'main.tf': text, 'other.tf': data('read') + data('read_policy') };
    expect(converted(files, TO_DATA, 'Effect')['main.tf']).toContain(
      'data "aws_iam_policy_document" "read_policy_2" {',
    );
  });

  test('a local becomes a reference', () => {
    const text = `locals {
  a      = 1
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}
`;
    const result = convertedText(text, TO_DATA, 'Effect');
    expect(result).toContain('  policy = data.aws_iam_policy_document.policy.json\n');
    expect(result.startsWith('data "aws_iam_policy_document" "policy" {')).toBe(true);
  });

  test('services that refuse breaks get the text without them', () => {
    const text = `resource "aws_vpclattice_auth_policy" "p" {
  policy = ${object('      Principal = "*"\n      Action = "*"\n      Resource = "*"')}
}
`;
    expect(convertedText(text, TO_DATA, 'Effect')).toContain('.p.minified_json\n');
  });

  test('a policy file', () => {
    const files = {
      'main.tf': resource('file("${path.module}/policies/p.json")'),
      'policies/p.json':
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"a/${aws:userid}"}]}',
    };
    const result = converted(files, TO_DATA, 'file(');
    expect(result['main.tf']).toContain('resources = ["a/&{aws:userid}"]');
    expect(result['main.tf']).toContain('policy = data.aws_iam_policy_document.read.json');
    expect(converted(files, TO_OBJECT, 'file(')['main.tf']).toContain('Resource = "a/$${aws:userid}"');
  });

  test.each([
    [
      'an element that it does not have',
      '      Action = "*"\n      Resource = "*"\n      Foo = "x"',
      '"Foo"',
    ],
    ['an empty list', '      Action = []\n      Resource = "*"', 'empty list of "actions"'],
    ['null', '      Action = "*"\n      Resource = null', '"resources" takes strings'],
    ['a name of the block', '      Action = "*"\n      Resource = each.value', 'It uses "each"'],
    ['an ampersand', '      Action = "*"\n      Resource = "a/&{b}"', 'turn "&{"'],
    ['a principal that is no star', '      Principal = "x"\n      Action = "*"', 'neither "*"'],
    ['a repeated key', '      Action = "*"\n      Action = "s3:*"', '"Action" stands twice'],
    ['a computed condition', '      Action = "*"\n      Condition = var.c', 'condition is computed'],
    ['an empty condition', '      Action = "*"\n      Condition = {}', 'is empty'],
    ['an object for a list', '      Action = "*"\n      Resource = { a = 1 }', 'takes strings'],
  ])('is refused for %s', (_, statement, reason) => {
    expect(refusal(resource(object(statement)), TO_DATA, 'Version')).toContain(reason);
  });

  test.each([
    ['no effect', 'Action = "*"', 'no "Effect"'],
    ['another effect', 'Effect = "allow"', '"Allow" and "Deny"'],
    ['a statement that is computed', 'Effect = "Allow" }, local.more, { Effect = "Allow"', 'is computed'],
    [
      'two statements of one name',
      'Effect = "Deny", Sid = "a" }, { Effect = "Deny", Sid = "a"',
      'the Sid "a"',
    ],
  ])('is refused for %s', (_, inside, reason) => {
    const text = resource(`jsonencode({ Version = "2012-10-17", Statement = [{ ${inside} }] })`);
    expect(refusal(text, TO_DATA, 'Version')).toContain(reason);
  });

  test.each([
    ['no statement', 'Statement = []', 'no statement'],
    ['statements that are computed', 'Statement = concat(local.a, local.b)', 'computed'],
    ['another version', 'Statement = [{ Effect = "Allow" }], Version = "1"', 'no version "1"'],
  ])('is refused for %s', (_, inside, reason) => {
    const text = resource(`jsonencode({ ${inside} })`);
    expect(refusal(text, TO_DATA, 'Statement')).toContain(reason);
  });

  test('a directive, an unescaped variable and items that may be several are refused', () => {
    const heredoc = (value: string) =>
      resource(
        `<<EOT\n{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":${value}}]}\nEOT\n`,
      );
    expect(refusal(heredoc('"%{if var.x}a%{endif}"'), TO_DATA, 'Effect')).toContain('directive');
    expect(refusal(heredoc('[${join(",", var.x)}]'), TO_DATA, 'Effect')).toContain('several items');
    expect(refusal(heredoc('"*",'), TO_DATA, 'Effect')).toContain('not valid JSON');
    expect(refusal(heredoc('"a${~ var.x ~}"'), TO_DATA, 'Effect')).toContain('eats blanks');
  });

  test('what a policy takes from "for_each" comes along, and goes back', () => {
    const text = `resource "aws_iam_policy" "p" {
  for_each = var.readers
  name     = each.key
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["arn:aws:s3:::b/\${each.value}"]
      },
    ]
  })
}
`;
    const there = convertedText(text, TO_DATA, 'Effect');
    expect(there).toContain(
      'data "aws_iam_policy_document" "p" {\n  for_each = var.readers\n\n  statement {',
    );
    expect(there).toContain('policy   = data.aws_iam_policy_document.p[each.key].json\n');
    expect(convertedText(there, TO_OBJECT, 'policy   =')).toBe(text);
    const apart = there.replace('for_each = var.readers', 'for_each = var.writers');
    expect(refusal(apart, TO_OBJECT, 'policy   =')).toContain('something else');
    const counted = text
      .replace('for_each = var.readers', 'count    = 2')
      .replace('each.value', 'count.index');
    expect(convertedText(counted, TO_DATA, 'Effect')).toContain('document.p[count.index].json\n');
  });

  test('the default of a variable takes no reference', () => {
    const text = `variable "policy" {
  default = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Deny\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\"}]}"
}

resource "aws_iam_policy" "p" {
  policy = var.policy
}
`;
    expect(offersOn({ 'main.tf': text }, 'Effect')).toEqual([]);
  });

  test('a text that something else is made of stays as it is', () => {
    const whole = object('      Action = "*"\n      Resource = "*"');
    const made = resource(`replace(${whole}, "\\n", "")`);
    expect(offersOn({ 'main.tf': made }, 'Effect')).toEqual([]);
    const wrapped = resource(`"\${${whole}}"`);
    expect(convertedText(wrapped, TO_DATA, 'policy =')).toContain(
      'policy = "${data.aws_iam_policy_document.read.json}"',
    );
    const chosen = resource(`var.x ? ${whole} : null`);
    expect(convertedText(chosen, TO_DATA, 'policy =')).toContain(
      'policy = var.x ? data.aws_iam_policy_document.read.json : null',
    );
  });

  test('a comment of several lines stays with its resource', () => {
    const text = `/* One
   two */
${resource(object('      Action = "*"'))}`;
    expect(convertedText(text, TO_DATA, 'Effect')).toContain('}\n\n/* One\n   two */\nresource "');
  });

  test('a loop is refused', () => {
    const text = `resource "aws_iam_role" "r" {
  dynamic "inline_policy" {
    for_each = var.policies
    content {
      policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = inline_policy.value, Resource = "*" }] })
    }
  }
}
`;
    expect(refusal(text, TO_DATA, 'Effect')).toContain('loop');
  });
});
