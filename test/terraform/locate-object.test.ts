import { describe, expect, test } from 'vitest';
import { accept, base, key, place, value } from './locating.ts';

const tf = (inside: string) => `resource "aws_iam_policy" "x" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        ${inside}
      },
    ]
  })
}

resource "aws_sqs_queue" "next" {
  name = "q"
}
`;

describe('in jsonencode', () => {
  test.each([
    ['Act|ion = "a:B"', 'key', [...base, 'Action'], 'Act'],
    ['"Act|ion" : "a:B"', 'key', [...base, 'Action'], 'Act'],
    ['Action = "a:|B"', 'value', [...base, 'Action'], 'a:'],
    ['Action = ["a:B", "c:|"]', 'value', [...base, 'Action', 1], 'c:'],
    ['Action = concat(["c:|"], var.x)', 'value', [...base, 'Action', 0], 'c:'],
    [
      'Condition = {\n  Bool = { "aws:|x" = "true" }\n}',
      'key',
      [...base, 'Condition', 'Bool', 'aws:x'],
      'aws:',
    ],
    ['Condition = { Bool = { "aws:x" = "|true" } }', 'value', [...base, 'Condition', 'Bool', 'aws:x'], ''],
    ['Principal = { AW|S = "*" }', 'key', [...base, 'Principal', 'AWS'], 'AW'],
    ['Resource = "b/$${aws:|}"', 'value', [...base, 'Resource'], 'b/${aws:'],
  ] as const)('%s', (inside, role, path, before) => {
    expect(place(tf(inside))).toEqual([role, path, before]);
  });
  test.each([
    ['|', 'key', [...base, ''], ''],
    ['Act|', 'key', [...base, 'Act'], 'Act'],
    ['"Act|', 'key', [...base, 'Act'], 'Act'],
    ['"|"', 'key', [...base, ''], ''],
    ['Effect = "Allow"\n        Act|\n        Resource = "*"', 'key', [...base, 'Act'], 'Act'],
    ['Action = |', 'value', [...base, 'Action'], ''],
    ['"Action" : |', 'value', [...base, 'Action'], ''],
    ['Action |', 'value', [...base, 'Action'], ''],
    ['Action = "|', 'value', [...base, 'Action'], ''],
    ['Action = aps:|', 'value', [...base, 'Action'], 'aps:'],
    ['Action = [|', 'value', [...base, 'Action', 0], ''],
    ['Action = ["aps:|', 'value', [...base, 'Action', 0], 'aps:'],
    ['Action = ["aps:|\n        Resource = "*"', 'value', [...base, 'Action', 0], 'aps:'],
    ['Action = ["a:B", |]', 'value', [...base, 'Action', 1], ''],
    ['Condition = {|}', 'key', [...base, 'Condition', ''], ''],
    ['Condition = {\n Str|\n}', 'key', [...base, 'Condition', 'Str'], 'Str'],
    ['Condition = { StringEquals = { "aws:|', 'key', [...base, 'Condition', 'StringEquals', 'aws:'], 'aws:'],
  ] as const)('half typed: %s', (inside, role, path, before) => {
    expect(place(tf(inside))).toEqual([role, path, before]);
    const [open = ''] = tf(inside).split('|');
    expect(place(`${open}|`).slice(0, 2), 'the same where the text ends').toEqual([role, path]);
  });
  test('around statements', () => {
    expect(place(tf('Effect = "Allow"').replace('},\n', '},\n      |\n'))).toEqual([
      'value',
      ['Statement', 1],
      '',
    ]);
    expect(place(tf('').replace('    Version', '    |\n    Version'))).toEqual(['key', [''], '']);
  });
  test('an object in a local', () => {
    const text =
      'locals {\n  doc = {\n    Statement = [{ Action = "a:|" }]\n  }\n}\nresource "aws_iam_policy" "x" {\n  policy = jsonencode(local.doc)\n}\n';
    expect(place(text)).toEqual(['value', ['Statement', 0, 'Action'], 'a:']);
  });
  test.each([
    ['Action = |', value('x:Y'), 'Action = "x:Y"'],
    ['Action |', value('x:Y'), 'Action = "x:Y"'],
    ['Action = ["aps:|]', value('x:Y'), 'Action = ["x:Y"]'],
    ['Action = "|"', value('${a:b}'), 'Action = "$${a:b}"'],
    ['Act|', key('Action', '["$1"]'), 'Action = ["$1"]'],
    ['"Act|"', key('Action', '["$1"]'), '"Action" = ["$1"]'],
    ['Ac|tion = "x"', key('NotAction', '["$1"]'), 'NotAction = "x"'],
    ['|', key('Condition', '{ $1 }'), 'Condition = { $1 }'],
    ['|', key('Principal', '{ "AWS": "$1" }'), 'Principal = { AWS = "$1" }'],
    [
      'Condition = { Bool = { | } }',
      key('aws:SecureTransport', '"${1|true,false|}"'),
      'Condition = { Bool = { "aws:SecureTransport" = "${1|true,false|}" } }',
    ],
  ] as const)('accepted: %s', (inside, spell, expected) => {
    expect(accept(tf(inside), spell)).toBe(tf(expected));
  });
  test('pasted JSON keeps its style', () => {
    const json = (inside: string) => tf(inside).replace('Version =', '"Version":').replace('17"\n', '17",\n');
    expect(
      accept(json('"Effect": "Allow",\n        |\n        "Resource": "*"'), key('Action', '["$1"]')),
    ).toBe(json('"Effect": "Allow",\n        "Action": ["$1"],\n        "Resource": "*"'));
  });
  test('a statement', () => {
    const marked = tf('Effect = "Allow"').replace('},\n', '},\n      |\n');
    const skeleton = '{\n\t"Effect": "Allow",\n\t"Action": ["$1"]\n}';
    expect(accept(marked, (cursor) => cursor.spellSnippet({ value: skeleton }))).toContain(
      '      },\n      {\n  Effect = "Allow"\n  Action = ["$1"]\n}\n',
    );
  });
});

describe('in a template', () => {
  const heredoc = (inside: string) =>
    `resource "aws_iam_policy" "x" {\n  policy = <<-EOF\n    {\n      "Version": "2012-10-17",\n      "Statement": [{ ${inside} }]\n    }\n  EOF\n}\n`;
  test('as in JSON', () => {
    expect(place(heredoc('"Action": "a:|B"'))).toEqual(['value', [...base, 'Action'], 'a:']);
    expect(place(heredoc('"Act|"'))).toEqual(['key', [...base, 'Act'], 'Act']);
    expect(place(heredoc('"Action": "a:B", "Resource": "${var.x}/|"'))).toEqual([
      'value',
      [...base, 'Resource'],
      '/',
    ]);
  });
  test('spelled for the template', () => {
    expect(accept(heredoc('"Resource": "|"'), value('a/${aws:username}'))).toBe(
      heredoc('"Resource": "a/$${aws:username}"'),
    );
    expect(
      accept(heredoc('"Resource": |'), (cursor) => cursor.refer?.('aws_sqs_queue.q.arn', '') ?? ''),
    ).toBe(heredoc('"Resource": "${aws_sqs_queue.q.arn}"'));
    const quoted = (inside: string) =>
      `resource "aws_iam_policy" "x" {\n  policy = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{${inside}}]}"\n}\n`;
    expect(accept(quoted('\\"Action\\":|'), value('x:Y'))).toBe(quoted('\\"Action\\":\\"x:Y\\"'));
    expect(accept(quoted('|'), key('Action', '["$1"]'))).toBe(quoted('\\"Action\\": [\\"$1\\"]'));
  });
});
