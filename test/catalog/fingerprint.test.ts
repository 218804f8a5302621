import { describe, expect, test } from 'vitest';
import { actionsPrintOf, fingerprintOf } from '../../server/core/catalog/fingerprint.ts';
import { catalog } from '../pages/catalog.ts';

const allow = (more: object) => ({ Effect: 'Allow', Resource: '*', ...more });
const ACTIONS = ['s3:GetObject', 's3:ListBucket'];
const base = allow({ Action: ACTIONS });

describe('a fingerprint', () => {
  test.each([
    ['another order', allow({ Action: ['s3:ListBucket', 's3:GetObject'] })],
    ['another case of actions', allow({ Action: ['S3:getobject', 's3:ListBucket'] })],
    ['a Sid', { Sid: 'Read', ...base }],
    ['a list of one', { ...base, Resource: ['*'] }],
    ['the keys in another order', { Resource: '*', Action: ACTIONS, Effect: 'Allow' }],
    ['a list of one statement', [base]],
    ['the same statement twice', [base, base]],
  ])('is the same with %s', (_, statements) => {
    expect(fingerprintOf(statements)).toBe(fingerprintOf(base));
  });

  test.each([
    ['effect', { ...base, Effect: 'Deny' }],
    ['action', allow({ Action: ['s3:GetObject', 's3:PutObject'] })],
    ['element', allow({ NotAction: ACTIONS })],
    ['resource', { ...base, Resource: 'arn:aws:s3:::a' }],
    ['resource by case', { ...base, Resource: 'arn:aws:s3:::A' }],
    ['condition', { ...base, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['statement more', [base, allow({ Action: 's3:PutObject' })]],
  ])('differs by an %s', (_, statements) => {
    expect(fingerprintOf(statements)).not.toBe(fingerprintOf(base));
  });

  test('of conditions knows no type of scalars', () => {
    const when = (value: unknown) =>
      fingerprintOf({ ...base, Condition: { Bool: { 'aws:SecureTransport': value } } });
    expect(when(true)).toBe(when(['true']));
  });
});

test('what statements do is told by their actions alone', () => {
  const print = actionsPrintOf([base, allow({ NotAction: 'iam:*' })]);
  const other = { ...base, Resource: 'arn:aws:s3:::a', Action: ['S3:listbucket', 's3:GetObject'] };
  expect(actionsPrintOf([allow({ NotAction: ['iam:*'] }), other, base])).toBe(print);
  expect(actionsPrintOf([base, allow({ Action: 'iam:*' })])).not.toBe(print);
});

test('versions that are no longer in force may be known by what they do', () => {
  const policy = catalog().managedPolicy('AmazonPrometheusConsoleFullAccess');
  for (const version of policy?.versions.slice(0, -1) ?? []) {
    const { Statement: statements } = JSON.parse(version.document() ?? '{}') as {
      readonly Statement: unknown;
    };
    expect(catalog().mayBeFormer(actionsPrintOf(statements))).toBe(true);
  }
  expect(catalog().mayBeFormer(actionsPrintOf(allow({ Action: 'aps:*x*' })))).toBe(false);
});

test('every version of a managed policy is found by what it says', () => {
  const policy = catalog().managedPolicy('AmazonPrometheusConsoleFullAccess');
  for (const version of policy?.versions ?? []) {
    const { Statement: statements } = JSON.parse(version.document() ?? '{}') as {
      readonly Statement: unknown;
    };
    expect(catalog().managedCopies(fingerprintOf(statements))).toContainEqual({ policy, version });
  }
  expect(policy?.versions.length).toBeGreaterThan(5);
  expect(catalog().managedCopies(fingerprintOf([]))).toEqual([]);
});
