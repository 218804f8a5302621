import { describe, expect, test } from 'vitest';
import { applyEdits, json } from '../../server/core/index.ts';
import type { Cursor } from '../../server/core/policy/cursor.ts';
import { readFile } from './reading.ts';

/** The place at `|`, and the text without it. */
function at(marked: string, uri?: string): { readonly text: string; readonly cursor: Cursor } {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const cursor = json.locate(readFile(text, 'json', uri), offset);
  if (cursor === undefined) throw new Error(`no place in ${marked}`);
  return { text, cursor };
}

function place(marked: string, uri?: string) {
  const { cursor } = at(marked, uri);
  return [cursor.role, cursor.path, cursor.before];
}

/** The text after a completion is accepted. */
function accept(marked: string, inside: string): string {
  const { text, cursor } = at(marked);
  const main = { range: cursor.replace, newText: cursor.spell(inside) };
  return applyEdits(text, [main, ...(cursor.also ?? [])]);
}

function acceptKey(marked: string, key: string, value: string): string {
  const { text, cursor } = at(marked);
  const main = { range: cursor.replace, newText: cursor.spellSnippet({ key, value }) };
  return applyEdits(text, [main, ...(cursor.also ?? [])]);
}

const doc = (inside: string) => `{"Version":"2012-10-17","Statement":[{${inside}}]}`;
const base = ['Statement', 0];

describe('complete text', () => {
  test.each([
    ['"Eff|ect": "Allow"', 'key', [...base, 'Effect'], 'Eff'],
    ['"Effect": "|Allow"', 'value', [...base, 'Effect'], ''],
    ['"Effect": "Allow|"', 'value', [...base, 'Effect'], 'Allow'],
    ['"Action": ["a:B", "c:|D"]', 'value', [...base, 'Action', 1], 'c:'],
    ['"Action": "c:|D"', 'value', [...base, 'Action'], 'c:'],
    ['"Principal": {"AW|S": "*"}', 'key', [...base, 'Principal', 'AWS'], 'AW'],
    ['"Condition": {"Bool": {"aws:|x": "true"}}', 'key', [...base, 'Condition', 'Bool', 'aws:x'], 'aws:'],
    ['"Condition": {"Bool": {"aws:x": "|true"}}', 'value', [...base, 'Condition', 'Bool', 'aws:x'], ''],
    ['"Condition": {"Bool": {"aws:x": tr|ue}}', 'value', [...base, 'Condition', 'Bool', 'aws:x'], 'tr'],
    ['"Condition": {"Bool": {"aws:x": ["a",|]}}', 'value', [...base, 'Condition', 'Bool', 'aws:x', 1], ''],
    ['"Resource": "a\\u0041b\\"|c"', 'value', [...base, 'Resource'], 'aAb"'],
  ])('%s', (inside, role, path, before) => {
    expect(place(doc(inside))).toEqual([role, path, before]);
  });
  test('a single statement has no index', () => {
    expect(place('{"Version":"2012-10-17","Statement":{"Eff|ect":"Allow"}}')).toEqual([
      'key',
      ['Statement', 'Effect'],
      'Eff',
    ]);
  });
  test('nothing stands on brackets, in comments and around the document', () => {
    const none = (marked: string) => {
      const offset = marked.indexOf('|');
      const text = marked.replace('|', '');
      return json.locate(readFile(text), offset);
    };
    expect(none(`|${doc('')}`)).toBeUndefined();
    expect(none(`${doc('')}|`)).toBeUndefined();
    expect(none(`// x|\n${doc('')}`)).toBeUndefined();
    expect(none(doc('"Effect": "Allow", /* Ac|t */ "Resource": "*"'))).toBeUndefined();
    expect(none(doc('"Effect": // x|\n "Allow"'))).toBeUndefined();
    expect(none(doc('"Action": |["a:B"]'))).toBeUndefined();
  });
  test('pointing at a quote finds the text but no place to type', () => {
    for (const marked of [doc('"Action": |"a:B"'), doc('"Action": "a:B"|')]) {
      const { cursor } = at(marked);
      expect(cursor.path).toEqual([...base, 'Action']);
      expect(cursor.text?.value).toBe('a:B');
      expect(cursor.offset < cursor.replace.start || cursor.offset > cursor.replace.end).toBe(true);
    }
  });
});

describe('half-typed text', () => {
  test.each([
    ['"Action": |', 'value', [...base, 'Action'], ''],
    ['"Action":|', 'value', [...base, 'Action'], ''],
    ['"Action":\n  |\n', 'value', [...base, 'Action'], ''],
    ['"Action" |', 'value', [...base, 'Action'], ''],
    ['"Action": |, "Resource": "*"', 'value', [...base, 'Action'], ''],
    ['"Action": |\n"Resource": "*"', 'value', [...base, 'Action'], ''],
    ['"Action": [|]', 'value', [...base, 'Action', 0], ''],
    ['"Action": [ | ]', 'value', [...base, 'Action', 0], ''],
    ['"Action": ["a:B", |]', 'value', [...base, 'Action', 1], ''],
    ['"Action": ["a:B" |]', 'value', [...base, 'Action', 1], ''],
    ['"Action": [|, "a:B"]', 'value', [...base, 'Action', 0], ''],
    ['"Action": ["a:B", |"c:D"]', 'value', [...base, 'Action', 1], ''],
    ['"Action": ["a:B",\n|\n"Resource": "*"', 'value', [...base, 'Action', 1], ''],
    ['"Action": ["aps:|', 'value', [...base, 'Action', 0], 'aps:'],
    ['"Action": ["aps:Q|],\n"Resource": "*"', 'value', [...base, 'Action', 0], 'aps:Q'],
    ['"Action": "aps:Q|,\n"Resource": "*"', 'value', [...base, 'Action'], 'aps:Q'],
    ['"Action": "aps:Q|, "Resource": "*"', 'value', [...base, 'Action'], 'aps:Q'],
    ['"Action": aps:Q|', 'value', [...base, 'Action'], 'aps:Q'],
    ['"Action": aps:|,', 'value', [...base, 'Action'], 'aps:'],
    ['"Action": [aps:Q|]', 'value', [...base, 'Action', 0], 'aps:Q'],
    ['"Action": [aps:|]', 'value', [...base, 'Action', 0], 'aps:'],
    ['Action: aps|', 'value', [...base, 'Action'], 'aps'],
    ['"Ac|', 'key', [...base, 'Ac'], 'Ac'],
    ['"Ac|\n"Resource": "*"', 'key', [...base, 'Ac'], 'Ac'],
    ['"Effect": "Allow"\n"Ac|', 'key', [...base, 'Ac'], 'Ac'],
    ['"Effect": "Allow",\n  "|"', 'key', [...base, ''], ''],
    ['"Effect": "Allow",\n  "|"\n "Resource": "*"', 'key', [...base, ''], ''],
    ['"Effect": "Allow", Ac|', 'key', [...base, 'Ac'], 'Ac'],
    ['"Effect": "Allow", |', 'key', [...base, ''], ''],
    ['"Effect": "Allow"\n |\n "Resource": "*"', 'key', [...base, ''], ''],
    ['|', 'key', [...base, ''], ''],
    ['"Condition": {|}', 'key', [...base, 'Condition', ''], ''],
    ['"Condition": {"StringEquals": {"aws:|', 'key', [...base, 'Condition', 'StringEquals', 'aws:'], 'aws:'],
    ['"Resource": "arn:aws:s3:::b/${aws:|', 'value', [...base, 'Resource'], 'arn:aws:s3:::b/${aws:'],
  ])('%s', (inside, role, path, before) => {
    expect(place(doc(inside))).toEqual([role, path, before]);
    expect(place(doc(inside).replaceAll('\n', '\r\n'))).toEqual([role, path, before]);
    expect(place(`\ufeff${doc(inside)}`)).toEqual([role, path, before]);
    const [open = ''] = doc(inside).split('|');
    expect(place(`${open}|`).slice(0, 2), 'the same where the text ends').toEqual([role, path]);
  });
  test.each([
    ['|', 'value', []],
    ['  \n|', 'value', []],
    ['\ufeff|', 'value', []],
    ['{|', 'key', ['']],
    ['{|}', 'key', ['']],
    ['{ | }', 'key', ['']],
    ['{\n  "|\n}', 'key', ['']],
    ['{\n  "Ver|"\n}', 'key', ['Ver']],
    ['{ "Version": "|" }', 'value', ['Version']],
    ['{ "Version": "2012-10-17", "|" }', 'key', ['']],
    ['{ "Version": "2012-10-17", "Statement": [|] }', 'value', ['Statement', 0]],
    ['{ "Version": "2012-10-17", "Statement": [{}, |] }', 'value', ['Statement', 1]],
    ['{ "Statement": [|] }', 'value', ['Statement', 0]],
    ['{ "Statement": |', 'value', ['Statement']],
    ['{ "Statement": [ { "Action": "aps:|', 'value', ['Statement', 0, 'Action']],
  ])('a new document: %s', (marked, role, path) => {
    for (const uri of ['untitled:Untitled-1', 'file:///w/MyRole.json', 'file:///w/s3_policy.json']) {
      expect(place(marked, uri).slice(0, 2)).toEqual([role, path]);
    }
  });
});

describe('an accepted value', () => {
  test.each([
    ['"Action": |', '"Action": "x:Y"'],
    ['"Action":|', '"Action":"x:Y"'],
    ['"Action" |', '"Action" : "x:Y"'],
    ['"Action": |\n"Resource": "*"', '"Action": "x:Y",\n"Resource": "*"'],
    ['"Action": |, "Resource": "*"', '"Action": "x:Y", "Resource": "*"'],
    ['"Action": "|"', '"Action": "x:Y"'],
    ['"Action": "x:|', '"Action": "x:Y"}]}'],
    ['"Action": "x:|\n"Resource": "*"', '"Action": "x:Y",\n"Resource": "*"'],
    ['"Action": "x:|"\n"Resource": "*"', '"Action": "x:Y",\n"Resource": "*"'],
    ['"Action": "x:|, "Resource": "*"', '"Action": "x:Y", "Resource": "*"'],
    ['"Action": ["x:|],\n"Resource": "*"', '"Action": ["x:Y"],\n"Resource": "*"'],
    ['"Action": [|]', '"Action": ["x:Y"]'],
    ['"Action": ["a:B", |]', '"Action": ["a:B", "x:Y"]'],
    ['"Action": ["a:B" |]', '"Action": ["a:B", "x:Y"]'],
    ['"Action": ["a:B",\n | \n"c:D"]', '"Action": ["a:B",\n "x:Y", \n"c:D"]'],
    ['"Action": [x:|]', '"Action": ["x:Y"]'],
    ['"Action": [x:| "c:D"]', '"Action": ["x:Y", "c:D"]'],
    ['"Action": x|', '"Action": "x:Y"'],
    ['"Action": "a|b:c"', '"Action": "x:Y"'],
  ])('%s', (marked, expected) => {
    const closed = expected.endsWith('}]}');
    expect(accept(doc(marked), 'x:Y')).toBe(closed ? doc(expected.slice(0, -3)) : doc(expected));
  });
  test('has its quotes and backslashes escaped', () => {
    expect(accept(doc('"Resource": "|"'), 'a"\\b')).toBe(doc('"Resource": "a\\"\\\\b"'));
  });
  test('leaves a blank behind the colon where the author does', () => {
    expect(accept('{ "Version": "2012-10-17", "Statement": { "Effect":| } }', 'Allow')).toBe(
      '{ "Version": "2012-10-17", "Statement": { "Effect": "Allow" } }',
    );
  });
});

describe('an accepted key', () => {
  test.each([
    ['|', '"Action": ["$1"]'],
    ['"|"', '"Action": ["$1"]'],
    ['"Ac|"', '"Action": ["$1"]'],
    ['"Ac|', '"Action": ["$1"]'],
    ['Ac|', '"Action": ["$1"]'],
    ['"Ac|": "x"', '"Action": "x"'],
    ['"Ac|": ', '"Action": '],
    ['"Ac|\n"Resource": "*"', '"Action": ["$1"],\n"Resource": "*"'],
    ['"Ac|"\n"Resource": "*"', '"Action": ["$1"],\n"Resource": "*"'],
    ['|\n"Resource": "*"', '"Action": ["$1"],\n"Resource": "*"'],
    ['"Effect": "Allow"\n|\n', '"Effect": "Allow",\n"Action": ["$1"]\n'],
    ['"Effect": "Allow"\n|\n"Resource": "*"', '"Effect": "Allow",\n"Action": ["$1"],\n"Resource": "*"'],
    ['"Effect": "Allow",\n|\n', '"Effect": "Allow",\n"Action": ["$1"]\n'],
    ['"Effect": "Allow" | , "Resource": "*"', '"Effect": "Allow", "Action": ["$1"] , "Resource": "*"'],
  ])('%s', (marked, expected) => {
    expect(acceptKey(doc(marked), 'Action', '["$1"]')).toBe(doc(expected));
  });
  test('is escaped as snippets are', () => {
    expect(acceptKey(doc('"Condition": {"Bool": {|}}'), 'aws:ResourceTag/$}', '"$1"')).toBe(
      doc('"Condition": {"Bool": {"aws:ResourceTag/\\$\\}": "$1"}}'),
    );
  });
  test('a value that is no scalar needs no key', () => {
    const { text, cursor } = at('{"Version": "2012-10-17", "Statement": [{}, |]}');
    const newText = cursor.spellSnippet({ value: '{ "Effect": "$1" }' });
    expect(applyEdits(text, [{ range: cursor.replace, newText }])).toBe(
      '{"Version": "2012-10-17", "Statement": [{}, { "Effect": "$1" }]}',
    );
  });
});

describe('inside a string', () => {
  const outer = (inner: string) => JSON.stringify({ Name: 'n', Policy: inner }, null, 2).replace('|', '|');
  const statement = (inside: string) => outer(doc(inside));
  test.each([
    ['"Action": "aps:|Q"', 'value', [...base, 'Action'], 'aps:'],
    ['"Action": ["a:B", |]', 'value', [...base, 'Action', 1], ''],
    ['"Ef|', 'key', [...base, 'Ef'], 'Ef'],
    ['"Action": |', 'value', [...base, 'Action'], ''],
    ['\n  "Resource": "a\\"|b"', 'value', [...base, 'Resource'], 'a"'],
  ])('%s', (inside, role, path, before) => {
    expect(place(statement(inside))).toEqual([role, path, before]);
    const { text, cursor } = at(statement(inside));
    if (cursor.text !== undefined)
      expect(JSON.parse(`"${text.slice(cursor.text.inner.start, cursor.offset)}"`)).toBe(
        JSON.stringify(before).slice(1, -1),
      );
  });
  test('what is typed is escaped once more', () => {
    expect(accept(statement('"Action": |'), 'x"Y')).toBe(statement('"Action": "x\\"Y"'));
    expect(accept(statement('"Action": ["a:B", "x|"]'), 'x:Y')).toBe(statement('"Action": ["a:B", "x:Y"]'));
    const snippet = acceptKey(statement('"Ac|"'), 'Action', '["$1"]');
    expect(snippet.replaceAll('\\\\"', '\\"')).toBe(statement('"Action": ["$1"]'));
  });
  test('the outer document is no place', () => {
    const text = statement('').replace('"Name"', '"Na|me"');
    expect(() => at(text)).toThrow('no place');
  });
});

test('several policies in a file', () => {
  const text = JSON.stringify(
    { a: { PolicyDocument: JSON.parse(doc('"Effect":"Allow"')) }, b: [JSON.parse(doc('"Effect":"Deny"'))] },
    null,
    1,
  );
  const file = readFile(text, 'json', 'file:///x.json');
  expect(file.policies.map(({ document }) => document.name)).toEqual([
    'x.json#a.PolicyDocument',
    'x.json#b.0',
  ]);
  const cursor = json.locate(file, text.indexOf('Deny') + 2);
  expect(cursor?.policy).toBe(file.policies[1]?.document);
  expect([cursor?.path, cursor?.before]).toEqual([['Statement', 0, 'Effect'], 'De']);
});
