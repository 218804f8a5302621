import { describe, expect, test } from 'vitest';
import type { PlainValue, PolicyPath, TextEdit, Writer } from '../../server/core/index.ts';
import { firstPolicy, plain, written } from './reading.ts';

type Intent = (write: Writer) => readonly TextEdit[];
const set =
  (path: PolicyPath, value: PlainValue): Intent =>
  (write) =>
    write.set(path, value);
const insert =
  (path: PolicyPath, value: PlainValue): Intent =>
  (write) =>
    write.insert(path, value);
const remove =
  (...paths: PolicyPath[]): Intent =>
  (write) =>
    write.removeAll(paths);
const rename =
  (path: PolicyPath, name: string): Intent =>
  (write) =>
    write.rename(path, name);

const base = ['Statement', 0];
const show = (text: string) => plain(firstPolicy(text).root);

/** A data source with the lines of one statement, and a neighbour that nothing may change. */
const doc = (...lines: string[]) =>
  [
    'data "aws_iam_policy_document" "example" {',
    '  statement {',
    ...lines.map((line) => (line === '' ? '' : `    ${line}`)),
    '  }',
    '}',
    '',
    'data "aws_iam_policy_document" "other" {',
    '  statement {',
    '    actions = ["x:Y"]',
    '  }',
    '}',
    '',
  ].join('\n');

describe('items of a list in a block', () => {
  const list = [...base, 'Action'];
  const spread = (...items: string[]) =>
    doc('actions = [', ...items.map((item) => `  ${item}`), ']', 'resources = ["*"]');
  test.each([
    ['the first', [0], ['"c:D",', '"e:F",']],
    ['the middle', [1], ['"a:B",', '"e:F",']],
    ['the last', [2], ['"a:B",', '"c:D",']],
    ['neighbours', [0, 1], ['"e:F",']],
    ['both ends', [0, 2], ['"c:D",']],
  ])('%s goes with its comma', (_, indexes, left) => {
    const text = spread('"a:B",', '"c:D",', '"e:F",');
    expect(written(text, remove(...indexes.map((index) => [...list, index])))).toBe(spread(...left));
  });
  test('the last without a trailing comma takes the one before', () => {
    expect(written(spread('"a:B",', '"c:D"'), remove([...list, 1]))).toBe(spread('"a:B"'));
  });
  test('all of them leave an empty list', () => {
    expect(written(spread('"a:B",', '"c:D"'), remove([...list, 0], [...list, 1]))).toBe(
      doc('actions = []', 'resources = ["*"]'),
    );
  });
  test('comments stay', () => {
    const text = spread('# first', '"a:B", # why', '"c:D", // other', '"e:F"');
    expect(written(text, remove([...list, 0]))).toBe(spread('# first', '# why', '"c:D", // other', '"e:F"'));
    expect(written(text, remove([...list, 2]))).toBe(spread('# first', '"a:B", # why', '"c:D" // other'));
  });
  test('on one line', () => {
    const text = doc('actions   = ["a:B", "c:D", "e:F"]', 'resources = ["*"]');
    expect(written(text, remove([...list, 0]))).toContain('["c:D", "e:F"]');
    expect(written(text, remove([...list, 2]))).toContain('["a:B", "c:D"]');
    expect(written(text, remove([...list, 1], [...list, 2]))).toContain('["a:B"]');
  });
  test('an item is added', () => {
    expect(written(spread('"a:B",'), set([...list, 1], 'c:D'))).toBe(spread('"a:B",', '"c:D",'));
    expect(written(spread('"a:B"'), set([...list, 1], 'c:D'))).toBe(spread('"a:B",', '"c:D"'));
    expect(written(spread('"a:B" # why'), set([...list, 1], 'c:D'))).toBe(spread('"a:B", # why', '"c:D"'));
    expect(written(spread('"a:B",'), insert([...list, 0], 'c:D'))).toBe(spread('"c:D",', '"a:B",'));
    expect(written(doc('actions = ["a:B"]'), set([...list, 1], 'c:D'))).toBe(doc('actions = ["a:B", "c:D"]'));
    expect(written(doc('actions = []'), set([...list, 0], 'c:D'))).toBe(doc('actions = ["c:D"]'));
  });
  test('an item is replaced', () => {
    expect(written(spread('"a:B",', '"c:D"'), set([...list, 1], 'x:Y'))).toBe(spread('"a:B",', '"x:Y"'));
    expect(written(doc('actions = ["a:B", "c:D"]'), set(list, ['x:Y']))).toBe(doc('actions = ["x:Y"]'));
  });
  test('references beside it stay', () => {
    expect(written(doc('actions = [var.a, "c:D"]'), remove([...list, 1]))).toBe(doc('actions = [var.a]'));
  });
});

describe('arguments of a statement', () => {
  test('take the column of their neighbours', () => {
    const text = doc('actions   = ["a:B"]', 'resources = ["*"]');
    expect(written(text, set([...base, 'Effect'], 'Allow'))).toBe(
      doc('effect    = "Allow"', 'actions   = ["a:B"]', 'resources = ["*"]'),
    );
    expect(written(text, set([...base, 'Sid'], 'One'))).toContain('    sid       = "One"\n    actions');
  });
  test('move their neighbours when they are longer', () => {
    const text = doc('effect  = "Allow"', 'actions = ["a:B"]');
    expect(written(text, set([...base, 'Resource'], '*'))).toBe(
      doc('effect    = "Allow"', 'actions   = ["a:B"]', 'resources = ["*"]'),
    );
  });
  test('stand alone behind a list on several lines', () => {
    const text = doc('actions = [', '  "a:B",', '  "c:D",', ']');
    expect(written(text, set([...base, 'Resource'], ['*']))).toBe(
      doc('actions = [', '  "a:B",', '  "c:D",', ']', 'resources = ["*"]'),
    );
  });
  test('come before blocks', () => {
    const text = doc('principals {', '  type        = "AWS"', '  identifiers = ["*"]', '}');
    expect(written(text, set([...base, 'Action'], ['a:B']))).toBe(
      doc('actions = ["a:B"]', '', 'principals {', '  type        = "AWS"', '  identifiers = ["*"]', '}'),
    );
  });
  test('go with their line', () => {
    const text = doc('effect    = "Allow"', 'actions   = ["a:B"]', 'resources = ["*"]');
    expect(written(text, remove([...base, 'Effect']))).toBe(doc('actions   = ["a:B"]', 'resources = ["*"]'));
    expect(written(text, remove([...base, 'Effect'], [...base, 'Resource']))).toBe(doc('actions = ["a:B"]'));
  });
  test('are renamed in their column', () => {
    const text = doc('actions   = ["a:B"]', 'resources = ["*"]');
    expect(written(text, rename([...base, 'Resource'], 'NotResource'))).toBe(
      doc('actions       = ["a:B"]', 'not_resources = ["*"]'),
    );
    expect(written(text, rename([...base, 'Action'], 'NotAction'))).toBe(
      doc('not_actions = ["a:B"]', 'resources   = ["*"]'),
    );
    expect(
      written(doc('acton     = ["a:B"]', 'resources = ["*"]'), rename([...base, 'acton'], 'Action')),
    ).toBe(text);
  });
  test('an empty block and one on a line get lines', () => {
    const text = (inside: string) => doc('x').replace('  statement {\n    x\n  }', `  statement {${inside}}`);
    expect(written(text(''), set([...base, 'Action'], ['a:B']))).toBe(doc('actions = ["a:B"]'));
    expect(written(text(' effect = "Deny" '), set([...base, 'Action'], ['a:B']))).toBe(
      doc('effect  = "Deny"', 'actions = ["a:B"]'),
    );
  });
  test('the version and id of the document', () => {
    const text = doc('actions = ["a:B"]');
    expect(written(text, set(['Version'], '2012-10-17'))).toContain(
      '"example" {\n  version = "2012-10-17"\n\n  statement {',
    );
    const old = text.replace('  statement', '  version = "2008-10-17"\n  statement');
    expect(written(old, set(['Version'], '2012-10-17'))).toBe(old.replace('2008', '2012'));
    expect(written(old, remove(['Version']))).toBe(text);
    expect(written(old, set(['Id'], 'x'))).toContain(
      '  version   = "2008-10-17"\n  policy_id = "x"\n  statement',
    );
  });
});

describe('principals and conditions', () => {
  const condition = (test: string, variable: string, ...values: string[]) => [
    'condition {',
    `  test     = "${test}"`,
    `  variable = "${variable}"`,
    `  values   = [${values.map((value) => `"${value}"`).join(', ')}]`,
    '}',
  ];
  const principals = (type: string, ...ids: string[]) => [
    'principals {',
    `  type        = "${type}"`,
    `  identifiers = [${ids.map((id) => `"${id}"`).join(', ')}]`,
    '}',
  ];
  const actions = 'actions = ["a:B"]';
  const at = [...base, 'Condition'];
  test('a condition is added', () => {
    expect(written(doc(actions), set([...at, 'StringEquals', 'aws:SourceAccount'], '123456789012'))).toBe(
      doc(actions, '', ...condition('StringEquals', 'aws:SourceAccount', '123456789012')),
    );
    expect(
      written(
        doc(actions, '', ...condition('Bool', 'a:b', 'true')),
        set([...at, 'StringLike', 'c:d'], ['x', 'y']),
      ),
    ).toBe(
      doc(actions, '', ...condition('Bool', 'a:b', 'true'), '', ...condition('StringLike', 'c:d', 'x', 'y')),
    );
    expect(
      written(doc(actions), set(at, { Bool: { 'a:b': true }, IpAddress: { 'c:d': '10.0.0.0/8' } })),
    ).toBe(
      doc(
        actions,
        '',
        ...condition('Bool', 'a:b', 'true'),
        '',
        ...condition('IpAddress', 'c:d', '10.0.0.0/8'),
      ),
    );
  });
  test('values are set, added and removed', () => {
    const text = doc(...condition('StringLike', 'c:d', 'x', 'y'));
    const path = [...at, 'StringLike', 'c:d'];
    expect(written(text, set(path, 'z'))).toBe(doc(...condition('StringLike', 'c:d', 'z')));
    expect(written(text, set([...path, 2], 'z'))).toBe(doc(...condition('StringLike', 'c:d', 'x', 'y', 'z')));
    expect(written(text, set([...path, 0], 'z'))).toBe(doc(...condition('StringLike', 'c:d', 'z', 'y')));
    expect(written(text, remove([...path, 0]))).toBe(doc(...condition('StringLike', 'c:d', 'y')));
  });
  test('operators and keys are renamed in every block', () => {
    const text = doc(...condition('StringLike', 'c:d', 'x'), ...condition('StringLike', 'e:f', 'x'));
    expect(written(text, rename([...at, 'StringLike'], 'StringEquals'))).toBe(
      doc(...condition('StringEquals', 'c:d', 'x'), ...condition('StringEquals', 'e:f', 'x')),
    );
    expect(written(text, rename([...at, 'StringLike', 'e:f'], 'g:h'))).toBe(
      doc(...condition('StringLike', 'c:d', 'x'), ...condition('StringLike', 'g:h', 'x')),
    );
  });
  test('are removed with an empty line', () => {
    const text = doc(actions, '', ...condition('A', 'c:d', 'x'), '', ...condition('B', 'e:f', 'x'));
    expect(written(text, remove([...at, 'A']))).toBe(doc(actions, '', ...condition('B', 'e:f', 'x')));
    expect(written(text, remove([...at, 'B', 'e:f']))).toBe(doc(actions, '', ...condition('A', 'c:d', 'x')));
    expect(written(text, remove(at))).toBe(doc(actions));
  });
  test('values in several blocks of one key are one list', () => {
    const text = doc(...condition('A', 'c:d', 'x'), ...condition('A', 'c:d', 'y', 'z'));
    expect(written(text, remove([...at, 'A', 'c:d', 1]))).toBe(
      doc(...condition('A', 'c:d', 'x'), ...condition('A', 'c:d', 'z')),
    );
    expect(written(text, set([...at, 'A', 'c:d'], 'q'))).toBe(text);
  });
  test('principals are added, changed and removed', () => {
    const path = [...base, 'Principal'];
    expect(written(doc(actions), set(path, '*'))).toBe(doc(actions, '', ...principals('*', '*')));
    expect(written(doc(actions), set([...path, 'Service'], 'x.amazonaws.com'))).toBe(
      doc(actions, '', ...principals('Service', 'x.amazonaws.com')),
    );
    const text = doc(actions, '', ...principals('AWS', '1', '2'));
    expect(written(text, remove([...path, 'AWS', 0]))).toBe(doc(actions, '', ...principals('AWS', '2')));
    expect(written(text, set([...path, 'AWS', 2], '3'))).toBe(
      doc(actions, '', ...principals('AWS', '1', '2', '3')),
    );
    expect(written(text, rename([...path, 'AWS'], 'Service'))).toBe(
      doc(actions, '', ...principals('Service', '1', '2')),
    );
    expect(written(text, remove([...path, 'AWS']))).toBe(doc(actions));
    expect(written(text, set(path, { AWS: '*' }))).toBe(doc(actions, '', ...principals('AWS', '*')));
    expect(written(text, set([...path, 'Service'], 's'))).toBe(
      doc(actions, '', ...principals('AWS', '1', '2'), '', ...principals('Service', 's')),
    );
  });
  test('another name and another value at once', () => {
    const text = doc(actions, '', ...principals('Service', 'x')).replace('principals', 'not_principals');
    const both: Intent = (write) => [
      ...write.rename([...base, 'NotPrincipal'], 'Principal'),
      ...write.set([...base, 'NotPrincipal'], { AWS: '*' }),
    ];
    expect(written(text, both)).toBe(doc(actions, '', ...principals('AWS', '*')));
  });
  test('in one of principals before conditions', () => {
    const text = doc(actions, '', ...condition('A', 'c:d', 'x'));
    expect(written(text, set([...base, 'Principal', 'AWS'], '1'))).toBe(
      doc(actions, '', ...principals('AWS', '1'), '', ...condition('A', 'c:d', 'x')),
    );
  });
});

describe('two intents at once', () => {
  const both =
    (...intents: Intent[]): Intent =>
    (write) =>
      intents.flatMap((intent) => intent(write));
  const principal = ['principals {', '  type        = "AWS"', '  identifiers = ["1"]', '}'];
  const condition = [
    'condition {',
    '  test     = "Bool"',
    '  variable = "a:b"',
    '  values   = ["true"]',
    '}',
  ];
  const intents: readonly (readonly [string, Intent])[] = [
    ['no effect', remove([...base, 'Effect'])],
    ['no actions', remove([...base, 'Action'])],
    ['no resources', remove([...base, 'Resource'])],
    ['no principal', remove([...base, 'Principal'])],
    ['no condition', remove([...base, 'Condition'])],
    ['a sid', set([...base, 'Sid'], 'x')],
    ['an id', set(['Id'], 'x')],
    ['another condition', set([...base, 'Condition', 'StringLike', 'c:d'], 'x')],
    ['other actions', set([...base, 'Action'], 'x:Y')],
    ['one more action', set([...base, 'Action', 1], 'x:Y')],
    ['a service', set([...base, 'Principal', 'Service'], 'x')],
    ['resources left out', rename([...base, 'Resource'], 'NotResource')],
    ['a statement', set(['Statement', 1], { Action: ['x:Y'] })],
  ];
  const texts = {
    block: doc(
      'effect    = "Allow"',
      'actions   = ["a:B"]',
      'resources = ["*"]',
      '',
      ...principal,
      '',
      ...condition,
    ),
    object: `resource "aws_iam_policy" "example" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = ["a:B"]
        Resource  = "*"
        Principal = { AWS = "1" }
        Condition = { Bool = { "a:b" = "true" } }
      },
    ]
  })
}
`,
  };
  test.each(Object.entries(texts))('%s', (_, text) => {
    for (const [first, one] of intents) {
      for (const [second, other] of intents) {
        const pair = [first, second].map((name) => name.split(' ').at(-1));
        if (pair[0] === pair[1] || pair.includes('out')) continue;
        if (pair.every((name) => name === 'actions' || name === 'action')) continue;
        if (pair.every((name) => name === 'principal' || name === 'service')) continue;
        const apart = show(written(written(text, one), other));
        const together = () => show(written(text, both(one, other)));
        expect(together, `${first} and ${second}`).not.toThrow();
        expect(together(), `${first} and ${second}`).toEqual(apart);
      }
    }
  });
});

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
