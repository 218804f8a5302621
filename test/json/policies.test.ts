import { describe, expect, test } from 'vitest';
import { json } from '../../server/core/index.ts';
import { readFile } from './reading.ts';

const statement = { Effect: 'Allow', Action: 'a:B', Resource: '*' };
const policy = { Version: '2012-10-17', Statement: [statement] };
const text = JSON.stringify(policy);

/** Paths of the policies with the kind that their place says. */
function found(value: unknown, uri = 'file:///work/data.json'): readonly string[] {
  const file = readFile(typeof value === 'string' ? value : JSON.stringify(value, null, 2), 'json', uri);
  return file.policies.map(({ document, uses }) => {
    const use = uses?.[0];
    const path = document.name.replace(/^[^#]*#?/, '');
    return use === undefined ? path : `${path} (${use.kind})`;
  });
}

describe('policies are found', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['alone', policy, ['']],
    ['with one statement object', { Version: '2012-10-17', Statement: statement }, ['']],
    ['without a version', { Statement: [statement] }, ['']],
    ['with nothing but a version', { Version: '2012-10-17' }, ['']],
    [
      'in get-policy-version',
      { PolicyVersion: { Document: policy, VersionId: 'v1' } },
      ['PolicyVersion.Document'],
    ],
    [
      'in get-role',
      { Role: { AssumeRolePolicyDocument: policy } },
      ['Role.AssumeRolePolicyDocument (trust)'],
    ],
    ['in get-bucket-policy', { Policy: text }, ['Policy']],
    [
      'in describe-resource-policies',
      { resourcePolicies: [{ policyDocument: text }] },
      ['resourcePolicies.0.policyDocument'],
    ],
    ['in queue attributes', { QueueUrl: 'u', Attributes: { Policy: text } }, ['Attributes.Policy']],
    [
      'in get-account-authorization-details',
      {
        UserDetailList: [{ UserPolicyList: [{ PolicyName: 'p', PolicyDocument: policy }] }],
        RoleDetailList: [
          { AssumeRolePolicyDocument: policy, RolePolicyList: [{ PolicyName: 'p', PolicyDocument: policy }] },
        ],
        Policies: [{ PolicyVersionList: [{ Document: policy }, { Document: policy }] }],
      },
      [
        'UserDetailList.0.UserPolicyList.0.PolicyDocument',
        'RoleDetailList.0.AssumeRolePolicyDocument (trust)',
        'RoleDetailList.0.RolePolicyList.0.PolicyDocument',
        'Policies.0.PolicyVersionList.0.Document',
        'Policies.0.PolicyVersionList.1.Document',
      ],
    ],
    [
      'in a CloudFormation template',
      {
        AWSTemplateFormatVersion: '2010-09-09',
        Resources: {
          Role: {
            Type: 'AWS::IAM::Role',
            Properties: {
              AssumeRolePolicyDocument: policy,
              Policies: [
                {
                  PolicyName: { 'Fn::Sub': 'x' },
                  PolicyDocument: { Statement: [{ 'Fn::If': [] }, statement] },
                },
              ],
            },
          },
        },
      },
      [
        'Resources.Role.Properties.AssumeRolePolicyDocument (trust)',
        'Resources.Role.Properties.Policies.0.PolicyDocument',
      ],
    ],
  ])('%s', (_, value, expected) => {
    expect(found(value)).toEqual(expected);
  });
  test('in strings that spell their quotes by number', () => {
    expect(found(`{"Policy":"${text.replaceAll('"', '\\u0022')}"}`)).toEqual(['Policy']);
  });
});

describe('other JSON is left alone', () => {
  test.each<[string, unknown]>([
    ['statements of a query', { Statements: [{ Statement: 'SELECT 1', Parameters: [] }] }],
    ['a list of texts', { Statement: ['a', 'b'] }],
    ['coverage data', { Statement: { total: 1, covered: 1 } }],
    ['audit entries', { Statement: [{ Action: 'insert', table: 't' }] }],
    ['a text that mentions it', { note: '{ the Statement of account }' }],
    ['a string with other JSON', { data: '{"Statement":"SELECT 1","rows":[1,2,3]}' }],
    ['an empty object', {}],
    ['a package', { name: 'x', version: '2012-10-17' }],
    ['a list', [1, 2]],
    ['nothing', ''],
  ])('%s', (_, value) => {
    expect(found(value)).toEqual([]);
  });
  test('a large file without a mark is not read', () => {
    const large = JSON.stringify({ rows: 'x'.repeat(1_000) });
    expect(json.suspects({ uri: 'file:///iam-policy.json', languageId: 'json', text: large })).toBe(false);
    expect(json.suspects({ uri: 'file:///a.json', languageId: 'json', text: '{}' })).toBe(false);
    expect(json.suspects({ uri: 'file:///a.json', languageId: 'json', text })).toBe(true);
    expect(json.suspects({ uri: 'file:///a.json', languageId: 'json', text: '{"Version":"2012-10-17' })).toBe(
      true,
    );
    expect(json.suspects({ uri: 'file:///iam-policy.json', languageId: 'json', text: '' })).toBe(true);
  });
});

describe('a document that is only begun', () => {
  const begun = [
    '',
    ' \n',
    '\ufeff',
    '{',
    '{}',
    '{ "',
    '{ "Ver',
    '{ "Version": "20',
    '{ "Statement": []',
    '// x\n{}',
  ];
  test.each(begun)(
    '%j is a policy where people write them, and nobody says that it lacks anything',
    (beginning) => {
      for (const uri of [
        'untitled:Untitled-1',
        'file:///a/TrustPolicy.json',
        'file:///a/deploy-role.json',
        'file:///iam.json',
      ]) {
        const { policies } = readFile(beginning, 'json', uri);
        expect(policies).toHaveLength(1);
        expect(policies[0]?.document.open.length).toBeGreaterThan(0);
      }
      expect(found(beginning, 'file:///a/package.json')).toEqual([]);
      expect(found(beginning, 'file:///a/controller.json')).toEqual([]);
    },
  );
  test('other content is none, whatever the name', () => {
    expect(found('{ "name": "x" }', 'file:///a/policy.json')).toEqual([]);
    expect(found('{ "id": 5 }', 'file:///a/policy.json')).toEqual([]);
    expect(found('[]', 'untitled:Untitled-1')).toEqual([]);
  });
});
