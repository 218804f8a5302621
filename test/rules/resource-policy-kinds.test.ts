import { describe, expect, test } from 'vitest';
import type { ResourcePolicyKind } from '../../server/core/catalog/resource-policies.ts';
import type { Finding, PolicyUse } from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';
import { checkJson } from '../pages/check.ts';

/**
 * Each kind of resource policy that the facts list, with documents made from the facts: a right one, and the same one with
 * one thing wrong at a time. What is expected of a wrong one is worked out from the same facts, not written down per kind.
 */
const KINDS = catalog().resourcePolicies.kinds.filter(({ kind }) => kind === undefined);

interface Body {
  readonly Principal: unknown;
  readonly Action: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

const OWN_ACCOUNT = '111122223333';
const OTHER_ACCOUNT = { AWS: 'arn:aws:iam::444455556666:root' };
const FENCE = { StringEquals: { 'aws:SourceAccount': OWN_ACCOUNT } };

const told = ({ service, types }: ResourcePolicyKind): PolicyUse => ({
  kind: 'resource',
  by: 'setting',
  attachedTo: { service, ...(types[0] === undefined ? {} : { resourceType: types[0] }) },
});

function run(kind: ResourcePolicyKind, body: Body, use = told(kind)): readonly Finding[] {
  const statement = { Effect: 'Allow', ...body };
  return checkJson(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2), use);
}

/** `severity rule` of what is said, what only notes say left out. */
function loud(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ severity, rule }) => `${severity} ${rule}`);
}

const rules = (findings: readonly Finding[]) => findings.map(({ rule }) => rule);

function fill(arn: string): string {
  return arn
    .replace('${Partition}', 'aws')
    .replace('${Region}', 'eu-west-1')
    .replace('${Account}', OWN_ACCOUNT)
    .replace('${StreamType}', 'stream')
    .replace(/\$\{[^}]+\}/g, 'one');
}

/** ARNs of the first type that the kind is about, else one of the forms. */
function ownArn(kind: ResourcePolicyKind): string | undefined {
  const form = kind.arns?.[0]?.replace(':*:', ':aws:').replace(':*:*:', `:eu-west-1:${OWN_ACCOUNT}:`);
  if (form !== undefined && form.split(':').slice(5).join(':') !== '*') return form.replaceAll('*', 'one');
  const types = [kind.service, kind.alsoService ?? kind.service].flatMap(
    (prefix) => catalog().service(prefix)?.resourceTypes ?? [],
  );
  const [first] = kind.types;
  const arn = types.find(({ name }) => name.toLowerCase() === first?.toLowerCase())?.arns[0];
  return arn === undefined ? undefined : fill(arn);
}

function actionsOf(kind: ResourcePolicyKind): readonly string[] {
  if (kind.needed !== undefined) return kind.needed;
  const [type] = kind.types;
  const service = kind.services?.[0] ?? kind.service;
  const of = (catalog().service(service)?.actions ?? []).filter(({ resourceTypes }) =>
    resourceTypes.some((each) => each.type.name.toLowerCase() === type?.toLowerCase()),
  );
  const all = kind.actions ?? of.slice(0, 3).map(({ fullName }) => fullName);
  return all.slice(0, 7);
}

function goodBody(kind: ResourcePolicyKind): Body {
  const service = kind.principals?.includes('AWS') === false;
  const named = kind.onlyServices?.[0] ?? 'events.amazonaws.com';
  const principal = service
    ? { Service: named }
    : kind.ownAccount === true
      ? { AWS: `arn:aws:iam::${OWN_ACCOUNT}:role/App` }
      : OTHER_ACCOUNT;
  const arn =
    kind.service === 'logs' && kind.principals?.includes('Service') ? `${ownArn(kind)}:*` : ownArn(kind);
  const resource = kind.resource === 'absent' ? undefined : kind.resource === 'star' ? '*' : (arn ?? '*');
  return {
    Principal: principal,
    Action: actionsOf(kind),
    ...(resource === undefined ? {} : { Resource: resource }),
    ...(service ? { Condition: FENCE } : {}),
  };
}

/** Access Analyzer's own rules judge these, and do not name them all. */
const isAnalyzers = ({ service, types }: ResourcePolicyKind) =>
  (service === 's3' && types.includes('bucket')) || (service === 'dynamodb' && types.includes('table'));

const ACTION = 'unsupported-resource-policy-action';
const RESOURCE = 'unsupported-resource-policy-resource';

/** How the facts' certainty sounds. */
function voice(what: 'refused' | 'ignored' | 'unlisted', { certainty }: ResourcePolicyKind) {
  if (certainty === 'low') return what === 'refused' ? 'info' : undefined;
  if (what === 'unlisted') return 'info';
  if (what === 'refused') return certainty === 'high' ? 'error' : 'warning';
  return certainty === 'high' ? 'warning' : 'info';
}

const named = KINDS.filter((kind) => !isAnalyzers(kind)).map(
  (kind) => [`${kind.service} ${kind.types.join(' ')}: ${kind.name}`, kind] as const,
);

describe.each(named)('%s', (_, kind) => {
  const good = goodBody(kind);

  test('says nothing loud of a right policy, told or by its content', () => {
    if (actionsOf(kind).length === 0) return;
    expect(loud(run(kind, good))).toEqual([]);
    const use: PolicyUse = { kind: 'resource', by: 'setting' };
    expect(loud(run(kind, good, use))).toEqual([]);
    expect(loud(run(kind, good, { ...use, by: 'content' }))).toEqual([]);
  });

  test('an action of another service does nothing', () => {
    // No action of the kind is known.
    if (kind.services === undefined || actionsOf(kind).length === 0) return;
    const foreign = kind.services.includes('s3') ? 'sqs:SendMessage' : 's3:GetObject';
    const found = run(kind, { ...good, Action: [...actionsOf(kind), foreign] }).filter(
      ({ rule }) => rule === ACTION,
    );
    const expected = { high: ['warning'], medium: ['info'], low: [] }[kind.certainty];
    expect(found.map(({ severity }) => severity)).toEqual(expected);
    for (const one of found) expect(one.fixes().map(({ title }) => title)).toContain(`Remove "${foreign}"`);
  });

  test('an action that is not on a closed list is said to be so as loudly as that is known', () => {
    if (kind.otherActions === undefined) return;
    const listed = new Set(
      [...(kind.actions ?? []), ...(kind.moreActions ?? [])].map((each) => each.toLowerCase()),
    );
    const other = (catalog().service(kind.services?.[0] ?? kind.service)?.actions ?? []).find(
      ({ fullName }) => !listed.has(fullName.toLowerCase()),
    );
    // The reference may know no other action of the service.
    if (other === undefined) return;
    const found = run(kind, { ...good, Action: [...actionsOf(kind), other.fullName] });
    const said = found.filter(({ rule }) => rule === ACTION).map(({ severity }) => severity);
    expect(said).toEqual([voice(kind.otherActions, kind)].filter((each) => each !== undefined));
  });

  test('a wildcard over a closed list can be spelt out', () => {
    if (kind.otherActions !== 'refused' && kind.otherActions !== 'ignored') return;
    const found = run(kind, { ...good, Action: `${kind.services?.[0]}:*` }).filter(
      ({ rule }) => rule === ACTION,
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.fixes().some(({ title }) => title.startsWith('Replace by'))).toBe(true);
    // Taking away all is no mistake.
    const deny = checkJson(
      JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Deny', ...good, Action: '*' } }),
      told(kind),
    );
    if (kind.wildcards === undefined) expect(rules(deny)).not.toContain(ACTION);
  });

  test('the ARN of something else can never be its resource', () => {
    const stray = kind.service === 'iam' ? 'arn:aws:s3:::one' : 'arn:aws:iam::111122223333:group/one';
    const found = run(kind, { ...good, Resource: stray }).filter(({ rule }) => rule === RESOURCE);
    if (kind.resource === 'absent') expect(found).toHaveLength(1);
    else if (kind.arns !== undefined)
      expect(found.map(({ severity }) => severity)).toEqual([voice('refused', kind)]);
    else if (kind.services !== undefined && kind.certainty !== 'low' && ownArn(kind) !== undefined)
      expect(found.map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('a star stands where it may', () => {
    if (kind.resource === 'absent') return;
    const found = run(kind, { ...good, Resource: '*' }).filter(({ rule }) => rule === RESOURCE);
    if (kind.star === undefined) expect(found).toEqual([]);
    else
      expect(found.map(({ severity }) => severity)).toEqual([kind.star === 'unnamed' ? 'info' : 'warning']);
  });

  test('principals count as the facts have it', () => {
    const roles = run(kind, { ...good, Principal: { AWS: 'arn:aws:iam::444455556666:role/App' } });
    const services = run(kind, { ...good, Principal: { Service: 'ec2.amazonaws.com' }, Condition: FENCE });
    const never = 'principal-that-never-counts';
    const abroad = kind.ownAccount === true && kind.resource !== 'star';
    expect(rules(roles).includes(never)).toBe(kind.principals?.includes('AWS') === false || abroad);
    expect(rules(services).includes(never)).toBe(
      kind.principals?.includes('Service') === false || kind.onlyServices !== undefined,
    );
  });

  test('its size is counted where the limit is certain', () => {
    const { size } = kind;
    if (catalog().resourcePolicies.of(told(kind).attachedTo ?? { service: '' }).length > 1) return;
    if (size === undefined || size.certainty !== 'high' || size.limit > 60_000) return;
    const accounts = Array.from(
      { length: Math.ceil(size.limit / 16) },
      (_none, at) => `${444400000000 + at}`,
    );
    const found = run(kind, { ...good, Principal: { AWS: accounts } });
    expect(rules(found)).toContain('policy-size-exceeds-resource-policy-quota');
  });

  test('negated elements are refused where the facts say so', () => {
    const { Principal, ...rest } = good;
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Deny', NotPrincipal: Principal, ...rest },
    });
    expect(rules(checkJson(text, told(kind))).includes('negated-element-in-resource-policy')).toBe(
      kind.negated === 'refused',
    );
  });
});

test('every service of the facts is a kind, a thing without policies or no document', () => {
  expect(new Set(KINDS.map(({ service }) => service)).size).toBeGreaterThan(65);
});
