import { describe, expect, test } from 'vitest';
import { base, doc, type Intent, insert, remove, rename, set, show } from './intents.ts';
import { written } from './reading.ts';

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
      doc('actions   = []', 'resources = ["*"]'),
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
