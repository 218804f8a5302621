import { describe, expect, test } from 'vitest';
import type { Cursor } from '../../server/core/policy/cursor.ts';
import { accept, at, base, cursorAt, doc, key, place, value } from './locating.ts';

describe('in a block', () => {
  test.each([
    ['act|ions = ["a:B"]', 'key', [...base, 'Action'], 'act'],
    ['actions = ["a:|B"]', 'value', [...base, 'Action', 0], 'a:'],
    ['actions = ["a:B", "c:|D"]', 'value', [...base, 'Action', 1], 'c:'],
    ['actions = [\n      "a:B",\n      "c:|D",\n    ]', 'value', [...base, 'Action', 1], 'c:'],
    ['actions = concat(["a:|B"], var.x)', 'value', [...base, 'Action', 0], 'a:'],
    ['actions = var.x ? ["a:|B"] : []', 'value', [...base, 'Action', 0], 'a:'],
    ['effect = "All|ow"', 'value', [...base, 'Effect'], 'All'],
    ['sid = "x|"', 'value', [...base, 'Sid'], 'x'],
    ['resources = ["arn:${var.x}:|"]', 'value', [...base, 'Resource', 0], 'arn::'],
    ['resources = ["b/&{aws:|"]', 'value', [...base, 'Resource', 0], 'b/${aws:'],
    ['resources = ["b/$${aws:|}"]', 'value', [...base, 'Resource', 0], 'b/${aws:'],
    ['resources = ["b/${aws:|"]', 'value', [...base, 'Resource', 0], 'b/${aws:'],
    ['cond|ition {\n    }', 'key', [...base, 'Condition'], 'cond'],
    ['condition {\n      test = "String|Like"\n    }', 'key', [...base, 'Condition', 'StringLike'], 'String'],
    ['condition {\n      test = "|"\n    }', 'key', [...base, 'Condition', ''], ''],
    [
      'condition {\n      test = "Bool"\n      variable = "aws:|"\n    }',
      'key',
      [...base, 'Condition', 'Bool', 'aws:'],
      'aws:',
    ],
    ['condition {\n      variable = "aws:|"\n    }', 'key', [...base, 'Condition', '', 'aws:'], 'aws:'],
    [
      'condition {\n      test = "Bool"\n      variable = "aws:x"\n      values = ["tr|"]\n    }',
      'value',
      [...base, 'Condition', 'Bool', 'aws:x', 0],
      'tr',
    ],
    [
      'condition {\n      test = "Bool"\n      values = |\n      variable = "aws:x"\n    }',
      'value',
      [...base, 'Condition', 'Bool', 'aws:x'],
      '',
    ],
    ['condition {\n      |\n    }', 'key', [...base, 'Condition', ''], ''],
    ['principals {\n      |\n    }', 'key', [...base, 'Principal', ''], ''],
    ['principals {\n      type = "Ser|vice"\n    }', 'key', [...base, 'Principal', 'Service'], 'Ser'],
    [
      'principals {\n      type = "AWS"\n      identifiers = ["|"]\n    }',
      'value',
      [...base, 'Principal', 'AWS', 0],
      '',
    ],
    [
      'not_principals {\n      type = "AWS"\n      identifiers = ["a", "|"]\n    }',
      'value',
      [...base, 'NotPrincipal', 'AWS', 1],
      '',
    ],
    [
      'dynamic "condition" {\n      for_each = var.x\n      content {\n        test = "|"\n      }\n    }',
      'key',
      [...base, 'Condition', ''],
      '',
    ],
  ] as const)('%s', (inside, role, path, before) => {
    expect(place(doc(inside))).toEqual([role, path, before]);
    expect(place(doc(inside).replaceAll('\n', '\r\n'))).toEqual([role, path, before]);
  });
  test.each([
    ['act|', 'key', [...base, 'act'], 'act'],
    ['|', 'key', [...base, ''], ''],
    ['|\n    resources = ["*"]', 'key', [...base, ''], ''],
    ['ac|\n    resources = ["*"]', 'key', [...base, 'ac'], 'ac'],
    ['effect = "Allow"\n    act|\n    resources = ["*"]', 'key', [...base, 'act'], 'act'],
    ['actions |', 'value', [...base, 'Action'], ''],
    ['actions =|', 'value', [...base, 'Action'], ''],
    ['actions = |', 'value', [...base, 'Action'], ''],
    ['actions = |\n    resources = ["*"]', 'value', [...base, 'Action'], ''],
    ['actions = aps:|', 'value', [...base, 'Action'], 'aps:'],
    ['actions = [|', 'value', [...base, 'Action', 0], ''],
    ['actions = [|\n    resources = ["*"]', 'value', [...base, 'Action', 0], ''],
    ['actions = [|]', 'value', [...base, 'Action', 0], ''],
    ['actions = [aps:|]', 'value', [...base, 'Action', 0], 'aps:'],
    ['actions = [aps|]', 'value', [...base, 'Action', 0], 'aps'],
    ['actions = ["aps:|', 'value', [...base, 'Action', 0], 'aps:'],
    ['actions = ["aps:|\n    resources = ["*"]', 'value', [...base, 'Action', 0], 'aps:'],
    ['actions = ["aps:|]\n    resources = ["*"]', 'value', [...base, 'Action', 0], 'aps:'],
    ['actions = ["aps:Q", "|', 'value', [...base, 'Action', 1], ''],
    ['actions = ["aps:Q", |]', 'value', [...base, 'Action', 1], ''],
    ['actions = ["aps:Q" |]', 'value', [...base, 'Action', 1], ''],
    ['actions = [\n      "aps:Q",\n      |\n    ]', 'value', [...base, 'Action', 1], ''],
    ['actions = [\n      "aps:Q"\n      |\n    ]', 'value', [...base, 'Action', 1], ''],
    ['actions = [\n      "aps:|\n      "aps:Q",\n    ]', 'value', [...base, 'Action', 0], 'aps:'],
    ['effect = "|', 'value', [...base, 'Effect'], ''],
    ['effect = |', 'value', [...base, 'Effect'], ''],
    ['condition {\n      test = "|\n    }\n    actions = ["*"]', 'key', [...base, 'Condition', ''], ''],
    ['condition {\n      test = |\n    }', 'key', [...base, 'Condition', ''], ''],
    ['condition {\n      test = "|', 'key', [...base, 'Condition', ''], ''],
    [
      'principals {\n      type = "AWS"\n      identifiers = ["|\n    }',
      'value',
      [...base, 'Principal', 'AWS', 0],
      '',
    ],
  ] as const)('half typed: %s', (inside, role, path, before) => {
    expect(place(doc(inside))).toEqual([role, path, before]);
    const [open = ''] = doc(inside).split('|');
    expect(place(`${open}|`).slice(0, 2), 'the same where the text ends').toEqual([role, path]);
  });
  test('the document itself', () => {
    const tf = (inside: string) => `data "aws_iam_policy_document" "x" {\n  ${inside}\n}\n`;
    expect(place(tf('|'))).toEqual(['key', [''], '']);
    expect(place(tf('st|'))).toEqual(['key', ['st'], 'st']);
    expect(place(tf('state|ment {\n  }'))).toEqual(['key', ['Statement'], 'state']);
    expect(place(tf('version = "|"'))).toEqual(['value', ['Version'], '']);
    expect(place(tf('statement {\n    sid = "a"\n  }\n\n  |'))).toEqual(['key', [''], '']);
    expect(place(tf('statement {\n    sid = "a"\n  }\n  statement {\n    act|\n  }'))).toEqual([
      'key',
      ['Statement', 1, 'act'],
      'act',
    ]);
  });
  test('nothing stands elsewhere', () => {
    for (const inside of [
      'actions = ["a:B"] # c|',
      'actions = ["a:B"] // c|',
      '/* a| */',
      'actions = [for x in y : {|}]',
      'actions = ["a:B"]|',
      'actions = { | }',
      'condition {\n      te|\n    }',
      'unknown = "|"',
    ]) {
      expect(at(doc(inside)).cursor?.path, inside).toBeUndefined();
    }
    expect(at(`|${doc('')}`).cursor).toBeUndefined();
    expect(at(doc('').replace('name = "q"', 'name = "|"')).cursor).toBeUndefined();
  });
  test('pointing at a quote finds the text but no place to type', () => {
    for (const inside of ['actions = [|"a:B"]', 'actions = ["a:B"|]', 'effect = "a:B"|', 'effect = |"a:B"']) {
      const { cursor } = cursorAt(doc(inside));
      expect(cursor.text?.value).toBe('a:B');
      expect(cursor.offset < cursor.replace.start || cursor.offset > cursor.replace.end, inside).toBe(true);
    }
  });
});

describe('an accepted value in a block', () => {
  test.each([
    ['actions = |', 'actions = ["x:Y"]'],
    ['actions =|', 'actions = ["x:Y"]'],
    ['actions |', 'actions = ["x:Y"]'],
    ['actions = aps:|', 'actions = ["x:Y"]'],
    ['actions = [|]', 'actions = ["x:Y"]'],
    ['actions = ["|"]', 'actions = ["x:Y"]'],
    ['actions = ["aps:|"]', 'actions = ["x:Y"]'],
    ['actions = ["aps:|]', 'actions = ["x:Y"]'],
    ['actions = ["aps:|,\n      "a:B"]', 'actions = ["x:Y",\n      "a:B"]'],
    ['actions = [aps:|]', 'actions = ["x:Y"]'],
    ['actions = ["a:B" |]', 'actions = ["a:B", "x:Y"]'.replace('", ', '",  ').replace('  "x', ' "x')],
    ['actions = ["a:B", |]', 'actions = ["a:B", "x:Y"]'],
    ['actions = [\n      |\n      "a:B"\n    ]', 'actions = [\n      "x:Y",\n      "a:B"\n    ]'],
    ['actions = [\n      "|"\n      "a:B"\n    ]', 'actions = [\n      "x:Y",\n      "a:B"\n    ]'],
    ['effect = |', 'effect = "x:Y"'],
    ['effect = "|"', 'effect = "x:Y"'],
    ['effect = "|', 'effect = "x:Y"'],
  ])('%s', (inside, expected) => {
    expect(accept(doc(inside), value('x:Y'))).toBe(doc(expected));
  });
  test('IAM variables take the form of their place', () => {
    expect(accept(doc('resources = ["|"]'), value('a/${aws:username}'))).toBe(
      doc('resources = ["a/&{aws:username}"]'),
    );
    expect(accept(doc('resources = ["a/${aws:|"]'), value('a/${aws:username}'))).toBe(
      doc('resources = ["a/&{aws:username}"]'),
    );
    expect(accept(doc('sid = "|"'), value('a/${aws:username}"'))).toBe(doc('sid = "a/$${aws:username}\\""'));
  });
  test('references stand bare or in the text', () => {
    const refer = (suffix: string) => (cursor: Cursor) => cursor.refer?.('aws_s3_bucket.b.arn', suffix) ?? '';
    expect(accept(doc('resources = |'), refer(''))).toBe(doc('resources = [aws_s3_bucket.b.arn]'));
    expect(accept(doc('resources = [|]'), refer('/*'))).toBe(doc('resources = ["${aws_s3_bucket.b.arn}/*"]'));
    expect(accept(doc('resources = ["|"]'), refer('/*'))).toBe(
      doc('resources = ["${aws_s3_bucket.b.arn}/*"]'),
    );
    expect(accept(doc('resources = ["|"]'), refer(''))).toBe(doc('resources = ["${aws_s3_bucket.b.arn}"]'));
  });
});

describe('an accepted name in a block', () => {
  test.each([
    ['|', 'Action', '["$1"]', 'actions = ["$1"]'],
    ['ac|', 'Action', '"$1"', 'actions = ["$1"]'],
    ['eff|', 'Effect', '"${1|Allow,Deny|}"', 'effect = "${1|Allow,Deny|}"'],
    ['|', 'Resource', '"${2:*}"', 'resources = ["${2:*}"]'],
    ['ac|tions = ["a:B"]', 'NotAction', '["$1"]', 'not_actions = ["a:B"]'],
    [
      'prin|',
      'Principal',
      '{ "AWS": "$1" }',
      'principals {\n  type        = "AWS"\n  identifiers = ["$1"]\n}',
    ],
    ['|', 'Principal', '"*"', 'principals {\n  type        = "*"\n  identifiers = ["*"]\n}'],
    [
      'cond|',
      'Condition',
      '{ $1 }',
      'condition {\n  test     = "$1"\n  variable = "$2"\n  values   = ["$3"]\n}',
    ],
  ])('%s: %s', (inside, name, part, expected) => {
    expect(accept(doc(inside), key(name, part))).toBe(doc(expected));
  });
  test('a statement', () => {
    const tf = (inside: string) => `data "aws_iam_policy_document" "x" {\n  ${inside}\n}\n`;
    const skeleton =
      '[{\n\t"Effect": "Allow",\n\t"Principal": { "AWS": "$1" },\n\t"Action": ["$2"],\n\t"Resource": "$3"\n}]';
    expect(accept(tf('st|'), key('Statement', skeleton))).toBe(
      tf(`statement {
  effect    = "Allow"
  actions   = ["$2"]
  resources = ["$3"]

  principals {
    type        = "AWS"
    identifiers = ["$1"]
  }
}`),
    );
    expect(accept(tf('|'), key('Version', '"2012-10-17"'))).toBe(tf('version = "2012-10-17"'));
  });
  test('operators, keys and kinds', () => {
    const inBlock = (line: string) => doc(`condition {\n      ${line}\n    }`);
    expect(accept(inBlock('test = "|"'), key('Bool', '{ $1 }'))).toBe(inBlock('test = "Bool"'));
    expect(accept(inBlock('test = |'), key('Bool', '{ $1 }'))).toBe(inBlock('test = "Bool"'));
    expect(accept(inBlock('variable = "|'), key('aws:SourceIp', '"$1"'))).toBe(
      inBlock('variable = "aws:SourceIp"'),
    );
    expect(accept(inBlock('|'), key('Bool', '{ $1 }'))).toBe(
      inBlock('test     = "Bool"\nvariable = "$1"\nvalues   = ["$2"]'),
    );
    const inPrincipals = (line: string) => doc(`principals {\n      ${line}\n    }`);
    expect(accept(inPrincipals('|'), key('Service', '"$1"'))).toBe(
      inPrincipals('type        = "Service"\nidentifiers = ["$1"]'),
    );
    expect(accept(inPrincipals('type = "|"'), key('AWS', '"$1"'))).toBe(inPrincipals('type = "AWS"'));
  });
  test('elements have names of their own, and blocks may repeat', () => {
    const { cursor } = cursorAt(doc('|'));
    expect(['Action', 'NotResource', 'Condition', 'Sid'].map((name) => cursor.label?.(name))).toEqual([
      'actions',
      'not_resources',
      'condition',
      'sid',
    ]);
    expect(['Action', 'Condition', 'Principal'].map((name) => cursor.repeats?.(name))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
