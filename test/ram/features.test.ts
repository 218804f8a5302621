import { describe, expect, test } from 'vitest';
import { hover, resolveCompletion } from '../../server/core/index.ts';
import { completeIn, engine, hoverIn } from '../features/fixture.ts';
import {
  completeIn as completeInModule,
  engine as moduleEngine,
  spotIn,
} from '../features/terraform-fixture.ts';

const statement = (more: string) => `{ "Version": "1", "Statement": [{ "Effect": "Allow", ${more} }] }`;
const trust = 'file:///work/trust-policy.json';

describe('completion', () => {
  test('elements are those of the language', () => {
    expect(completeIn('{ "Version": "1", "|" }').labels).toEqual(['Statement']);
    const { labels } = completeIn(statement('"Action": "oss:*", "|"'));
    expect(labels).toEqual(expect.arrayContaining(['Resource', 'Condition']));
    expect(labels).not.toContain('Sid');
    expect(labels).not.toContain('NotResource');
  });

  test('the version is the only one', () => {
    const { labels } = completeIn(
      '{ "Version": "|", "Statement": [{ "Action": "arms:*", "Resource": "acs:arms:*:*:*" }] }',
    );
    expect(labels).toEqual(['1']);
  });

  test('actions by service, and services', () => {
    expect(completeIn(statement('"Action": ["arms:Read|"]')).labels).toContain('ReadTraceApp');
    const { labels } = completeIn(statement('"Action": ["xtr|"]'));
    expect(labels.some((label) => label.startsWith('xtrace'))).toBe(true);
    expect(labels).not.toContain('xray');
  });

  test('resources are templates of the types that the actions take', () => {
    const { labels, accept } = completeIn(
      statement('"Action": ["arms:GetPrometheusInstance"], "Resource": "|"'),
    );
    expect(labels).toContain('acs:arms:*:*:prometheus/${ClusterId}');
    expect(JSON.parse(accept('acs:arms:*:*:prometheus/${ClusterId}')).Statement[0].Resource).toMatch(
      /^acs:arms:\*:\*:prometheus\//,
    );
  });

  test('a half-typed ARN goes on field by field', () => {
    const at = (arn: string) =>
      completeIn(statement(`"Action": ["arms:GetPrometheusInstance"], "Resource": "${arn}|"`)).labels;
    expect(at('acs:')).toEqual(expect.arrayContaining(['arms', 'log', 'ram']));
    expect(at('acs:arms:')).toContain('*');
    expect(at('acs:arms:*:*:')).toContain('prometheus/${ClusterId}');
    expect(at('acs:arms:*:*:').some((label) => label.startsWith('arn:'))).toBe(false);
  });

  test('principals are accounts, users, roles and services of the cloud', () => {
    const kinds = completeIn(statement('"Action": "sts:AssumeRole", "Principal": { "|" }'), trust);
    expect(kinds.labels).toEqual(['RAM', 'Service', 'Federated']);
    const accounts = completeIn(
      statement('"Action": "sts:AssumeRole", "Principal": { "RAM": ["|"] }'),
      trust,
    );
    expect(accounts.labels).toContain('acs:ram::1234567890123456:root');
    const services = completeIn(
      statement('"Action": "sts:AssumeRole", "Principal": { "Service": ["|"] }'),
      trust,
    );
    expect(services.labels).toContain('arms.aliyuncs.com');
    expect(services.labels.some((label) => label.includes('amazonaws'))).toBe(false);
  });

  test('condition keys and values', () => {
    const keys = completeIn(
      statement('"Action": "arms:*", "Resource": "*", "Condition": { "Bool": { "|" } }'),
    );
    expect(keys.labels).toEqual(expect.arrayContaining(['acs:MFAPresent', 'acs:SecureTransport']));
    expect(keys.labels).not.toContain('acs:SourceIp');
    const values = completeIn(
      statement('"Action": "arms:*", "Resource": "*", "Condition": { "Bool": { "acs:MFAPresent": "|" } }'),
    );
    expect(values.labels).toEqual(['true', 'false']);
  });

  test('no variables: the language has none', () => {
    const { labels } = completeIn(statement('"Action": "oss:*", "Resource": "acs:oss:*:*:b/${|"'));
    expect(labels.filter((label) => label.includes('aws:'))).toEqual([]);
  });

  test('an empty file can become a policy of the cloud', () => {
    const { accept } = completeIn('|');
    expect(JSON.parse(accept('RAM identity policy'))).toMatchObject({ Version: '1' });
    expect(JSON.parse(accept('RAM role trust policy')).Statement[0].Principal).toEqual({ Service: '' });
  });

  test('documentation of items is about the cloud that they are for', () => {
    const { list } = completeIn(statement('"Action": ["arms:Read|"]'));
    expect(list?.topic).toBe('ram action arms');
    expect(resolveCompletion(engine(), 'ram action arms', 'ReadTraceApp')).toContain('resource group');
    expect(resolveCompletion(engine(), 'ram principal-kind', 'RAM')).toContain('RAM user');
    expect(resolveCompletion(engine(), 'ram condition-key', 'acs:MFAPresent')).toContain('AccessKey');
  });

  test('the names of one cloud are not offered in the other', () => {
    const others = {
      'file:///work/aws.json':
        '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:eu-west-1:111122223333:b" }] }',
    };
    const { labels } = completeIn(
      statement('"Action": ["log:QueryMetrics"], "Resource": "|"'),
      undefined,
      others,
    );
    expect(labels.filter((label) => label.includes('111122223333') || label.includes('arn:'))).toEqual([]);
  });
});

describe('hover', () => {
  const at = (more: string) => hoverIn(statement(more))?.markdown ?? '';

  test('an action tells how certain it is', () => {
    expect(at('"Action": ["arms:Read|TraceApp"], "Resource": "*"')).toContain('See applications');
    expect(at('"Action": ["arms:ListAl|erts"], "Resource": "*"')).toContain('inference');
    expect(at('"Action": ["arms:CreatePrometheus|Monitoring"], "Resource": "*"')).toContain(
      '**Deprecated.**',
    );
  });

  test('nothing speaks of AWS', () => {
    for (const more of [
      '"Action": ["arms:Read|TraceApp"], "Resource": "*"',
      '"Action": ["arms:Re|*"], "Resource": "*"',
      '"Action": "arms:*", "Resource": "acs:arms:*:*:prom|etheus/*"',
      '"Action": "arms:*", "Resource": "*", "Condition": { "Bo|ol": { "acs:MFAPresent": "true" } }',
      '"Action": "arms:*", "Resource": "*", "Condition": { "Bool": { "acs:MFA|Present": "true" } }',
      '"Action": "arms:*", "Reso|urce": "*"',
    ])
      expect(at(more), more).not.toMatch(/AWS|aws:|Null/);
  });

  test('the version, the effect and an ARN', () => {
    expect(hoverIn(statement('"Action": "arms:*"').replace('"1"', '"|1"'))?.markdown).toContain(
      'the only one',
    );
    expect(hoverIn(statement('"Action": "arms:*"').replace('Allow', 'Al|low'))?.markdown).toContain(
      'resource group',
    );
    expect(at('"Action": "arms:*", "Resource": "acs:arms:*:*:prom|etheus/*"')).not.toContain('Partition');
  });

  test('principals', () => {
    const principal = (value: string) =>
      hoverIn(statement(`"Action": "sts:AssumeRole", "Principal": { "RAM": ["${value}"] }`), trust)?.markdown;
    expect(principal('acs:ram::1234567890123456:ro|ot')).toContain('every RAM user and role');
  });
});

describe('in Terraform', () => {
  const document = (inside: string) =>
    `data "alicloud_ram_policy_document" "d" {\n  statement {\n    effect = "Allow"\n${inside}\n  }\n}\n`;

  test('arguments by the names of the provider', () => {
    const { labels, accept } = completeInModule({ 'main.tf': document('    |') });
    expect(labels).toEqual(expect.arrayContaining(['action', 'resource', 'principal', 'condition']));
    expect(labels.filter((label) => /^not_|s$|sid/.test(label))).toEqual([]);
    expect(accept('condition')).toMatch(/condition \{\n\s+operator = /);
    expect(accept('action')).toMatch(/\n {4}action = \[/);
  });

  test('values', () => {
    expect(completeInModule({ 'main.tf': document('    action = ["arms:Read|"]') }).labels).toContain(
      'ReadTraceApp',
    );
    const kinds = completeInModule({
      'main.tf': document('    principal {\n      entity = "|"\n    }'),
    });
    expect(kinds.labels).toEqual(['RAM', 'Service', 'Federated']);
    const operators = completeInModule({
      'main.tf': document('    condition {\n      operator = "|"\n    }'),
    });
    expect(operators.labels).toHaveLength(21);
    const keys = completeInModule({
      'main.tf': document(
        '    condition {\n      operator = "Bool"\n      variable = "|"\n      values = ["true"]\n    }',
      ),
    });
    expect(keys.labels).toContain('acs:MFAPresent');
  });

  test('documents for an argument are those of the cloud', () => {
    const aws =
      'data "aws_iam_policy_document" "other" {\n  statement {\n    actions = ["s3:*"]\n    resources = ["*"]\n  }\n}\n';
    const use = 'resource "alicloud_ram_policy" "p" {\n  policy_name     = "p"\n  policy_document = |\n}\n';
    const { labels } = completeInModule({ 'main.tf': document('    action = ["arms:*"]') + aws + use });
    expect(labels.filter((label) => label.includes('policy_document'))).toEqual([
      'data.alicloud_ram_policy_document.d.document',
    ]);
  });

  test('statement blocks of a resource', () => {
    const policy = (inside: string) =>
      `resource "alicloud_ram_policy" "old" {\n  name = "old"\n  statement {\n    effect = "Allow"\n${inside}\n  }\n}\n`;
    expect(completeInModule({ 'main.tf': policy('    |') }).labels).toContain('action');
    expect(completeInModule({ 'main.tf': policy('    action = ["arms:Read|"]') }).labels).toContain(
      'ReadTraceApp',
    );
  });

  test('hover on a value', () => {
    const { project, uri, offset } = spotIn({ 'main.tf': document('    action = ["arms:Read|TraceApp"]') });
    expect(hover(moduleEngine, project, uri, offset)?.markdown).toContain('See applications');
  });
});

describe('in Terraform’s JSON syntax', () => {
  const inDocument = (statement: string) => ({
    'main.tf.json': `{ "data": { "alicloud_ram_policy_document": { "d": { "statement": ${statement} } } } }\n`,
  });
  const statementOf = (text: string) => JSON.parse(text).data.alicloud_ram_policy_document.d.statement;

  test('arguments and blocks have the names of the provider', () => {
    const done = completeInModule(inDocument('{ "effect": "Allow", "|" }'));
    expect(done.labels).toEqual(expect.arrayContaining(['action', 'resource', 'principal', 'condition']));
    expect(done.labels).not.toContain('actions');
    expect(done.labels).not.toContain('sid');
    expect(statementOf(done.accept('resource'))).toEqual({ effect: 'Allow', resource: [''] });
    const bare = completeInModule(inDocument('{ | }'));
    expect(statementOf(bare.accept('resource'))).toEqual({ resource: [''] });
    const renamed = completeInModule(inDocument('{ "res|": ["*"] }'));
    expect(statementOf(renamed.accept('resource'))).toEqual({ resource: ['*'] });
    expect(statementOf(done.accept('condition'))).toMatchObject({
      condition: { operator: '', variable: '', values: [''] },
    });
  });

  test('no offset of any beginning of a file is too much', () => {
    const statement = [
      {
        action: ['oss:GetObject'],
        principal: [{ entity: 'RAM', identifiers: ['*'] }],
        condition: { operator: 'Bool', variable: 'acs:SecureTransport', values: ['true'] },
        dynamic: { principal: { for_each: [], content: { entity: 'RAM' } } },
      },
    ];
    const text = JSON.stringify({ data: { alicloud_ram_policy_document: { d: { statement } } } });
    for (let end = 0; end <= text.length; end++) {
      completeInModule({ 'main.tf.json': `${text.slice(0, end)}|` });
      completeInModule({ 'main.tf.json': `${text.slice(0, end)}|${text.slice(end)}` });
    }
  });

  test('actions, operators and keys are those of the cloud', () => {
    const actions = completeInModule(inDocument('{ "action": ["arms:Read|"] }'));
    expect(statementOf(actions.accept('ReadTraceApp'))).toEqual({ action: ['arms:ReadTraceApp'] });
    const condition = (inside: string) =>
      completeInModule(inDocument(`{ "condition": { ${inside} } }`)).labels;
    expect(condition('"operator": "|"')).toContain('StringEquals');
    expect(condition('"operator": "|"')).not.toContain('ArnLike');
    expect(condition('"operator": "IpAddress", "variable": "|"')).toContain('acs:SourceIp');
  });
});
