import { describe, expect, test } from 'vitest';
import { readRamDenied } from '../../server/core/denied/ram-detail.ts';
import { allowDenied, applyEdits } from '../../server/core/index.ts';
import { engine } from '../features/terraform-fixture.ts';
import { at, type File, JSON_POLICY, NEW_JSON } from '../templates/insert.ts';

const detail = (fields: Readonly<Record<string, string>>) => ({
  Code: 'NoPermission',
  AccessDeniedDetail: {
    PolicyType: 'AccountLevelIdentityBasedPolicy',
    AuthPrincipalOwnerId: '1234567890123456',
    EncodedDiagnosticMessage: 'AQEAAAAAZBgxr0U1',
    AuthPrincipalType: 'SubUser',
    AuthPrincipalDisplayName: '28877424437521',
    NoPermissionType: 'ImplicitDeny',
    AuthAction: 'arms:ListTraceApps',
    ...fields,
  },
});

describe('what the detail tells', () => {
  const expected = { action: 'arms:ListTraceApps', explicit: false, by: 'identity' };

  test.each([
    ['JSON', JSON.stringify(detail({}))],
    ['JSON on several lines', JSON.stringify(detail({}), undefined, 2)],
    ['JSON in a string', JSON.stringify(JSON.stringify(detail({})))],
    [
      'a log of a program',
      'AccessDeniedDetail:map[AuthAction:arms:ListTraceApps NoPermissionType:ImplicitDeny PolicyType:AccountLevelIdentityBasedPolicy]',
    ],
    [
      'XML',
      '<AccessDeniedDetail><AuthAction>arms:ListTraceApps</AuthAction><NoPermissionType>ImplicitDeny</NoPermissionType><PolicyType>ResourceGroupLevelIdentityBasedPolicy</PolicyType></AccessDeniedDetail>',
    ],
    [
      'fields in lower case',
      '{"authAction":"arms:ListTraceApps","noPermissionType":"ImplicitDeny","policyType":"IdentityBasedPolicy"}',
    ],
  ])('as %s', (_, text) => {
    expect(readRamDenied(text)).toEqual(expected);
  });

  test('a decoded message', () => {
    const decoded = {
      ExplicitDeny: true,
      NoPermissionPolicyType: 'ControlPolicy',
      AuthAction: 'ecs:DeleteInstance',
      AuthResource: 'acs:ecs:cn-hangzhou:1234567890123456:instance/i-1',
    };
    expect(readRamDenied(JSON.stringify({ DecodedDiagnosticMessage: decoded }))).toEqual({
      action: 'ecs:DeleteInstance',
      resource: 'acs:ecs:cn-hangzhou:1234567890123456:instance/i-1',
      explicit: true,
      by: 'scp',
    });
  });

  test.each(['', 'NoPermission', '"AuthAction": ""', '"AuthAction": "no action"', 'MyAuthAction: a:B'])(
    'nothing in %j',
    (text) => {
      expect(readRamDenied(text)).toBeUndefined();
    },
  );
});

const policy = (statements: string) => `{"Version":"1","Statement":[${statements}]}`;
const READ = '{"Effect":"Allow","Action":"log:GetLogStore","Resource":"*"}';

function allowed(
  marked: string,
  fields: Readonly<Record<string, string>>,
  file: File = JSON_POLICY,
): unknown {
  const { text, offset, project } = at(marked, file);
  const answer = allowDenied(engine, project, file.uri, offset, JSON.stringify(detail(fields)));
  return 'refused' in answer ? answer.refused : JSON.parse(applyEdits(text, answer.edits));
}

describe('a statement in a policy of Alibaba Cloud', () => {
  test('allows the action, on the resource that the detail names', () => {
    const resource = 'acs:ecs:cn-hangzhou:1234567890123456:instance/i-1';
    expect(
      allowed(policy(`|${READ}`), { AuthAction: 'ecs:StopInstance', AuthResource: resource }),
    ).toMatchObject({
      Version: '1',
      Statement: [JSON.parse(READ), { Effect: 'Allow', Action: 'ecs:StopInstance', Resource: resource }],
    });
  });

  test('or a document of its own', () => {
    expect(allowed('|', {}, NEW_JSON)).toEqual({
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'arms:ListTraceApps', Resource: '*' }],
    });
  });

  test('not where a deny forbids it, nor in a policy of AWS', () => {
    expect(allowed(policy(`|${READ}`), { NoPermissionType: 'ExplicitDeny' })).toMatch(
      /no allow outweighs it/,
    );
    expect(
      allowed(
        '{"Version":"2012-10-17","Statement":[|{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*"}]}',
        {},
      ),
    ).toBe('The policy is one of AWS, the message one of Alibaba Cloud');
  });
});
