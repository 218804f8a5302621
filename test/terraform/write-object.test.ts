import { describe, expect, test } from 'vitest';
import { base, remove, rename, set, show } from './intents.ts';
import { firstPolicy, written } from './reading.ts';

describe('jsonencode', () => {
  const tf = (...lines: string[]) =>
    [
      'resource "aws_iam_policy" "example" {',
      '  policy = jsonencode({',
      '    Version = "2012-10-17"',
      '    Statement = [',
      '      {',
      ...lines.map((line) => (line === '' ? '' : `        ${line}`)),
      '      },',
      '    ]',
      '  })',
      '}',
      '',
    ].join('\n');
  const three = tf('Effect   = "Allow"', 'Action   = ["a:B", "c:D"]', 'Resource = "*"');
  test('fields and items are removed', () => {
    expect(written(three, remove([...base, 'Effect']))).toBe(
      tf('Action   = ["a:B", "c:D"]', 'Resource = "*"'),
    );
    expect(written(three, remove([...base, 'Resource']))).toBe(
      tf('Effect = "Allow"', 'Action = ["a:B", "c:D"]'),
    );
    expect(written(three, remove([...base, 'Action', 0]))).toContain('Action   = ["c:D"]');
    expect(written(three, remove(base))).toContain('    Statement = []\n');
  });
  test('fields are added in their order and column', () => {
    expect(written(three, set([...base, 'Sid'], 'One'))).toBe(
      three.replace('        Effect', '        Sid      = "One"\n        Effect'),
    );
    expect(written(three, set([...base, 'Condition', 'Bool', 'aws:SecureTransport'], 'true'))).toBe(
      three.replace(
        '"*"\n',
        '"*"\n        Condition = {\n          Bool = {\n            "aws:SecureTransport" = "true"\n          }\n        }\n',
      ),
    );
    expect(written(three, set([...base, 'NotPrincipal'], '*'))).toBe(
      tf(
        'Effect       = "Allow"',
        'NotPrincipal = "*"',
        'Action       = ["a:B", "c:D"]',
        'Resource     = "*"',
      ),
    );
  });
  test('values are replaced and widened', () => {
    expect(written(three, set([...base, 'Action'], ['x:Y']))).toContain('Action   = ["x:Y"]');
    expect(written(three, set([...base, 'Resource', 1], 'arn:${aws:username}'))).toContain(
      'Resource = ["*", "arn:$${aws:username}"]',
    );
    expect(written(three, set([...base, 'Action', 2], 'e:F'))).toContain('["a:B", "c:D", "e:F"]');
  });
  test('keys are renamed', () => {
    expect(written(three, rename([...base, 'Action'], 'NotAction'))).toBe(
      tf('Effect    = "Allow"', 'NotAction = ["a:B", "c:D"]', 'Resource  = "*"'),
    );
    expect(written(tf('"Action" : "a:B"'), rename([...base, 'Action'], 'NotAction'))).toBe(
      tf('"NotAction" : "a:B"'),
    );
  });
  test('pasted JSON keeps its commas, quotes and colons', () => {
    const json = tf('"Effect": "Allow",', '"Action": ["a:B"],', '"Resource": "*"');
    expect(written(json, set([...base, 'Sid'], 'One'))).toBe(
      tf('"Sid": "One",', '"Effect": "Allow",', '"Action": ["a:B"],', '"Resource": "*"'),
    );
    expect(written(json, set([...base, 'NotResource'], 'x'))).toBe(
      tf('"Effect": "Allow",', '"Action": ["a:B"],', '"Resource": "*",', '"NotResource": "x"'),
    );
    expect(written(json, remove([...base, 'Resource']))).toBe(tf('"Effect": "Allow",', '"Action": ["a:B"]'));
    expect(written(json, set([...base, 'Condition'], { Bool: { 'a:b': 'true' } }))).toContain(
      '"Resource": "*",\n        "Condition": {\n          "Bool": {\n            "a:b": "true"\n          }\n        }\n',
    );
  });
  test('comments stay', () => {
    const text = tf('# why', 'Effect = "Allow" # really', 'Action = "a:B"');
    expect(written(text, remove([...base, 'Action']))).toBe(tf('# why', 'Effect = "Allow" # really'));
    expect(written(text, set([...base, 'Resource'], '*'))).toBe(
      tf('# why', 'Effect   = "Allow" # really', 'Action   = "a:B"', 'Resource = "*"'),
    );
  });
  test('statements are added and removed', () => {
    const text = tf('Action = "a:B"');
    expect(written(text, set(['Statement', 1], { Effect: 'Deny', Action: ['x:Y'] }))).toBe(
      text.replace(
        '      },\n',
        '      },\n      {\n        Effect = "Deny"\n        Action = ["x:Y"]\n      },\n',
      ),
    );
    const tight = text.replace('[\n      {', '[{').replace('      },\n    ]', '    }]');
    expect(show(written(tight, set(['Statement', 1], { Effect: 'Deny' })))).toMatchObject({
      Statement: [{ Action: 'a:B' }, { Effect: 'Deny' }],
    });
  });
  test('what a local says is left alone', () => {
    const text = `locals {\n  s = { Action = ["a:B"] }\n  a = ["a:B"]\n}\n${three.replace('["a:B", "c:D"]', 'local.a').replace('      },', '      },\n      local.s,')}`;
    const { write, statements } = firstPolicy(text);
    expect(statements).toHaveLength(2);
    expect(write.remove([...base, 'Action', 0])).toEqual([]);
    expect(write.set([...base, 'Action'], 'x')).toEqual([]);
    expect(write.remove(['Statement', 1, 'Action'])).toEqual([]);
    expect(write.set(['Statement', 1, 'Effect'], 'Deny')).toEqual([]);
    expect(written(text, remove(['Statement', 1]))).toBe(text.replace('      local.s,\n', ''));
  });
});

describe('JSON in a template', () => {
  const tf = (...lines: string[]) =>
    [
      'resource "aws_iam_policy" "example" {',
      '  policy = <<-EOF',
      ...lines.map((line) => `    ${line}`),
      '  EOF',
      '}',
      '',
    ].join('\n');
  const heredoc = (...lines: string[]) =>
    tf(
      '{',
      '  "Version": "2012-10-17",',
      '  "Statement": [{',
      ...lines.map((line) => `    ${line}`),
      '  }]',
      '}',
    );
  test('a heredoc is edited as JSON', () => {
    const text = heredoc('"Action": ["a:B", "c:D"],', '"Resource": "arn:${var.x}"');
    expect(written(text, remove([...base, 'Action', 0]))).toContain('"Action": ["c:D"],');
    expect(written(text, set([...base, 'Sid'], 'x"${a}'))).toContain('    "Sid": "x\\"$${a}",\n');
    expect(written(text, remove([...base, 'Resource']))).toBe(heredoc('"Action": ["a:B", "c:D"]'));
    const resource = firstPolicy(text).statements[0]?.action?.value.items[0];
    if (resource === undefined) throw new Error('no action');
    expect(written(text, (write) => write.text(resource.text, '${aws:username}'))).toContain(
      '["$${aws:username}",',
    );
  });
  test('what Terraform fills in is not overwritten', () => {
    const text = `locals {\n  x = "y"\n}\n${heredoc('"Action": "a:B",', '"Resource": "arn:${local.x}"')}`;
    const { write, statements } = firstPolicy(text);
    const item = statements[0]?.resource?.value.items[0];
    if (item === undefined) throw new Error('no resource');
    expect(item.text.value).toBe('arn:y');
    expect(write.text(item.text, 'z')).toEqual([]);
    expect(write.set(item.path, 'z')).toEqual([]);
    const widened = show(written(text, set([...base, 'Resource', 1], 'z')));
    expect(widened).toMatchObject({ Statement: [{ Resource: ['arn:y', 'z'] }] });
  });
  test('directives keep their ends', () => {
    const text = heredoc(
      '"Action": ["a:B"',
      '%{ if var.more }',
      ', "c:D"',
      '%{ endif }',
      '],',
      '"Resource": "*"',
    );
    const { write, statements } = firstPolicy(text);
    expect(statements[0]?.action?.value.items).toHaveLength(2);
    expect(write.remove([...base, 'Action', 0])).toEqual([]);
    expect(write.set([...base, 'Action'], ['x:Y'])).toEqual([]);
    const first = firstPolicy(written(text, remove([...base, 'Action', 1]))).statements[0];
    expect(first?.action?.value.items.map((item) => item.text.value)).toEqual(['a:B']);
    expect(written(text, remove([...base, 'Resource']))).not.toContain('Resource');
  });
  test('a quoted string takes two levels of escapes', () => {
    const text =
      'resource "aws_iam_policy" "example" {\n  policy = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Action\\":\\"a:B\\"}]}"\n}\n';
    const result = written(text, set([...base, 'Resource'], 'x${aws:username}"'));
    expect(result).toContain('\\"Action\\":\\"a:B\\",\\"Resource\\":\\"x$${aws:username}\\\\\\"\\"');
    expect(show(result)).toMatchObject({ Statement: [{ Action: 'a:B', Resource: 'x${aws:username}"' }] });
  });
});
