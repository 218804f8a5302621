import { describe, expect, test } from 'vitest';
import { applyEdits, defaultSettings } from '../../server/core/index.ts';
import { analyzeModule } from './module.ts';
import { plain, terraform } from './reading.ts';

function readJsonModule(files: Readonly<Record<string, unknown>>, name: string) {
  const sources = new Map(
    Object.entries(files).map(([file, content]) => {
      const uri = `file:///module/${file}`;
      const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
      return [uri, { uri, languageId: file.endsWith('.json') ? 'json' : 'terraform', text }];
    }),
  );
  const source = sources.get(`file:///module/${name}`);
  if (source === undefined) throw new Error(`no ${name}`);
  const { policies } = terraform.read(source, { sources, settings: defaultSettings });
  return { text: source.text, policies };
}

const reader = {
  '//': 'made by a program',
  data: {
    aws_iam_policy_document: {
      reader: {
        statement: [
          {
            actions: ['s3:GetObject'],
            resources: ['${aws_s3_bucket.b.arn}/*', 'arn:aws:s3:::home/$${aws:username}'],
            condition: { test: 'Bool', variable: 'aws:SecureTransport', values: ['true'] },
          },
        ],
      },
    },
  },
};

test('a data source is the same policy as in native syntax', () => {
  const { policies, text } = readJsonModule({ 'main.tf.json': reader }, 'main.tf.json');
  expect(policies.map(({ document }) => [document.name, plain(document.root)])).toEqual([
    [
      'data.aws_iam_policy_document.reader',
      {
        Statement: [
          {
            Action: ['s3:GetObject'],
            Resource: ['?', 'arn:aws:s3:::home/${aws:username}'],
            Condition: { Bool: { 'aws:SecureTransport': ['true'] } },
          },
        ],
      },
    ],
  ]);
  const [resource] = policies[0]?.document.statements[0]?.resource?.value.items ?? [];
  const [hole] = resource?.text.pieces ?? [];
  expect(hole).toMatchObject({ kind: 'hole', reference: { target: 'aws_s3_bucket.b', attribute: 'arn' } });
  expect(text.slice(hole?.range.start, hole?.range.end)).toBe('${aws_s3_bucket.b.arn}');
});

test('a consumer in another file says what it is used as, and JSON inside a string is a policy', () => {
  const document =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::x/$${aws:username}"}]}';
  const files = {
    'main.tf.json': {
      ...reader,
      resource: { aws_iam_policy: { b: { policy: document } } },
    },
    'more.tf': 'resource "aws_iam_policy" "a" {\n  policy = data.aws_iam_policy_document.reader.json\n}\n',
  };
  const { policies } = readJsonModule(files, 'main.tf.json');
  expect(policies.map(({ document: { name }, uses }) => [name, uses?.map(({ kind }) => kind)])).toEqual([
    ['data.aws_iam_policy_document.reader', ['identity']],
    ['aws_iam_policy.b.policy', ['identity']],
  ]);
  expect(policies[1]?.document.statements[0]?.resource?.value.items[0]?.text.value).toBe(
    'arn:aws:s3:::x/${aws:username}',
  );
});

test('half-typed text is read as far as it goes', () => {
  const text = '{ "data": { "aws_iam_policy_document": { "x": { "statement": { "actions": ["aps:';
  const { policies } = readJsonModule({ 'main.tf.json': text }, 'main.tf.json');
  // What is not closed may go on: the text ends with a hole.
  expect(policies[0]?.document.statements[0]?.action?.value.items.map((item) => item.text.pieces)).toEqual([
    [
      { kind: 'text', text: 'aps:', range: { start: text.length - 4, end: text.length } },
      { kind: 'hole', range: { start: text.length, end: text.length } },
    ],
  ]);
});

describe('mistakes in a data source', () => {
  const fixed = (document: unknown) => {
    const text = JSON.stringify({ data: { aws_iam_policy_document: { d: document } } }, null, 2);
    const analysis = analyzeModule({ 'main.tf.json': text }, 'main.tf.json');
    const [finding] = analysis.findings;
    const after = applyEdits(text, finding?.fixes()[0]?.edits ?? []);
    return [finding?.rule, JSON.parse(after).data.aws_iam_policy_document.d];
  };
  const statement = { actions: ['s3:ListBucket'], resources: ['arn:aws:s3:::b'] };

  test('are mended in JSON', () => {
    expect(fixed({ Statement: [statement] })).toEqual(['json-key-in-block', { statement: [statement] }]);
    expect(fixed({ statement: { ...statement, effect: 'allow' } })).toEqual([
      'invalid-effect',
      { statement: { ...statement, effect: 'Allow' } },
    ]);
    expect(fixed({ statement: { Action: 's3:ListBucket', resources: ['arn:aws:s3:::b'] } })).toEqual([
      'json-key-in-block',
      { statement },
    ]);
    expect(fixed({ statement: [{ ...statement, actions: ['s3:ListBukket'] }] })).toEqual([
      'invalid-action',
      { statement: [statement] },
    ]);
  });
});
