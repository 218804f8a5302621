import { describe, expect, test } from 'vitest';
import { createCatalog } from '../../server/core/catalog/create.ts';
import { miniCatalog as catalog, miniTables } from './mini.ts';

const names = (actions: readonly { readonly fullName: string }[]) =>
  actions.map(({ fullName }) => fullName).join(' ');

describe('services and actions', () => {
  test('are found without regard to case', () => {
    expect(catalog.service('APS')?.name).toBe('Amazon Managed Service for Prometheus');
    expect(catalog.action('APS:querymetrics')?.fullName).toBe('aps:QueryMetrics');
    expect(catalog.services.map(({ prefix }) => prefix)).toEqual(['aps', 's3', 'sts']);
    expect(catalog.action('nonsense')).toBeUndefined();
    expect(catalog.action('aps:Nonsense')).toBeUndefined();
  });

  test('carry access level, resources, keys and dependent actions', () => {
    const action = catalog.action('aps:CreateScraper');
    expect(action).toMatchObject({
      access: 'Write',
      conditionKeys: ['aws:RequestTag/${TagKey}', 'aws:TagKeys'],
      dependentActions: ['iam:PassRole'],
    });
    expect(action?.resourceTypes.map(({ type, required }) => `${type.name} ${required}`)).toEqual([
      'workspace true',
      'cluster false',
    ]);
  });

  test('know their history', () => {
    expect(catalog.snapshots.at(-1)).toBe(catalog.date);
    expect(catalog.action('aps:CreateScraper')?.firstSeen).toBe('2025-12-06');
    expect(catalog.action('aps:QueryMetrics')).not.toHaveProperty('firstSeen');
    expect(catalog.action('aps:QueryLabels')?.retiredSince).toBe('2026-09-26');
    expect(names(catalog.service('aps')?.retiredActions ?? [])).toBe('aps:QueryLabels');
    expect(catalog.service('deeplens')?.retiredSince).toBe('2025-12-06');
    expect(catalog.retiredServices.map(({ prefix }) => prefix)).toEqual(['deeplens']);
  });
});

describe('expand', () => {
  test.each([
    ['*', 'all'],
    ['aps:QueryMetrics', 'one'],
    ['aps:querylabels', 'one'],
    ['aps:Nonsense', 'no-action'],
    ['aps:Nonsense*', 'no-action'],
    ['nonsense:Get', 'no-service'],
    ['*:Get*', 'wild-service'],
    ['aps', 'malformed'],
    ['aps:', 'malformed'],
    [':Get', 'malformed'],
    ['aps:Get:Object', 'malformed'],
    ['', 'malformed'],
  ])('%s is %s', (pattern, kind) => {
    expect(catalog.expand(pattern).kind).toBe(kind);
    expect(catalog.expand(pattern)).toBe(catalog.expand(pattern));
  });

  test.each([
    ['s3:Get*', 's3:GetObject s3:GetObjectTagging', ''],
    ['S3:*OBJECT', 's3:GetObject s3:PutObject', ''],
    ['s3:?etObject', 's3:GetObject', ''],
    ['aps:Query*', 'aps:QueryMetrics', 'aps:QueryLabels'],
    ['deeplens:*', '', 'deeplens:GetDevice'],
  ])('%s', (pattern, actions, retired) => {
    const match = catalog.expand(pattern);
    if (match.kind !== 'pattern') throw new Error(match.kind);
    expect(names(match.actions)).toBe(actions);
    expect(names(match.retired)).toBe(retired);
  });

  test('tells what a wildcard in the prefix would match', () => {
    const match = catalog.expand('*:List*');
    expect(match.kind === 'wild-service' && names(match.actions)).toBe(
      'aps:ListWorkspaces s3:ListAllMyBuckets s3:ListBucket',
    );
  });
});

describe('resource types of an ARN', () => {
  test.each([
    ['arn:aws:s3:::bucket', 's3/bucket'],
    ['arn:aws:s3:::bucket/key/with/slashes', 's3/object'],
    ['arn:aws:s3:::bucket*', 's3/object s3/bucket'],
    ['arn:aws:s3:::bucket/*', 's3/object'],
    ['arn:*:aps:*:*:workspace/ws-1', 'aps/workspace'],
    ['arn:aws:aps:eu-west-1:123456789012:work*', 'aps/workspace'],
    ['arn:aws:aps:eu-west-1:123456789012:workspaces/ws-1', ''],
    ['arn:aws:eks:eu-west-1:123456789012:cluster/main', 'aps/cluster'],
    ['arn:aws:*:eu-west-1:123456789012:cluster/main', 'aps/cluster s3/object'],
    ['arn:aws:s3:::${aws:PrincipalTag/team}/x', 's3/object'],
    ['*', ''],
    ['arn:aws:s3', ''],
  ])('%s', (arn, expected) => {
    expect(
      catalog
        .resourceTypesOf(arn)
        .map(({ service, name }) => `${service}/${name}`)
        .join(' '),
    ).toBe(expected);
  });
});

describe('condition keys', () => {
  test.each([
    ['AWS:sourcearn', 'aws:SourceArn'],
    ['aws:ResourceTag/team', 'aws:ResourceTag/${TagKey}'],
    ['aws:resourcetag/a:b/c', 'aws:ResourceTag/${TagKey}'],
    ['aws:ResourceTag/', undefined],
    ['s3:prefix', 's3:prefix'],
    ['s3:ExistingObjectTag/team', 's3:ExistingObjectTag/<key>'],
    ['sts:RequestContext/x', 'sts:RequestContext/${ContextKey}'],
    ['token.actions.githubusercontent.com:sub', 'token.actions.githubusercontent.com:sub'],
    ['oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub', 'oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub'],
    ['s3:sub', undefined],
    ['prefix', undefined],
  ])('%s', (written, name) => {
    expect(catalog.conditionKey(written)?.name).toBe(name);
  });

  test('join what services and our own facts tell', () => {
    expect(catalog.conditionKey('aws:TagKeys')).toMatchObject({ multivalued: true, services: ['aps'] });
    expect(catalog.conditionKey('aws:SourceArn')).toMatchObject({
      type: 'ARN',
      services: [],
      global: { sensitive: true },
    });
    expect(catalog.conditionKeyPrefixes.has('deeplens')).toBe(true);
    expect(catalog.federationKeys.map(({ name }) => name)).toContain(
      'token.actions.githubusercontent.com:amr',
    );
    expect(catalog.service('aps')?.conditionKeys[0]).toBe(catalog.conditionKey('aws:ResourceTag/x'));
  });
});

describe('principals, partitions, policies', () => {
  test('service principals', () => {
    expect(catalog.servicePrincipal('logs.eu-west-1.amazonaws.com')).toEqual({
      name: 'logs.amazonaws.com',
      source: 'documented',
      regional: true,
      region: 'eu-west-1',
    });
    expect(catalog.servicePrincipal('ec2.amazonaws.com.cn')?.name).toBe('ec2.amazonaws.com');
    expect(catalog.servicePrincipal('ec3.amazonaws.com')).toBeUndefined();
    expect(catalog.servicePrincipal('ec2.example.com')).toBeUndefined();
  });

  test('partitions', () => {
    expect(catalog.partitionOfRegion('cn-north-1')?.id).toBe('aws-cn');
    expect(catalog.partitionOfRegion('mars-1')).toBeUndefined();
  });

  test('managed policies with every version', () => {
    const policy = catalog.managedPolicy('arn:aws-cn:iam::aws:policy/service-role/MiniAccess');
    expect(policy).toBe(catalog.managedPolicy('miniaccess'));
    expect(policy?.versions.map(({ id, date }) => `${id} ${date}`)).toEqual([
      'v1 2015-02-06',
      'v3 2025-01-02',
    ]);
    expect(policy?.versions[0]?.document()).toBe(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}',
    );
    expect(catalog.managedPolicy('OldAccess')).toMatchObject({ deprecatedSince: '2021-03-01', versions: [] });
    expect(catalog.managedPolicies).toHaveLength(1);
  });
});

describe('suggestions', () => {
  test.each([
    ['aps:QueryMetric', 'aps:QueryMetrics'],
    ['prometheus:QueryMetrics', 'aps:QueryMetrics'],
    ['s3:RemoteWrite', 'aps:RemoteWrite'],
    ['aps:GetWorkspace', 'aps:DescribeWorkspace'],
    ['s3:ListBuckets', 's3:ListAllMyBuckets'],
    ['s3:HeadObject', 's3:GetObject'],
    ['QueryMetrics', 'aps:QueryMetrics'],
  ])('%s', (written, nearest) => {
    expect(catalog.nearestActions(written, 3)[0]?.fullName).toBe(nearest);
  });

  test('keep silent where nothing is near', () => {
    expect(catalog.nearestActions('foo:Bar', 3)).toEqual([]);
    expect(catalog.nearestServices('qwertyuiop', 3)).toEqual([]);
    expect(catalog.nearestConditionKeys('foo:bar', 3)).toEqual([]);
    expect(catalog.nearestServicePrincipals('qwertyuiop', 3)).toEqual([]);
  });

  test('services, keys, principals', () => {
    expect(catalog.nearestServices('s4', 3)).toEqual(['s3']);
    expect(catalog.nearestServices('prometheus', 3)).toEqual(['aps']);
    expect(catalog.nearestConditionKeys('s3:prefx', 1)).toEqual(['s3:prefix']);
    expect(catalog.nearestConditionKeys('aws:ResouceTag/team', 1)).toEqual(['aws:ResourceTag/team']);
    expect(catalog.nearestConditionKeys('s3:SourceArn', 1)).toEqual(['aws:SourceArn']);
    expect(catalog.nearestServicePrincipals('prometheus.amazonaws.com', 1)).toEqual(['aps.amazonaws.com']);
    expect(catalog.nearestServicePrincipals('log.amazonaws.com', 1)).toEqual(['logs.amazonaws.com']);
  });

  test.each([
    ['remote write', undefined, 'aps:RemoteWrite'],
    ['alias', undefined, 'aps:UpdateWorkspaceAlias'],
    ['run query', 'aps', 'aps:QueryMetrics'],
    ['read object', undefined, 's3:GetObject'],
    ['streaming', undefined, 'aps:RemoteWrite'],
  ])('search for %s', (words, service, first) => {
    expect(catalog.searchActions(words, 3, service)[0]?.fullName).toBe(first);
  });

  test('search finds the same whether it was prepared or not, in whole or in part', () => {
    const wanted = catalog.searchActions('read object', 10);
    const part = createCatalog(miniTables);
    expect(part.prepareSearch(1)).toBe(false);
    expect(part.searchActions('read object', 10).map(({ fullName }) => fullName)).toEqual(
      wanted.map(({ fullName }) => fullName),
    );
    const whole = createCatalog(miniTables);
    expect(whole.prepareSearch(1)).toBe(false);
    expect(whole.prepareSearch(100)).toBe(true);
    expect(whole.prepareSearch(1)).toBe(true);
    expect(whole.searchActions('read object', 10).map(({ fullName }) => fullName)).toEqual(
      wanted.map(({ fullName }) => fullName),
    );
  });
});

describe('absent tables', () => {
  const bare = createCatalog((name) => (name === 'shape' ? miniTables(name) : undefined));

  test('are empty ones', () => {
    const action = bare.action('aps:QueryMetrics');
    expect(action && bare.describeAction(action)).toBeUndefined();
    expect(bare.searchActions('query metrics', 1)[0]).toBe(action);
    expect(bare.managedPolicies).toEqual([]);
    expect(bare.globalKeys).toEqual([]);
    expect(createCatalog(() => undefined).expand('s3:Get*').kind).toBe('no-service');
  });

  test('may arrive later', () => {
    let there = false;
    const late = createCatalog((name) => (name !== 'prose' || there ? miniTables(name) : undefined));
    const action = late.action('aps:QueryMetrics');
    if (action === undefined) throw new Error('no action');
    expect(late.describeAction(action)).toBeUndefined();
    there = true;
    expect(late.describeAction(action)).toBe('Grants permission to run a query on metrics');
    expect(late.searchActions('streaming', 1)).toHaveLength(1);
  });

  test('of another format count as absent', () => {
    const other = createCatalog((name) => miniTables(name)?.replace('"format":1', '"format":0'));
    expect(other.services).toEqual([]);
  });
});

test('descriptions', () => {
  const key = catalog.conditionKey('aws:ResourceTag/team');
  expect(key && catalog.describeConditionKey(key)).toBe('Filters access by the tags of the resource');
});
