import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCatalog } from '../../server/core/catalog/create.ts';
import { attachTarget } from '../../server/core/catalog/terraform.ts';
import { createTerraformFacts } from '../../server/core/catalog/terraform-facts.ts';
import { covers, matches } from '../../server/core/catalog/wildcard.ts';
import { compileTerraform } from '../../server/tables/terraform.ts';
import { catalog } from '../pages/catalog.ts';
import { miniCatalog } from './mini.ts';

/** The committed facts, compiled here: they change with the code, not with a package. */
const table = compileTerraform(join(import.meta.dirname, '../../server/tables/facts/terraform'));
const facts = createTerraformFacts(() => table);
const names = (holders: readonly { readonly type: string; readonly attribute: string }[]) =>
  holders.map(({ type, attribute }) => `${type}.${attribute}`);

describe('attributes', () => {
  test('say what a policy is and what it sits on', () => {
    expect(facts.attributes('resource', 'aws_prometheus_resource_policy')).toEqual([
      {
        attribute: 'policy_document',
        kind: 'resource',
        service: 'aps',
        attachedBy: {
          argument: 'workspace_id',
          target: 'aws_prometheus_workspace',
          targetAttribute: 'id',
          targetArnAttribute: 'arn',
          resourceType: 'workspace',
        },
        required: true,
        allowedActions: [
          'aps:RemoteWrite',
          'aps:QueryMetrics',
          'aps:GetSeries',
          'aps:GetLabels',
          'aps:GetMetricMetadata',
        ],
        docResource: 'own',
        note: expect.any(String),
      },
    ]);
  });

  test.each([
    ['resource', 'aws_iam_role', 'assume_role_policy trust, inline_policy.policy identity'],
    ['resource', 'aws_iam_policy', 'policy identity'],
    ['resource', 'aws_ecr_registry_policy', 'policy resource'],
    ['resource', 'aws_vpc_endpoint', 'policy endpoint'],
    ['resource', 'aws_organizations_policy', 'content scp'],
    ['resource', 'aws_transfer_user', 'policy session'],
    ['resource', 'aws_sqs_queue', 'policy resource'],
    ['provider', 'aws', 'assume_role.policy session, assume_role_with_web_identity.policy session'],
    ['data', 'aws_iam_policy_document', 'source_policy_documents unknown, override_policy_documents unknown'],
  ] as const)('of %s %s', (block, type, wanted) => {
    const found = facts.attributes(block, type).map(({ attribute, kind }) => `${attribute} ${kind}`);
    expect(found.join(', ')).toBe(wanted);
  });

  test('leave out whatever is exported, of another block kind, of another dialect or nothing at all', () => {
    expect(facts.attributes('data', 'aws_iam_policy')).toEqual([]);
    expect(facts.attributes('data', 'aws_iam_role')).toEqual([]);
    expect(facts.attributes('resource', 'aws_wafv2_web_acl')).toEqual([]);
    expect(facts.attributes('resource', 'constructor')).toEqual([]);
    expect(facts.attributes('resource', 'alicloud_oss_bucket_policy')).toEqual([]);
    expect(facts.attributes('resource', 'alicloud_oss_bucket_policy', 'ram')).toMatchObject([
      { kind: 'resource', service: 'oss' },
    ]);
    expect(facts.attributes('resource', 'aws_iam_policy', 'ram')).toEqual([]);
  });

  test('carry what the rules ask for', () => {
    const first = (type: string) => facts.attributes('resource', type)[0];
    expect(first('aws_vpc_endpoint')).toMatchObject({
      policyServiceFrom: 'service_name',
      attachedBy: { target: 'aws_vpc_endpoint' },
    });
    expect(first('aws_vpc_endpoint')?.attachedBy).not.toHaveProperty('argument');
    expect(first('aws_vpc_endpoint')).not.toHaveProperty('required');
    expect(first('aws_iam_policy')).not.toHaveProperty('attachedBy');
    expect(first('aws_cloudwatch_log_resource_policy')?.accountScopedWhen).toBe('policy_name');
    expect(first('aws_s3tables_table_policy')?.attachedBy?.alsoNeeds).toEqual([
      'namespace',
      'table_bucket_arn',
    ]);
    expect(first('aws_transfer_user')?.limits).toEqual({
      argument: 'role',
      target: 'aws_iam_role',
      targetAttribute: 'arn',
    });
    expect(first('aws_organizations_policy')?.kindBy).toMatchObject({
      argument: 'type',
      default: 'SERVICE_CONTROL_POLICY',
      values: { RESOURCE_CONTROL_POLICY: 'rcp', TAG_POLICY: 'other' },
    });
    expect(facts.attributes('data', 'aws_iam_policy_document')[0]).toMatchObject({
      list: true,
      kindFrom: 'consumer',
    });
  });

  test('name what the attaching argument may name', () => {
    const attachedBy = facts.attributes('resource', 'aws_dynamodb_resource_policy')[0]?.attachedBy;
    if (attachedBy === undefined) throw new Error('attached to nothing');
    const type = (attribute?: string) =>
      attachTarget(attachedBy, 'aws_dynamodb_table', attribute)?.resourceType;
    expect(type('arn')).toBe('table');
    expect(type('stream_arn')).toBe('stream');
    expect(type()).toBe('table');
    expect(attachTarget(attachedBy, 'aws_sqs_queue', 'arn')).toBeUndefined();
  });
});

test('look-alikes are foreign, and no attribute is both', () => {
  expect(facts.foreign('resource', 'aws_sqs_queue').map(({ attribute }) => attribute)).toEqual([
    'redrive_policy',
    'redrive_allow_policy',
  ]);
  expect(facts.foreign('resource', 'aws_verifiedpermissions_policy')).toMatchObject([{ grammar: 'cedar' }]);
  expect(facts.foreign('resource', 'aws_iam_policy')).toEqual([]);
  const both = Object.entries(table.foreign).flatMap(([key, rows]) =>
    rows.filter(({ attribute }) => table.attributes[key]?.some((each) => each.attribute === attribute)),
  );
  expect(both).toEqual([]);
});

test('references decide what a policy elsewhere is', () => {
  expect(facts.references('resource', 'aws_iam_role_policy_attachment')).toEqual([
    {
      attribute: 'policy_arn',
      form: 'arn',
      kind: 'identity',
      principal: { argument: 'role', target: 'aws_iam_role', targetAttribute: 'name' },
    },
  ]);
  expect(facts.references('resource', 'aws_iam_user')).toMatchObject([
    { attribute: 'permissions_boundary', kind: 'boundary', principal: 'self' },
  ]);
  expect(facts.references('resource', 'aws_eks_access_policy_association')[0]).not.toHaveProperty('kind');
});

test('statements may be spelled in arguments', () => {
  expect(facts.statement('resource', 'aws_lambda_permission')).toMatchObject({
    effect: 'Allow',
    elements: { Action: { arguments: ['action'] }, Resource: { arguments: ['function_name', 'qualifier'] } },
    conditions: expect.arrayContaining([
      { operator: 'ArnLike', key: 'aws:SourceArn', argument: 'source_arn' },
    ]),
  });
  expect(facts.statement('data', 'aws_iam_policy_document')).toMatchObject({
    block: 'statement',
    elements: { Condition: { block: 'condition', arguments: ['test', 'variable', 'values'] } },
  });
  expect(facts.statement('resource', 'aws_iam_policy')).toBeUndefined();
});

describe('ARNs', () => {
  test('have patterns with placeholders and shapes with wildcards', () => {
    expect(facts.arn('aws_prometheus_workspace', 'arn')).toBe(
      'arn:${Partition}:aps:${Region}:${Account}:workspace/${WorkspaceId}',
    );
    expect(facts.arnShape('aws_prometheus_workspace', 'arn')).toBe('arn:*:aps:*:*:workspace/*');
    expect(facts.arnShape('aws_s3_bucket', 'arn')).toBe('arn:*:s3:::*');
    expect(facts.arnShape('aws_s3_bucket', 'id')).toBeUndefined();
    expect(facts.arnShape('aws_nonsense', 'arn')).toBeUndefined();
    expect(facts.arn('aws_prometheus_workspace', 'nonsense')).toBeUndefined();
  });

  test('of data sources are known where the data source has the attribute', () => {
    expect(facts.arn('data.aws_acm_certificate', 'arn')).toBe(facts.arn('aws_acm_certificate', 'arn'));
    expect(facts.arn('data.aws_acm_certificate', 'id')).toBeUndefined();
    expect(facts.arnShape('data.aws_caller_identity', 'arn')).toBe('arn:*:*::????????????:*');
  });

  test.each([
    ['aws_lb', 'arn:*:elasticloadbalancing:*:*:loadbalancer/*/*/*'],
    ['aws_cloudwatch_event_rule', 'arn:*:events:*:*:rule/*'],
    ['aws_s3_access_point', 'arn:*:s3*:*:*:*accesspoint/*'],
    ['aws_ssmcontacts_contact_channel', 'arn:*:ssm-contacts:*:*:contact*channel/*/*'],
  ])('of several forms, %s, have one shape for all', (type, shape) => {
    expect(facts.arnShape(type, 'arn')).toBe(shape);
  });

  test('fit their shape, whichever form they have', () => {
    const wrong = table.arns.filter(({ t, a, p }) => {
      const shape = facts.arnShape(t, a) ?? '';
      return p.some(([, , arn]) => !covers(shape, arn.replaceAll(/\$\{[^}]*\}/g, '*')));
    });
    expect(wrong).toEqual([]);
  });

  test('nobody is sure about are unknown', () => {
    expect(facts.arn('aws_spot_instance_request', 'arn')).toBeUndefined();
  });
});

describe('types', () => {
  test.each([
    ['aps', 'workspace', 'aws_prometheus_workspace.arn'],
    ['APS', 'Workspace', 'aws_prometheus_workspace.arn'],
    ['kms', 'key', 'aws_kms_key.arn'],
    ['lambda', 'function', 'aws_lambda_function.arn'],
    ['s3', 'object', 'aws_s3_object.arn'],
    ['iam', 'role', 'aws_iam_role.arn'],
    ['secretsmanager', 'Secret', 'aws_secretsmanager_secret.arn'],
    ['dynamodb', 'stream', 'aws_dynamodb_table.stream_arn'],
    ['elasticloadbalancing', 'loadbalancer/net/', 'aws_lb.arn'],
  ])('of %s %s begin with %s', (service, resourceType, first) => {
    expect(names(facts.typesOf(service, resourceType))[0]).toBe(first);
  });

  test('are of one provider', () => {
    expect(names(facts.typesOf('kms', 'key')).filter((name) => name.startsWith('alicloud'))).toEqual([]);
    expect(names(facts.typesOf('kms', 'key', 'ram'))).toEqual(['alicloud_kms_key.arn']);
    expect(facts.typesOf('aps', 'nonsense')).toEqual([]);
  });

  test('say what to append where the attribute is only the beginning', () => {
    expect(facts.typesOf('execute-api', 'execute-api-general')).toContainEqual({
      type: 'aws_api_gateway_rest_api',
      attribute: 'execution_arn',
      suffix: '/*',
      dataSource: true,
    });
    expect(facts.typesOf('aps', 'workspace')[0]).not.toHaveProperty('suffix');
  });

  test.each([
    ['arn:${Partition}:s3:::${BucketName}/${ObjectName}', 'aws_s3_bucket.arn', '/*'],
    [
      'arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}/index/${IndexName}',
      'aws_dynamodb_table.arn',
      '/index/*',
    ],
    [
      'arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}:log-stream:${LogStreamName}',
      'aws_cloudwatch_log_group.arn',
      ':*',
    ],
  ])('above %s', (arn, name, suffix) => {
    const [first] = facts.typesAbove(arn);
    expect(first === undefined ? undefined : `${first.type}.${first.attribute}`).toBe(name);
    expect(first?.suffix).toBe(suffix);
  });

  test('above nothing are none', () => {
    expect(facts.typesAbove('*')).toEqual([]);
    expect(facts.typesAbove('arn:${Partition}:s3:::${BucketName}')).toEqual([]);
  });
});

test.each([
  ['data.aws_caller_identity', 'account_id', 'account-id', '????????????'],
  ['data.aws_region', 'name', 'region', '*-*-*'],
  ['data.aws_partition', 'dns_suffix', 'dns-suffix', '*.*'],
  ['aws_iam_openid_connect_provider', 'url', 'oidc-url', '*'],
  ['aws_s3_bucket', 'id', 'name', '*'],
])('%s.%s is a value of kind %s', (type, attribute, kind, pattern) => {
  expect(facts.valueShape(type, attribute)).toMatchObject({ kind, pattern });
});

test('values and patterns of the partitions and Regions we know agree', () => {
  const fits = (type: string, attribute: string, text: string) =>
    matches(facts.valueShape(type, attribute)?.pattern ?? '', text);
  const { partitions } = catalog();
  expect(partitions.filter(({ id }) => !fits('data.aws_partition', 'partition', id))).toEqual([]);
  expect(partitions.filter((each) => !fits('data.aws_partition', 'dns_suffix', each.dnsSuffix))).toEqual([]);
  const regions = partitions.flatMap((each) => each.regions);
  expect(regions.filter((each) => !fits('data.aws_region', 'name', each))).toEqual([]);
});

describe('the facts as a whole', () => {
  test('agree with the service data on every resource type and its ARN', () => {
    const wrong = table.arns.flatMap(({ t, a, p, s }) =>
      p.flatMap(([service, name, arn]) => {
        if (name === '' || t.startsWith('alicloud')) return [];
        const type = catalog()
          .service(service)
          ?.resourceTypes.find((each) => each.name.toLowerCase() === name.toLowerCase());
        const filled = `${arn}${s ?? ''}`.replaceAll(/\$\{[^}]*\}/g, 'x1');
        return type !== undefined && catalog().resourceTypeMeets(type, filled)
          ? []
          : [`${t}.${a} ${service}/${name}`];
      }),
    );
    // The service data spells this ARN in one of two ways; the provider's documentation in the other.
    expect(wrong).toEqual(['aws_ssmcontacts_contact_channel.arn ssm-contacts/contactchannel']);
  });

  test('know the ARN of everything that policies are attached to', () => {
    const unknown = Object.values(table.attributes)
      .flat()
      .flatMap(({ attachedBy }) =>
        attachedBy === undefined ? [] : [attachedBy, ...(attachedBy.alternatives ?? [])],
      )
      .filter(
        ({ target, targetArnAttribute }) => target.startsWith('aws') && targetArnAttribute !== undefined,
      )
      .filter(({ target, targetArnAttribute = '' }) => facts.arn(target, targetArnAttribute) === undefined)
      .map(({ target }) => target);
    expect(unknown).toEqual([]);
  });

  test('name services that exist', () => {
    const rows = Object.entries(table.attributes).filter(([key]) => !key.includes(' alicloud'));
    const unknown = rows.flatMap(([key, each]) =>
      each
        .filter(({ service }) => catalog().service(service) === undefined)
        .map(({ service }) => `${key} ${service}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe('the table', () => {
  test('is read with the first question, and once', () => {
    let reads = 0;
    const lazy = createCatalog((name) => {
      if (name === 'terraform') reads++;
      return name === 'terraform' ? JSON.stringify(table) : undefined;
    });
    const { terraform } = lazy;
    expect(reads).toBe(0);
    expect(terraform.arnShape('aws_sqs_queue', 'arn')).toBe('arn:*:sqs:*:*:*');
    expect(terraform.attributes('resource', 'aws_sqs_queue')).toHaveLength(1);
    expect(reads).toBe(1);
  });

  test('may be missing', () => {
    const { terraform } = miniCatalog;
    expect(terraform.attributes('resource', 'aws_iam_policy')).toEqual([]);
    expect(terraform.foreign('resource', 'aws_sqs_queue')).toEqual([]);
    expect(terraform.references('resource', 'aws_iam_role')).toEqual([]);
    expect(terraform.statement('resource', 'aws_lambda_permission')).toBeUndefined();
    expect(terraform.arnShape('aws_sqs_queue', 'arn')).toBeUndefined();
    expect(terraform.valueShape('data.aws_region', 'name')).toBeUndefined();
    expect(terraform.typesOf('aps', 'workspace')).toEqual([]);
    expect(terraform.typesAbove('arn:aws:s3:::b/k')).toEqual([]);
  });

  test('is the one that ships', () => {
    expect(catalog().terraform.attributes('resource', 'aws_iam_role')).toEqual(
      facts.attributes('resource', 'aws_iam_role'),
    );
  });
});
