import { describe, expect, test } from 'vitest';
import { allTemplates, applyEdits, fits, templateEntries, templateOf } from '../../server/core/index.ts';
import { engine } from '../features/terraform-fixture.ts';
import { catalog } from '../pages/catalog.ts';
import { projectOf } from '../refactor/statement-fixture.ts';
import { at, type File, inserted, JSON_POLICY, MAIN_TF, NEW_JSON, snippets } from './insert.ts';

const ARN = 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-12345678-90ab-cdef-1234-567890abcdef';
const other = '{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}';

/** The statements that a text has, as plain JSON. */
function statements(text: string): unknown {
  return JSON.parse(text).Statement;
}

const QUERY = {
  Effect: 'Allow',
  Action: ['aps:GetLabels', 'aps:GetMetricMetadata', 'aps:GetSeries', 'aps:QueryMetrics'],
  Resource: ARN,
};

describe('in JSON', () => {
  test.each(['|', '{|}', '{\n  |\n}\n', 'amp-q|', '\ufeff|'])(
    'an empty file becomes the document: %j',
    (text) => {
      const after = inserted(text, NEW_JSON, 'amp-query').replace('\ufeff', '');
      expect(JSON.parse(after)).toEqual({ Version: '2012-10-17', Statement: [QUERY] });
      expect(at(text, NEW_JSON).placement?.form).toBe('document');
    },
  );

  test.each([
    ['in an empty list', `{"Version":"2012-10-17","Statement":[|]}`, [QUERY]],
    [
      'behind a statement without a comma',
      `{"Version":"2012-10-17","Statement":[${other}|]}`,
      [JSON.parse(other), QUERY],
    ],
    ['before a statement', `{"Version":"2012-10-17","Statement":[ | ${other}]}`, [QUERY, JSON.parse(other)]],
    [
      'inside a statement',
      `{"Version":"2012-10-17","Statement":[${other.replace('s3', 's|3')}]}`,
      [JSON.parse(other), QUERY],
    ],
    ['in place of the list', `{"Version":"2012-10-17","Statement": | }`, QUERY],
    ['without the list', `{"Version":"2012-10-17", | }`, [QUERY]],
    ['on a bracket', `{"Version":"2012-10-17","Statement":|[${other}]}`, [JSON.parse(other), QUERY]],
  ])('%s', (_name, text, expected) => {
    expect(statements(inserted(text, JSON_POLICY, 'amp-query'))).toEqual(expected);
    expect(at(text, JSON_POLICY).placement?.form).toBe('statement');
  });

  test('several statements stand one after the other, in the layout of the file', () => {
    const text = `{\n    "Version": "2012-10-17",\n    "Statement": [\n        |\n        ${other}\n    ]\n}\n`;
    const after = inserted(text, JSON_POLICY, 'amp-console');
    expect(statements(after)).toHaveLength(3);
    expect(after).toContain('\n        {\n            "Effect": "Allow",\n            "Action": [\n');
    expect(after.replaceAll('\r\n', '\n')).toBe(after);
  });

  test('line breaks are those of the file', () => {
    const text = `{\r\n  "Version": "2012-10-17",\r\n  "Statement": [\r\n    |\r\n  ]\r\n}\r\n`;
    expect(inserted(text, JSON_POLICY, 'amp-console')).not.toMatch(/[^\r]\n/);
    const argument = 'resource "aws_iam_policy" "p" {\r\n  policy = |\r\n}\r\n';
    for (const module of [argument, `|\r\n\r\n${argument.replace('|', 'null')}`])
      expect(inserted(module, MAIN_TF, 'amp-query')).not.toMatch(/[^\r]\n/);
  });

  test('right behind a block of Terraform they start on a line of their own', () => {
    const text = 'data "aws_iam_policy_document" "d" {\n  statement {\n    actions = ["s3:*"]\n  }|\n}\n';
    expect(inserted(text, MAIN_TF, 'amp-query')).toMatch(/\n {2}\}\n\n? {2}statement \{\n/);
  });

  test('a lone statement makes room for one, and for no more', () => {
    const text = `{"Version":"2012-10-17","Statement":${other.replace('s3', 's|3')}}`;
    expect(statements(inserted(text, JSON_POLICY, 'amp-query'))).toEqual([JSON.parse(other), QUERY]);
    expect(inserted(text, JSON_POLICY, 'amp-console')).toBe(
      'The statements of the policy are not spelled out as a list',
    );
  });

  test('JSON that is no policy has no place', () => {
    expect(
      at('{ "name": "shop", "items": [|] }', { ...JSON_POLICY, uri: 'file:///shop.json' }).placement,
    ).toBeUndefined();
  });
});

const block = (inside: string) => `data "aws_iam_policy_document" "x" {\n${inside}\n}\n`;

describe('in Terraform', () => {
  test.each([
    ['data source', '|'],
    ['data source', 'amp-q|'],
    ['data source', `resource "a" "b" {\n}\n\n|\n\nresource "a" "c" {\n}\n`],
    ['jsonencode', 'resource "aws_iam_policy" "p" {\n  policy = |\n}\n'],
    ['jsonencode', 'resource "aws_iam_policy" "p" {\n  policy =|\n}\n'],
    ['statement', block('  |')],
    ['statement', block('  statement {\n    actions = ["s3:Get|Object"]\n    resources = ["*"]\n  }')],
    [
      'statement',
      'locals {\n  p = jsonencode({\n    Version = "2012-10-17"\n    Statement = [\n      |\n    ]\n  })\n}\n',
    ],
    [
      'statement',
      'resource "aws_iam_policy" "p" {\n  policy = <<EOF\n{ "Version": "2012-10-17", "Statement": [|] }\nEOF\n}\n',
    ],
  ])('%s at %j', (form, text) => {
    expect(at(text, MAIN_TF).placement?.form).toBe(form);
    const after = inserted(text, MAIN_TF, 'amp-console');
    const policy = policyOf(after, MAIN_TF);
    const actions = policy.statements.flatMap(
      ({ action }) => action?.value.items.map(({ text: { value } }) => value) ?? [],
    );
    expect(actions.filter((action) => action?.startsWith('aps:'))).toEqual([
      'aps:CreateWorkspace',
      'aps:ListWorkspaces',
      'aps:DeleteWorkspace',
      'aps:DescribeWorkspace',
      'aps:UpdateWorkspaceAlias',
    ]);
    expect(policy.problems).toEqual([]);
  });

  test.each([
    '# |',
    'resource "aws_iam_policy" "p" {\n  name = |\n}\n',
    'resource "aws_s3_bucket" "b" {\n  |\n}\n',
    'locals {\n  a = <<EOF\n|\nEOF\n}\n',
    '/*\n|\n*/\n',
    'locals {\n  a = 1\n|',
  ])('nowhere at %j', (text) => {
    expect(at(text, MAIN_TF).placement).toBeUndefined();
  });

  test('a name that is taken is not used', () => {
    const text = `data "aws_iam_policy_document" "amp_query" {\n}\n\n|`;
    expect(inserted(text, MAIN_TF, 'amp-query')).toContain('"aws_iam_policy_document" "amp_query_2" {');
  });

  test('blocks keep a line between them', () => {
    const after = inserted('locals {\n}\n|\nlocals {\n}\n', MAIN_TF, 'ec2-trust');
    expect(after).toMatch(/^locals \{\n\}\n\ndata [\s\S]*\n\}\n\nlocals \{\n\}\n$/);
  });

  test('variables of policies are spelled as the block wants them', () => {
    expect(inserted(block('  |'), MAIN_TF, 'aws:IAMUserChangePassword')).toContain('user/&{aws:username}"');
    expect(
      inserted('resource "aws_iam_policy" "p" {\n  policy = |\n}\n', MAIN_TF, 'aws:IAMUserChangePassword'),
    ).toContain('user/$${aws:username}"');
  });

  test('policies of Alibaba Cloud go where its provider takes them', () => {
    expect(inserted('|', MAIN_TF, 'prom-read')).toMatch(
      /^resource "alicloud_ram_policy" "prom_read" \{\n {2}policy_name = "prom-read"\n {2}policy_document = jsonencode/,
    );
    expect(inserted('|', MAIN_TF, 'ram-trust-service')).toContain(
      'assume_role_policy_document = jsonencode(',
    );
    expect(inserted('data "alicloud_ram_policy_document" "x" {\n  |\n}\n', MAIN_TF, 'prom-read')).toContain(
      'action   = ["log:QueryPrometheusMetrics"',
    );
    expect(inserted('resource "aws_iam_policy" "p" {\n  policy = |\n}\n', MAIN_TF, 'prom-read')).toBe(
      'It is a policy of Alibaba Cloud, and the place takes one of AWS',
    );
  });
});

function policyOf(text: string, file: File) {
  const [policy, ...others] = engine.read(projectOf(text, file), file.uri)?.policies ?? [];
  if (policy === undefined || others.length > 0) throw new Error(`not one policy in ${text}`);
  return policy.document;
}

test('places are stops, in the order of filling in', () => {
  const [snippet] = snippets(block('  |'), MAIN_TF, 'amp-query');
  expect(snippet).toContain(`workspace/\${3:ws-12345678-90ab-cdef-1234-567890abcdef}`);
  expect(snippet).toContain(`aps:\${1:eu-west-1}:\${2:111122223333}:`);
  expect(snippets('|', NEW_JSON, 'amp-full')).toEqual([]);
});

test('templates of another kind do not fit', () => {
  const names = (text: string, file: File) => {
    const { placement } = at(text, file);
    return placement === undefined
      ? []
      : allTemplates.filter((one) => fits(one, placement)).map(({ name }) => name);
  };
  expect(names('resource "aws_iam_role" "r" {\n  assume_role_policy = |\n}\n', MAIN_TF)).toEqual([
    'iam-trust-service',
    'iam-trust-account',
    'iam-trust-github',
    'ec2-trust',
    'lookoutmetrics-trust',
  ]);
  expect(
    names('resource "aws_prometheus_resource_policy" "p" {\n  policy_document = |\n}\n', MAIN_TF),
  ).toEqual(['amp-policy-basic', 'amp-policy-xaccount', 'amp-policy-grafana']);
  expect(
    names('resource "alicloud_ram_role" "r" {\n  assume_role_policy_document = |\n}\n', MAIN_TF),
  ).toEqual(['ram-trust-account', 'ram-trust-service']);
});

test('managed policies go into a module and a list of statements, every tenth of them', () => {
  const list = '{"Version":"2012-10-17","Statement":[|]}';
  const managed = templateEntries(catalog()).filter(({ id }) => id.startsWith('aws:'));
  const failed = managed
    .filter((_, index) => index % 10 === 0)
    .flatMap(({ id }) => {
      const template = templateOf(catalog(), id);
      const { text, placement } = at(list, JSON_POLICY);
      const answer = template === undefined ? undefined : placement?.insert(template);
      if (template === undefined || answer === undefined || 'refused' in answer) return [id];
      const same =
        JSON.stringify(statements(applyEdits(text, answer.edits))) ===
        JSON.stringify(template.document.Statement);
      return same ? [] : [id];
    });
  expect(failed).toEqual([]);
  expect(managed.length).toBeGreaterThan(1_500);
});

test('nothing can be put between the two characters of a line break', () => {
  expect(inserted('r|\r\n', MAIN_TF, 'ram-trust-account')).toContain('alicloud_ram_role');
  expect(at('r\r|\n', MAIN_TF).placement).toBeUndefined();
});
