import { describe, expect, test } from 'vitest';
import { applyEdits, type PlainValue, type PolicyPath, type Writer } from '../../server/core/index.ts';
import { readOne, written } from './reading.ts';

const set = (path: PolicyPath, value: PlainValue) => (write: Writer) => write.set(path, value);
const insert = (path: PolicyPath, value: PlainValue) => (write: Writer) => write.insert(path, value);
const remove =
  (...paths: PolicyPath[]) =>
  (write: Writer) =>
    write.removeAll(paths);

const spread = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "aps:GetLabels",
        "aps:GetSeries",
        "aps:QueryMetrics"
      ],
      "Resource": "*"
    }
  ]
}
`;
const flat =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["a:B","c:D"],"Resource":"*"}]}';
const seed =
  '{ "Version": "2012-10-17", "Statement": [ { "Action": [ "aps:*" ], "Effect": "Allow", "Resource": "*" } ] }';

describe('remove', () => {
  const list = ['Statement', 0, 'Action'];
  test.each([
    ['the first item', [0], ['GetSeries', 'QueryMetrics']],
    ['a middle item', [1], ['GetLabels', 'QueryMetrics']],
    ['the last item', [2], ['GetLabels', 'GetSeries']],
    ['neighbours', [1, 0], ['QueryMetrics']],
    ['the last two', [1, 2], ['GetLabels']],
    ['both ends', [0, 2], ['GetSeries']],
  ] as const)('%s of a list on several lines', (_, indexes, left) => {
    const lines = left.map((name) => `        "aps:${name}"`).join(',\n');
    const expected = spread.replace(/ {8}"aps[^\]]*\n(?= {6}\])/, `${lines}\n`);
    expect(written(spread, remove(...indexes.map((index) => [...list, index])))).toBe(expected);
  });
  test('every item leaves an empty list', () => {
    expect(written(spread, remove([...list, 0], [...list, 1], [...list, 2]))).toContain('"Action": [],\n');
    expect(written(flat, remove([...list, 0], [...list, 1]))).toContain('"Action":[],');
  });
  test('on one line', () => {
    expect(written(flat, remove([...list, 0]))).toContain('["c:D"]');
    expect(written(flat, remove([...list, 1]))).toContain('["a:B"]');
    expect(written(flat, remove(['Statement', 0, 'Effect']))).toContain(
      '[{"Action":["a:B","c:D"],"Resource"',
    );
    expect(written(flat, remove(['Statement', 0, 'Resource']))).toContain('"c:D"]}]}');
  });
  test('a field of a statement', () => {
    expect(written(spread, remove(['Statement', 0, 'Effect']))).toBe(
      spread.replace('      "Effect": "Allow",\n', ''),
    );
    expect(written(spread, remove(['Statement', 0, 'Resource']))).toBe(
      spread.replace('],\n      "Resource": "*"', ']'),
    );
  });
  test('a field and an item inside it count once', () => {
    expect(written(flat, remove(['Statement', 0, 'Action', 1], ['Statement', 0, 'Action']))).toBe(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*"}]}',
    );
  });
  test('the whole field, when its value is no list', () => {
    expect(written(flat, remove(['Statement', 0, 'Resource', 0]))).toContain('"c:D"]}]}');
  });
  test('keeps comments', () => {
    const text = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": [
      // reading
      "a:Get", // all of it
      // writing
      "a:Put", /* kept */
      "a:Del" // last
    ],
    "Resource": "arn:aws:s3:::b/*"
  }
}`;
    const at = (index: number) => ['Statement', 'Action', index];
    expect(written(text, remove(at(1)))).toContain(
      '"a:Get", // all of it\n      // writing\n      /* kept */\n      "a:Del" // last',
    );
    expect(written(text, remove(at(2)))).toContain('"a:Put" /* kept */\n      // last\n    ],');
    expect(written(text, remove(at(0), at(1), at(2)))).toBe(text.replace(/"a:...",? ?/g, ''));
  });
  test('a tolerated trailing comma goes with the last item', () => {
    expect(
      written(
        '{"Version":"2012-10-17","Statement":{"Action":["a:B","c:D",]}}',
        remove(['Statement', 'Action', 1]),
      ),
    ).toContain('["a:B"]');
  });
  test('the last of equal keys', () => {
    const text = '{"Version":"2012-10-17","Statement":{"Sid":"A","Effect":"Allow","Sid":"B"}}';
    expect(written(text, remove(['Statement', 'Sid']))).toContain('{"Sid":"A","Effect":"Allow"}');
  });
});

describe('insert', () => {
  test.each([0, 1, 2, 3])('before item %s of a list on several lines', (index) => {
    const items = ['aps:GetLabels', 'aps:GetSeries', 'aps:QueryMetrics'];
    items.splice(index, 0, 'x:Y');
    const result = written(spread, insert(['Statement', 0, 'Action', index], 'x:Y'));
    expect(JSON.parse(result).Statement[0].Action).toEqual(items);
    expect(result).toBe(`${JSON.stringify(JSON.parse(result), null, 2)}\n`);
  });
  test('one line stays one line', () => {
    expect(written(flat, insert(['Statement', 0, 'Action', 0], 'x:Y'))).toContain('["x:Y","a:B","c:D"]');
    expect(written(flat, insert(['Statement', 0, 'Action', 2], 'x:Y'))).toContain('["a:B","c:D","x:Y"]');
    expect(written(seed, insert(['Statement', 0, 'Action', 1], 'x:Y'))).toContain('[ "aps:*", "x:Y" ]');
  });
  test('beside a value without brackets', () => {
    expect(written(flat, insert(['Statement', 0, 'Resource', 0], 'r'))).toContain('"Resource":["r","*"]');
    expect(written(flat, set(['Statement', 0, 'Resource', 1], 'r'))).toContain('"Resource":["*","r"]');
    expect(written(spread, set(['Statement', 0, 'Resource', 1], 'r'))).toBe(
      spread.replace('"*"', '[\n        "*",\n        "r"\n      ]'),
    );
  });
  test('a second statement beside a single one', () => {
    const text = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["a:B", "c:D"],
    "Resource": "*"
  }
}`;
    const result = written(
      text,
      set(['Statement', 1], { Effect: 'Deny', Action: ['x:Y', 'z:Z'], Resource: '*' }),
    );
    expect(result).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["a:B", "c:D"],
      "Resource": "*"
    },
    {
      "Effect": "Deny",
      "Action": ["x:Y", "z:Z"],
      "Resource": "*"
    }
  ]
}`);
  });
  test('a statement among statements whose braces share lines', () => {
    const text = '{\n\t"Version": "2012-10-17",\n\t"Statement": [{\n\t\t"Effect": "Allow"\n\t}]\n}';
    expect(written(text, set(['Statement', 1], { Effect: 'Deny' }))).toBe(
      '{\n\t"Version": "2012-10-17",\n\t"Statement": [{\n\t\t"Effect": "Allow"\n\t}, {\n\t\t"Effect": "Deny"\n\t}]\n}',
    );
  });
  test('into an empty list', () => {
    const text = spread.replace(/\[\n {8}"aps[^\]]*\]/, '[]');
    expect(written(text, insert(['Statement', 0, 'Action', 0], 'x:Y'))).toContain('"Action": ["x:Y"],');
  });
  test('after a remark on the same line', () => {
    const text =
      '{\n  "Version": "2012-10-17",\n  "Statement": {\n    "Action": [\n      "a:B" // why\n    ]\n  }\n}';
    expect(written(text, insert(['Statement', 'Action', 1], 'x:Y'))).toContain(
      '"a:B", // why\n      "x:Y"\n    ]',
    );
  });
});

describe('set', () => {
  test('replaces what is there', () => {
    expect(written(spread, set(['Version'], '2008-10-17'))).toContain('"Version": "2008-10-17",');
    expect(written(spread, set(['Statement', 0, 'Action'], ['x:Y']))).toContain('"Action": ["x:Y"],');
    expect(written(spread, set(['Statement', 0, 'Action'], ['x:Y', 'z:Z']))).toBe(
      spread.replace(/\[\n {8}"aps[^\]]*\]/, '[\n        "x:Y",\n        "z:Z"\n      ]'),
    );
  });
  test.each([
    ['Sid', '{\n      "Sid": "x",\n      "Effect"'],
    ['Principal', '"Allow",\n      "Principal": "x",\n      "Action"'],
    ['NotAction', '],\n      "NotAction": "x",\n      "Resource"'],
    ['Condition', '"*",\n      "Condition": "x"\n    }'],
    ['Other', '"*",\n      "Other": "x"\n    }'],
  ])('puts %s where it is customary', (name, expected) => {
    expect(written(spread, set(['Statement', 0, name], 'x'))).toContain(expected);
  });
  test('puts Version first', () => {
    const text = '{ "Statement": [ { "Effect": "Allow" } ] }';
    expect(written(text, set(['Version'], '2012-10-17'))).toBe(
      '{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow" } ] }',
    );
  });
  test('makes what is missing on the way', () => {
    const path = ['Statement', 0, 'Condition', 'StringEquals', 'aws:SourceAccount'];
    expect(written(spread, set(path, '111122223333'))).toBe(
      spread.replace(
        '"Resource": "*"',
        '"Resource": "*",\n      "Condition": {\n        "StringEquals": {\n          "aws:SourceAccount": "111122223333"\n        }\n      }',
      ),
    );
    expect(written(flat, set(path, '1'))).toContain(
      '"Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":"1"}}}]}',
    );
    expect(written(seed, set(path, '1'))).toContain(
      '"Resource": "*", "Condition": { "StringEquals": { "aws:SourceAccount": "1" } } } ] }',
    );
  });
  test('follows tabs and CRLF', () => {
    const text = spread.replaceAll('  ', '\t').replaceAll('\n', '\r\n');
    const result = written(text, set(['Statement', 0, 'Condition', 'Bool', 'aws:SecureTransport'], 'true'));
    expect(result).toBe(`${JSON.stringify(JSON.parse(result), null, '\t').replaceAll('\n', '\r\n')}\r\n`);
  });
  test('fills an empty object', () => {
    const text = '{\n    "Version": "2012-10-17",\n    "Statement": {}\n}\n';
    expect(written(text, set(['Statement', 'Effect'], 'Allow'))).toBe(
      '{\n    "Version": "2012-10-17",\n    "Statement": {\n        "Effect": "Allow"\n    }\n}\n',
    );
  });
  test('keeps the comments of an object that holds nothing else', () => {
    const text = '{\n  "Version": "2012-10-17",\n  "Statement": {\n    // soon\n  }\n}\n';
    expect(written(text, set(['Statement', 'Effect'], 'Allow'))).toBe(
      '{\n  "Version": "2012-10-17",\n  "Statement": {\n    // soon\n    "Effect": "Allow"\n  }\n}\n',
    );
  });
});

describe('broken text', () => {
  test.each([
    [
      'an unclosed list',
      '{"Version":"2012-10-17","Statement":{"Action":["a:B","Resource":"*"}}',
      ['Statement', 'Action', 0],
    ],
    [
      'a missing value',
      '{"Version":"2012-10-17","Statement":{"Action":, "Resource":"*"}}',
      ['Statement', 'Action'],
    ],
    [
      'an unclosed string',
      '{"Version":"2012-10-17","Statement":{"Action":["a:B]\n, "Resource":"*"}}',
      ['Statement', 'Action', 0],
    ],
  ])('is left alone: %s', (_, text, path) => {
    const { write } = readOne(text);
    expect(write.remove(path)).toEqual([]);
    expect(write.set(path, 'x:Y')).toEqual([]);
  });
  test('elsewhere in the file does not matter', () => {
    const text = '{"Version":"2012-10-17","Statement":[{"Action":["a:B"]},{"Action":}]}';
    expect(written(text, remove(['Statement', 0, 'Action']))).toBe(
      '{"Version":"2012-10-17","Statement":[{},{"Action":}]}',
    );
  });
  test('places that do not exist', () => {
    const { write } = readOne(flat);
    expect(write.remove(['Statement', 3])).toEqual([]);
    expect(write.remove([])).toEqual([]);
    expect(write.set(['Statement', 3], {})).toEqual([]);
    expect(write.insert(['Statement', 0, 'Action', 7], 'x')).toEqual([]);
    expect(write.set(['Version', 'x'], 'y')).toEqual([]);
  });
});

describe('inside a string', () => {
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['a:B', 'c:D'], Resource: 'x"y' }],
  };
  const outer = (inner: string) => JSON.stringify({ Name: 'n', Policy: inner }, null, 2);
  test.each([
    ['on one line', JSON.stringify(policy)],
    ['on several lines', JSON.stringify(policy, null, 2)],
  ])('%s', (_, inner) => {
    const text = outer(inner);
    const { write, statements } = readOne(text);
    const innerOf = (edits: Parameters<typeof applyEdits>[1]) =>
      JSON.parse(JSON.parse(applyEdits(text, edits)).Policy);
    expect(innerOf(write.remove(['Statement', 0, 'Action', 0])).Statement[0].Action).toEqual(['c:D']);
    expect(innerOf(write.set(['Statement', 0, 'Sid'], 'q"\\')).Statement[0].Sid).toBe('q"\\');
    expect(
      innerOf(write.rename(['Statement', 0, 'Action'], 'NotAction')).Statement[0].NotAction,
    ).toBeDefined();
    const resource = statements[0]?.resource?.value.items[0]?.text;
    if (resource === undefined) throw new Error('no resource');
    expect(innerOf(write.text(resource, 'a"b')).Statement[0].Resource).toBe('a"b');
    expect(text.slice(resource.inner.start, resource.inner.end)).toBe('x\\\\\\"y');
  });
  test('takes the layout of the inner text', () => {
    const text = outer(JSON.stringify(policy, null, 2));
    const result = applyEdits(text, readOne(text).write.set(['Statement', 0, 'Sid'], 'S'));
    const inner = JSON.parse(result).Policy;
    expect(inner).toBe(JSON.stringify(JSON.parse(inner), null, 2));
  });
});

test('text, part and rename', () => {
  const { write, statements } = readOne(flat);
  const item = statements[0]?.action?.value.items[0];
  if (item === undefined) throw new Error('no action');
  const { inner } = item.text;
  expect(applyEdits(flat, write.text(item.text, 'x"y'))).toContain('["x\\"y","c:D"]');
  expect(applyEdits(flat, write.part({ start: inner.start, end: inner.start + 1 }, 'q\\'))).toContain(
    '["q\\\\:B"',
  );
  expect(applyEdits(flat, write.rename(['Statement', 0, 'Action'], 'NotAction'))).toContain(
    '"NotAction":["a:B"',
  );
});
