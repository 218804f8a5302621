import { describe, expect, test } from 'vitest';
import { isRefusal, type Offered } from '../../server/core/index.ts';
import { object, resource } from './conversion-texts.ts';
import { converted, convertedText, offerOf, offersOn, policiesIn, projectOf, refusal } from './converting.ts';
import { engine } from './module.ts';

const TO_DATA = 'convert-to-data-source';
const TO_OBJECT = 'convert-to-jsonencode';
const TO_HEREDOC = 'convert-to-heredoc';
const TO_FILE = 'move-to-file';

describe('from a data source', () => {
  const document = (body: string) => `# What readers may do.
data "aws_iam_policy_document" "read" {
${body}
}

resource "aws_iam_policy" "read" {
  name   = "read"
  policy = data.aws_iam_policy_document.read.json
}
`;
  const statement = `  statement {
    actions   = ["s3:GetObject"] # get
    resources = ["a/&{aws:userid}", aws_s3_bucket.b.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:x"
      values   = ["a", true]
    }

    # more
    condition {
      test     = "StringEquals"
      variable = "aws:x"
      values   = [var.b]
    }
  }`;

  test('the block goes, and what it says stands at its only use', () => {
    const wanted = `resource "aws_iam_policy" "read" {
  name = "read"
  policy = jsonencode({
    # What readers may do.
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = ["s3:GetObject"] # get
        Resource  = ["a/$\${aws:userid}", aws_s3_bucket.b.arn]
        Principal = "*"
        Condition = {
          StringEquals = {
            # more
            "aws:x" = ["a", "true", tostring(var.b)]
          }
        }
      },
    ]
  })
}
`;
    expect(convertedText(document(statement), TO_OBJECT, 'actions')).toBe(wanted);
    expect(convertedText(document(statement), TO_OBJECT, 'policy = ')).toBe(wanted);
  });

  test('in another file', () => {
    const [data = '', use = ''] = document(statement).split(/\n\n(?=resource)/);
    const files = {
      'main.tf': use,
      'data.tf': `${data}\n`,
      'vars.tf': 'variable "b" {\n  type = string\n}\n',
    };
    const result = converted(files, TO_HEREDOC, 'actions', 'data.tf');
    expect(result['data.tf']).toBe('');
    expect(result['main.tf']).toBe(`resource "aws_iam_policy" "read" {
  name = "read"
  # What readers may do.
  # get
  # more
  policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": [
            "s3:GetObject"
          ],
          "Resource": [
            "a/$\${aws:userid}",
            "\${aws_s3_bucket.b.arn}"
          ],
          "Principal": "*",
          "Condition": {
            "StringEquals": {
              "aws:x": [
                "a",
                "true",
                "\${var.b}"
              ]
            }
          }
        }
      ]
    }
  POLICY
}
`);
    expect(policiesIn(result)).toEqual(policiesIn(files, 'data.tf'));
  });

  test.each([
    ['merged documents', '  source_policy_documents = [local.a]', 'merges other documents'],
    ['a count', '  count = 2', 'It has "count"'],
    ['dynamic statements', '  dynamic "statement" {\n    for_each = []\n    content {}\n  }', '"dynamic"'],
    ['keys that may be the same', conditionsOf('var.a', 'var.b'), 'may turn out to have the same'],
    ['an ampersand in an expression', '  statement {\n    resources = [f("&{x}")]\n  }', '"&{"'],
    ['an unknown argument', '  statement {\n    action = ["x"]\n  }', 'no argument "action"'],
  ])('is refused for %s', (_, body, reason) => {
    expect(refusal(document(body), TO_OBJECT, 'policy = ')).toContain(reason);
  });

  function conditionsOf(...variables: readonly string[]): string {
    const blocks = variables.map(
      (variable) =>
        `    condition {\n      test = "Bool"\n      variable = ${variable}\n      values = ["a"]\n    }\n`,
    );
    return `  statement {\n${blocks.join('')}  }`;
  }

  test('is refused where it is not used once, as a text', () => {
    const text = document(statement);
    const again = text.replace(
      'policy = data',
      'description = data.aws_iam_policy_document.read.json\n  policy = data',
    );
    expect(refusal(again, TO_OBJECT, 'actions')).toContain('used in 2 places');
    expect(refusal(text.replace('.read.json', '.reader.json'), TO_OBJECT, 'actions')).toContain('Nothing');
    expect(refusal(text.replace('read.json', 'read.id'), TO_OBJECT, 'actions')).toContain('something else');
  });

  test('lists that may be empty are worth a look', () => {
    const body = '  statement {\n    actions   = var.actions\n    resources = ["*"]\n  }';
    const [offer] = offersOn({ 'main.tf': document(body) }, 'policy = ').map(({ answer }) => answer);
    expect(offer).toMatchObject({ grade: 'review', note: expect.stringContaining('empty') });
    expect(convertedText(document(body), TO_OBJECT, 'policy = ')).toContain('Action   = var.actions\n');
  });
});

describe('in place', () => {
  test('a heredoc becomes an object and comes back', () => {
    const text = resource(`<<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": "a\\"\\\\b",
          "Resource": "\${aws_s3_bucket.b.arn}/\${var.x}"
        }
      ]
    }
  POLICY`).replace('name   =', 'name =');
    const there = convertedText(text, TO_OBJECT, 'Effect');
    expect(there).toContain(`  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "a\\"\\\\b"
        Resource = "\${aws_s3_bucket.b.arn}/\${var.x}"
      },
    ]
  })
`);
    expect(convertedText(there, TO_HEREDOC, 'Effect')).toBe(text);
  });

  test('a heredoc needs the line for itself', () => {
    const text = resource(object('      Action = "*"').replace(/\)$/, ') # why'));
    expect(refusal(text, TO_HEREDOC, 'Effect')).toContain('ends its line');
  });

  test('the RAM of another cloud changes its form as well', () => {
    const text = `resource "alicloud_ram_policy" "p" {
  policy_document = jsonencode({ Version = "1", Statement = [{ Effect = "Allow", Action = "oss:*", Resource = "*" }] })
}
`;
    expect(convertedText(text, TO_HEREDOC, 'Effect')).toContain('"Version": "1"');
    expect(offerOf({ 'main.tf': text }, TO_DATA, 'Effect')).toBeUndefined();
  });

  test('lines end as they do in the file', () => {
    const text = resource(object('      Action = "*"\n      Resource = "*"')).replaceAll('\n', '\r\n');
    for (const name of [TO_DATA, TO_HEREDOC])
      expect(convertedText(text, name, 'Effect').replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('a byte order mark stays in front', () => {
    const text = `\ufeff${resource(object('      Action = "*"\n      Resource = "*"'))}`;
    expect(convertedText(text, TO_DATA, 'Effect')).toMatch(/^\ufeffdata "aws_iam_policy_document"/);
  });
});

describe('to a file', () => {
  test('the file has the JSON, and the argument its path', () => {
    const text = resource(object('      Action = "a/$${b}"\n      Resource = "*" # all'));
    const result = converted({ 'main.tf': text }, TO_FILE, 'Effect');
    expect(result['main.tf']).toBe(`resource "aws_iam_policy" "read" {
  name = "read"
  # all
  policy = file("\${path.module}/policies/read.json")
}
`);
    expect(JSON.parse(result['policies/read.json'] ?? '')).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'a/${b}', Resource: '*' }],
    });
    expect(policiesIn(result, 'policies/read.json')).toEqual(policiesIn({ 'main.tf': text }));
  });

  test('an expression has no place in it', () => {
    const text = resource(object('      Action = "*"\n      Resource = var.x'));
    expect(refusal(text, TO_FILE, 'Effect')).toBe('A file cannot say "var.x"');
  });
});

test('nothing throws while somebody types', () => {
  const text = `${resource(object('      Action = ["a", "b"] # c\n      Resource = "*"'))}data "aws_iam_policy_document" "d" {
  statement {
    actions = ["a/&{b}"]
    condition {
      test = "x"
      values = []
    }
  }
}
resource "aws_iam_policy" "d" {
  policy = data.aws_iam_policy_document.d.json
}
`;
  for (let end = 0; end < text.length; end += 7) {
    for (const typed of [text.slice(0, end), text.slice(end), text.slice(0, end) + text.slice(end + 3)]) {
      const start = Math.min(end, typed.length);
      for (const at of [start, start >> 1]) engine.refactorings(...placeIn(typed, at)).map(done);
    }
  }
});

function placeIn(text: string, offset: number) {
  const range = { start: offset, end: offset };
  return [projectOf({ 'main.tf': text }), 'file:///module/main.tf', range] as const;
}

function done({ answer }: Offered): unknown {
  return isRefusal(answer) ? answer.disabled : answer.edits();
}

describe('nothing is offered', () => {
  test.each([
    ['in other arguments', resource(object('      Action = "*"')), 'name'],
    ['outside of policies', 'resource "aws_sqs_queue" "q" {\n  name = jsonencode({ a = 1 })\n}\n', 'a = 1'],
    ['in a file that does not parse', resource(object('      Action = = "*"')), 'Effect'],
  ])('%s', (_, text, mark) => {
    expect(offersOn({ 'main.tf': text }, mark)).toEqual([]);
  });
});
