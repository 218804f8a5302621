import { describe, expect, test } from 'vitest';
import { applyEdits, defaultSettings } from '../../server/core/index.ts';
import { type Intent, insert, remove, rename, set } from './intents.ts';
import { dataSource, type Json } from './print.ts';
import { plain, readTf, terraform, written } from './reading.ts';

function read(text: string) {
  const source = { uri: 'file:///module/main.tf.json', languageId: 'json', text };
  const { policies } = terraform.read(source, {
    sources: new Map([[source.uri, source]]),
    settings: defaultSettings,
  });
  const [first] = policies;
  if (first === undefined) throw new Error(`no policy in ${text}`);
  return first.document;
}

function writtenJson(text: string, intent: Intent): string {
  return applyEdits(text, intent(read(text).write));
}

/** A file whose only document has these statements. */
const file = (statement: unknown) =>
  JSON.stringify({ data: { aws_iam_policy_document: { example: { statement } } } }, null, 2);

const read0 = {
  sid: 'One',
  actions: ['s3:GetObject', 's3:PutObject'],
  resources: ['arn:aws:s3:::a/*'],
  principals: [
    { type: 'AWS', identifiers: ['*'] },
    { type: 'Service', identifiers: ['a.amazonaws.com', 'b.amazonaws.com'] },
  ],
  condition: { test: 'StringEquals', variable: 'aws:PrincipalTag/x', values: ['$${a}', 'b'] },
};
const two = [read0, { actions: ['s3:ListBucket'], resources: ['*'] }];

describe('an edit says the same as in native syntax', () => {
  const policy: Json = {
    Statement: [
      {
        Sid: 'One',
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: ['arn:aws:s3:::a/*'],
        Principal: { AWS: ['*'], Service: ['a.amazonaws.com', 'b.amazonaws.com'] },
        Condition: { StringEquals: { 'aws:PrincipalTag/x': ['${a}', 'b'] } },
      },
      { Action: ['s3:ListBucket'], Resource: ['*'] },
    ],
  };
  const native = dataSource(policy) ?? '';
  const at = ['Statement', 0];
  const condition = [...at, 'Condition', 'StringEquals', 'aws:PrincipalTag/x'];
  const intents: Readonly<Record<string, Intent>> = {
    'set version': set(['Version'], '2012-10-17'),
    'set sid': set([...at, 'Sid'], 'Two'),
    'set effect': set([...at, 'Effect'], 'Deny'),
    'set a lone action': set([...at, 'Action'], 's3:*'),
    'set an action': set([...at, 'Action', 1], 's3:Put*'),
    'append an action': set([...at, 'Action', 2], 's3:Delete*'),
    'insert an action': insert([...at, 'Action', 0], 's3:Delete*'),
    'a variable in a resource': set([...at, 'Resource', 1], 'arn:aws:s3:::a/${aws:username}'),
    'a condition value': set([...condition, 2], '${aws:username}'),
    'change a condition value': set([...condition, 0], 'c'),
    'all condition values': set(condition, ['c']),
    'another condition': set([...at, 'Condition', 'Bool', 'aws:SecureTransport'], 'true'),
    'all conditions': set([...at, 'Condition'], {
      Bool: { 'aws:SecureTransport': 'false' },
      Null: { 'aws:TokenIssueTime': ['true'] },
    }),
    'a principal': set([...at, 'Principal', 'Service', 2], 'c.amazonaws.com'),
    'another kind': set([...at, 'Principal', 'Federated'], 'x'),
    everybody: set([...at, 'Principal'], '*'),
    'a statement': set(['Statement', 2], {
      Effect: 'Deny',
      Action: 's3:*',
      Resource: ['*', '${aws:username}'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
    'replace a statement': set(['Statement', 1], { Action: ['s3:*'], NotResource: ['*'] }),
    'insert a statement': insert(['Statement', 0], { Action: ['s3:*'], Resource: ['*'] }),
    'remove a statement': remove(['Statement', 0]),
    'remove an element': remove([...at, 'Sid']),
    'remove items': remove([...at, 'Action', 0], [...at, 'Resource', 0]),
    'remove a principal': remove([...at, 'Principal', 'Service', 0]),
    'remove a kind': remove([...at, 'Principal', 'AWS']),
    'remove all kinds': remove([...at, 'Principal', 'AWS'], [...at, 'Principal', 'Service']),
    'remove the principal': remove([...at, 'Principal']),
    'remove a condition key': remove(condition),
    'remove a condition value': remove([...condition, 0]),
    'rename an element': rename([...at, 'Action'], 'NotAction'),
    'rename an operator': rename([...at, 'Condition', 'StringEquals'], 'StringLike'),
    'rename a key': rename(condition, 'aws:PrincipalTag/y'),
    'rename a kind': rename([...at, 'Principal', 'AWS'], 'CanonicalUser'),
  };
  for (const [name, intent] of Object.entries(intents)) {
    test(name, () => {
      const inJson = writtenJson(file(two), intent);
      JSON.parse(inJson);
      const [document] = readTf(written(native, intent)).policies;
      expect(plain(read(inJson).root)).toEqual(plain(document?.document.root ?? read('').root));
      expect(inJson).not.toBe(file(two));
    });
  }
});

test('a text is written as a template, in the layout of the file', () => {
  const text = file(two);
  const [statement] = read(text).statements;
  const [resource] = statement?.resource?.value.items ?? [];
  if (resource === undefined) throw new Error('no resource');
  const { write } = read(text);
  const after = applyEdits(text, write.text(resource.text, 'arn:aws:s3:::${aws:username}/*'));
  expect(after).toContain('"arn:aws:s3:::&{aws:username}/*"');
  const sid = applyEdits(text, write.set(['Statement', 0, 'Sid'], 'a${b}'));
  expect(sid).toContain('"sid": "a$${b}"');
  const { start } = resource.text.inner;
  const part = write.part({ start: start + 4, end: start + 7 }, 'aws-cn');
  expect(applyEdits(text, part)).toContain('"arn:aws-cn:s3:::a/*"');
});

test('a lone statement object becomes a list when another joins it', () => {
  const text = file({ actions: ['s3:Get*'], resources: ['*'] });
  const after = writtenJson(text, set(['Statement', 1], { Action: 's3:Put*', Resource: '*' }));
  expect(JSON.parse(after)).toMatchObject({
    data: {
      aws_iam_policy_document: {
        example: { statement: [{ actions: ['s3:Get*'] }, { actions: ['s3:Put*'], resources: ['*'] }] },
      },
    },
  });
});

test('what an expression says is left alone', () => {
  const text = file([
    {
      actions: '${concat(var.a, var.b)}',
      resources: ['${aws_s3_bucket.b.arn}/*', 'x'],
      dynamic: {
        condition: { for_each: '${var.c}', content: { test: 'Bool', variable: 'a:b', values: [] } },
      },
    },
  ]);
  const { write, statements } = read(text);
  const at = ['Statement', 0];
  expect(write.set([...at, 'Action'], ['s3:*'])).toEqual([]);
  expect(write.set([...at, 'Resource', 0], 'x')).toEqual([]);
  expect(write.set([...at, 'Resource'], ['x'])).toEqual([]);
  expect(write.remove([...at, 'Condition'])).toEqual([]);
  const [resource] = statements[0]?.resource?.value.items ?? [];
  if (resource === undefined) throw new Error('no resource');
  expect(write.text(resource.text, 'x')).toEqual([]);
  expect(
    write.part({ start: resource.text.range.start + 2, end: resource.text.range.start + 9 }, 'x'),
  ).toEqual([]);
  expect(
    write.part({ start: resource.text.range.end - 3, end: resource.text.range.end - 1 }, '/y'),
  ).toHaveLength(1);
  expect(applyEdits(text, write.remove([...at, 'Resource', 1]))).not.toContain('"x"');
});

test('statements that a dynamic block makes are not written', () => {
  const text = JSON.stringify({
    data: {
      aws_iam_policy_document: {
        example: {
          dynamic: {
            statement: { for_each: '${toset(["a"])}', content: { actions: ['s3:Get*'], resources: ['*'] } },
          },
          statement: { actions: ['s3:Put*'], resources: ['*'] },
        },
      },
    },
  });
  const { write } = read(text);
  const changed = [0, 1].map((index) => write.set(['Statement', index, 'Effect'], 'Deny'));
  expect(changed.filter((edits) => edits.length > 0)).toHaveLength(1);
  expect(applyEdits(text, changed.flat())).toContain('"resources":["*"],"effect":"Deny"');
});

test('JSON inside a string is written through both', () => {
  const text = JSON.stringify({
    resource: {
      aws_iam_policy: {
        p: {
          policy:
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get","Resource":"${aws_s3_bucket.b.arn}/*"}]}',
        },
      },
    },
  });
  const after = writtenJson(text, set(['Statement', 0, 'Action'], ['s3:${x}']));
  expect(JSON.parse(after)).toMatchObject({
    resource: { aws_iam_policy: { p: { policy: expect.stringContaining('"Action":["s3:$${x}"]') } } },
  });
});
