import { describe, expect, test } from 'vitest';
import { createCatalog } from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';

const ram = catalog().of('ram');

describe('the catalog of Alibaba Cloud', () => {
  test('is another than that of AWS, and each knows the other', () => {
    expect(ram.dialect).toBe('ram');
    expect(ram.of('ram')).toBe(ram);
    expect(ram.of('aws')).toBe(catalog());
    expect(catalog().of('aws')).toBe(catalog());
    expect(ram.service('s3')).toBeUndefined();
    expect(catalog().service('arms')).toBeUndefined();
  });

  test('has the operations of ARMS, with how certain each is', () => {
    const actions = ram.service('arms')?.actions ?? [];
    expect(actions.length).toBeGreaterThan(249);
    expect(actions.filter(({ deprecated }) => deprecated !== undefined)).toHaveLength(45);
    expect(ram.action('arms:ReadTraceApp')?.certainty).toBeUndefined();
    expect(ram.action('arms:ListAlerts')?.certainty).toBe('inferred');
    expect(ram.action('arms:CreateProm')?.certainty).toBe('seen');
    expect(ram.action('arms:createenvironment')?.name).toBe('CreateEnvironment');
  });

  test('tells what is not known from what is nothing', () => {
    expect(ram.action('arms:ListTraceApps')).toMatchObject({ resourceTypes: [] });
    expect(ram.action('arms:ListTraceApps')?.resourcesUnknown).toBeUndefined();
    expect(ram.action('arms:ListAlerts')?.resourcesUnknown).toBe(true);
    expect(ram.service('log')?.partial).toBe(true);
    expect(ram.service('arms')?.partial).toBeUndefined();
  });

  test('knows the types of ARNs', () => {
    const typeOf = (arn: string) => ram.resourceTypesOf(arn).map(({ service, name }) => `${service} ${name}`);
    expect(typeOf('acs:arms:cn-hangzhou:*:prometheus/c-1')).toEqual(['arms Prometheus']);
    expect(typeOf('acs:ram::1000000000000001:role/reader')[0]).toBe('ram role');
    expect(typeOf('arn:aws:s3:::b')).toEqual([]);
  });

  test('knows thirteen common keys, and those of services', () => {
    expect(ram.globalKeys).toHaveLength(13);
    expect(ram.conditionKey('acs:mfapresent')?.type).toBe('Bool');
    expect(ram.conditionKey('acs:ResourceTag/team')?.name).toBe('acs:ResourceTag/${TagKey}');
    expect(ram.conditionKey('arms:tag/team')?.services).toEqual(['arms']);
    expect(ram.conditionKey('aws:SourceIp')).toBeUndefined();
  });

  test('has system policies, by name and by ARN', () => {
    const full = ram.managedPolicy('aliyunarmsfullaccess');
    expect(full?.includes).toEqual(['AliyunARMSReadOnlyAccess']);
    expect(ram.managedPolicy('acs:ram:*:system:policy/AliyunARMSFullAccess')).toBe(full);
    expect(ram.managedPolicies.filter(({ risk }) => risk === 'high').map(({ name }) => name)).toEqual([
      'AdministratorAccess',
      'AliyunRAMFullAccess',
    ]);
    for (const { versions } of ram.managedPolicies)
      for (const version of versions) expect(() => JSON.parse(version.document() ?? '')).not.toThrow();
  });

  test('without its table it knows nothing, and asks again', () => {
    let isThere = false;
    const table = JSON.stringify({ format: 1, date: '2026-04', policies: [] });
    const late = createCatalog((name) => (name === 'ram' && isThere ? table : undefined));
    expect(late.of('ram').date).toBe('');
    isThere = true;
    expect(late.of('ram').dialect).toBe('ram');
  });
});
