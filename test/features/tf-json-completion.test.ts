import { describe, expect, test } from 'vitest';
import { completeIn, hoverIn } from './terraform-fixture.ts';

/** The document of a data source with `|` in it, completed. */
const inDocument = (body: string, more: Readonly<Record<string, string>> = {}) =>
  completeIn({
    'main.tf.json': `{\n  "data": {\n    "aws_iam_policy_document": {\n      "d": ${body}\n    }\n  }\n}\n`,
    ...more,
  });

/** The part of a file that its document takes, without its layout. */
const document = (text: string) => JSON.parse(text).data.aws_iam_policy_document.d;

const workspaces = 'resource "aws_prometheus_workspace" "main" {}\nresource "aws_s3_bucket" "b" {}\n';

describe('in a data source in JSON', () => {
  test('actions', () => {
    const done = inDocument('{ "statement": [{ "actions": ["aps:RemoteW|"] }] }');
    expect(document(done.accept('RemoteWrite'))).toEqual({ statement: [{ actions: ['aps:RemoteWrite'] }] });
  });

  test('an item behind others gets its comma', () => {
    const done = inDocument('{ "statement": { "actions": ["aps:QueryMetrics" "aps:RemoteW|"] } }');
    expect(done.labels).toContain('RemoteWrite');
  });

  test('an action where the list is not begun', () => {
    const done = inDocument('{ "statement": { "actions": | } }');
    expect(document(done.accept('aps'))).toEqual({ statement: { actions: ['aps:'] } });
  });

  test('names of arguments and blocks', () => {
    const done = inDocument('{ "statement": [{ "sid": "a", "|" }] }');
    expect(done.labels.slice(0, 2)).toEqual(['actions', 'resources']);
    expect(done.labels).toContain('condition');
    expect(done.labels).not.toContain('sid');
    expect(done.labels).not.toContain('Action');
    expect(document(done.accept('not_actions'))).toEqual({ statement: [{ sid: 'a', not_actions: [''] }] });
    expect(document(done.accept('condition'))).toMatchObject({
      statement: [{ sid: 'a', condition: { test: '', variable: '', values: [''] } }],
    });
    expect(document(inDocument('{ "statement": [{ | }] }').accept('principals'))).toMatchObject({
      statement: [{ principals: { type: 'AWS', identifiers: [''] } }],
    });
  });

  test('a statement', () => {
    const done = inDocument('{ | }');
    const [statement] = document(done.accept('statement')).statement;
    expect(Object.keys(statement)).toEqual(expect.arrayContaining(['actions', 'resources']));
    expect(inDocument('{ "statement": [ | ] }').labels).toContain('Allow statement');
  });

  test('operators, keys and values of conditions', () => {
    const condition = (inside: string) =>
      inDocument(`{ "statement": { "actions": ["s3:GetObject"], "condition": ${inside} } }`);
    expect(document(condition('{ | }').accept('StringEquals')).statement.condition).toEqual({
      test: 'StringEquals',
      variable: '',
      values: [''],
    });
    expect(document(condition('{ "test": "StringEq|" }').accept('StringEquals')).statement.condition).toEqual(
      {
        test: 'StringEquals',
      },
    );
    const key = condition('[{ "test": "Bool", "variable": "aws:Secure|", "values": [] }]');
    expect(document(key.accept('aws:SecureTransport')).statement.condition).toEqual([
      { test: 'Bool', variable: 'aws:SecureTransport', values: [] },
    ]);
    const value = condition('{ "test": "Bool", "variable": "aws:SecureTransport", "values": ["|"] }');
    expect(value.labels).toEqual(['true', 'false']);
  });

  test('kinds of principals and services', () => {
    const principal = (inside: string) => inDocument(`{ "statement": { "principals": ${inside} } }`);
    expect(document(principal('{ "type": "Serv|" }').accept('Service')).statement.principals).toEqual({
      type: 'Service',
    });
    const service = principal('{ "type": "Service", "identifiers": ["lambda|"] }');
    expect(service.labels).toContain('lambda.amazonaws.com');
  });

  test('resources of the module come first, as interpolations', () => {
    const body = '{ "statement": { "actions": ["aps:RemoteWrite"], "resources": ["|"] } }';
    const done = inDocument(body, { 'main.tf': workspaces });
    expect(done.labels[0]).toBe('aws_prometheus_workspace.main.arn');
    expect(document(done.accept('aws_prometheus_workspace.main.arn')).statement.resources).toEqual([
      '${aws_prometheus_workspace.main.arn}',
    ]);
    const typed = inDocument(body.replace('"|"', '"${aws_prom|}"'), { 'main.tf': workspaces });
    expect(document(typed.accept('aws_prometheus_workspace.main.arn')).statement.resources).toEqual([
      '${aws_prometheus_workspace.main.arn}',
    ]);
  });

  test("IAM's variables are spelled as the provider wants them", () => {
    const done = inDocument('{ "statement": { "resources": ["arn:aws:s3:::b/&{aws:usern|"] } }');
    expect(done.list?.items.length).toBeGreaterThan(0);
    const text = done.accept('aws:username');
    expect(document(text).statement.resources).toEqual(['arn:aws:s3:::b/&{aws:username}']);
  });

  test('arguments that are still missing, with the comma that lacks', () => {
    const condition = (inside: string) => inDocument(`{ "statement": { "condition": ${inside} } }`);
    const begun = condition('[{ "test": "Bool" | }]');
    expect(begun.labels).toEqual(['variable', 'values']);
    expect(document(begun.accept('values')).statement.condition).toEqual([{ test: 'Bool', values: [''] }]);
    const quoted = condition('{ "va|", "values": ["true"] }');
    expect(quoted.labels).toEqual(['test', 'variable']);
    expect(document(quoted.accept('variable')).statement.condition).toEqual({
      variable: '',
      values: ['true'],
    });
    const followed = condition('{ "test": "Bool", "va|": "aws:SecureTransport" }');
    expect(document(followed.accept('variable')).statement.condition).toEqual({
      test: 'Bool',
      variable: 'aws:SecureTransport',
    });
    expect(inDocument('{ "statement": [{ "principals": { "type": "AWS", | } }] }').labels).toEqual([
      'identifiers',
    ]);
    const dynamic = (inside: string) => `{ "statement": { "dynamic": { "condition": { ${inside} } } } }`;
    const content = inDocument(dynamic('"for_each": "${var.x}", "content": { "test": "Bool", "|" }'));
    expect(content.labels).toEqual(['variable', 'values']);
    expect(inDocument(dynamic('"for_each": "${var.x}", "|"')).labels).not.toContain('test');
  });

  test('arguments of the document stand behind its elements', () => {
    const done = inDocument('{ "version": "2012-10-17", "|" }');
    expect(done.labels).toEqual([
      'statement',
      'source_policy_documents',
      'override_policy_documents',
      'policy_id',
    ]);
    expect(document(done.accept('source_policy_documents'))).toEqual({
      version: '2012-10-17',
      source_policy_documents: [],
    });
  });

  test('what stands there is explained', () => {
    const hover = (body: string) =>
      hoverIn({ 'main.tf.json': `{ "data": { "aws_iam_policy_document": { "d": ${body} } } }` })?.markdown;
    expect(hover('{ "statement": { "actions": ["aps:Remote|Write"] } }')).toContain('RemoteWrite');
    expect(hover('{ "statement": { "not_act|ions": ["aps:RemoteWrite"] } }')).toContain('NotAction');
    expect(hover('{ "statement": { "condition": { "test": "StringEq|uals" } } }')).toContain('StringEquals');
  });
});

describe('elsewhere in Terraform’s JSON', () => {
  const documents = {
    'data.tf':
      'data "aws_iam_policy_document" "reader" {\n  statement {\n    actions = ["s3:GetObject"]\n  }\n}\n',
  };
  const inPolicy = (value: string) =>
    completeIn({
      'main.tf.json': `{ "resource": { "aws_iam_policy": { "reader": { "policy": ${value} } } } }`,
      ...documents,
    });
  const policy = (text: string) => JSON.parse(text).resource.aws_iam_policy.reader.policy;

  test('an argument that takes a document is offered those of the module', () => {
    const expected = '${data.aws_iam_policy_document.reader.json}';
    for (const value of ['"|"', '"${|}"', '"${data.aws|}"', '"${data.|"', '|', '"data.aws|"']) {
      expect(policy(inPolicy(value).accept('data.aws_iam_policy_document.reader.json'))).toBe(expected);
    }
  });

  test('JSON in a string is completed as JSON', () => {
    const done = inPolicy(
      '"{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"aps:RemoteW|\\"}]}"',
    );
    expect(JSON.parse(policy(done.accept('RemoteWrite'))).Statement[0].Action).toBe('aps:RemoteWrite');
  });
});

test.each([
  '{ "test": "Bool", "variable": "aws:SecureTransport"abc|"values": ["true"] }',
  '{ "test": "Bool", "variable": "aws:SecureTransport", "values"|: ["true"] }',
])('nothing is offered where somebody points at a quote: %s', (condition) => {
  const found = completeIn({
    'main.tf.json': `{ "data": { "aws_iam_policy_document": { "d": { "statement": [{ "condition": ${condition} }] } } } }`,
  });
  expect(found.labels).toEqual([]);
});

describe('a document in an old-style interpolation', () => {
  const module = (value: string) =>
    completeIn({
      'main.tf': `data "aws_iam_policy_document" "d" {\n}\n\nresource "aws_iam_policy" "p" {\n  policy = ${value}\n}\n`,
    });
  const line = (text: string) => text.split('\n')[4];

  test('gets what is missing around it', () => {
    for (const value of ['"${|}"', '"${data.|}"', '"${ data.aws_iam|', '"${data.aws_iam|"'])
      expect(line(module(value).accept('data.aws_iam_policy_document.d.json'))?.replace('${ ', '${')).toBe(
        '  policy = "${data.aws_iam_policy_document.d.json}"',
      );
  });
});

test('no offset of any beginning of a file is too much', () => {
  const text = JSON.stringify({
    data: {
      aws_iam_policy_document: {
        d: {
          statement: [
            {
              actions: ['aps:RemoteWrite'],
              resources: ['${aws_s3_bucket.b.arn}/*', 'arn:aws:s3:::b/&{aws:username}'],
              principals: { type: 'AWS', identifiers: ['*'] },
              condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['true'] }],
            },
          ],
        },
      },
    },
    resource: { aws_iam_policy: { p: { policy: '{"Version":"2012-10-17","Statement":[]}' } } },
  });
  for (let end = 0; end <= text.length; end++) {
    completeIn({ 'main.tf.json': `${text.slice(0, end)}|`, 'main.tf': workspaces });
    hoverIn({ 'main.tf.json': `${text.slice(0, end)}|${text.slice(end)}` });
  }
});
