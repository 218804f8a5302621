import { describe, expect, test } from 'vitest';
import { completeIn, hoverIn, policy } from './fixture.ts';

const statement = (rest: string) => policy(`{ "Effect": "Allow", ${rest} }`);

describe('what a resource policy takes', () => {
  const hovered = (rest: string) => hoverIn(statement(rest))?.markdown ?? '';

  test('is told where the kind is known', () => {
    const sink = `"Principal": { "AWS": "444455556666" }, "Action": ["oam:CreateLink", "oam:UpdateLink"], "Resou|rce": "*"`;
    expect(hovered(sink)).toContain('only these actions count: `oam:CreateLink`, `oam:UpdateLink`');
    expect(hovered(sink)).toContain('`Resource` is `*`');
    const key = `"Princi|pal": { "AWS": "444455556666" }, "Action": "kms:Decrypt", "Resource": "*"`;
    expect(hovered(key)).toContain('32,768 characters');
    const monitor = `"Principal": { "AWS": "444455556666" }, "Act|ion": "rum:PutRumEvents", "Resource": "arn:aws:rum:eu-west-1:111122223333:appmonitor/a"`;
    expect(hovered(monitor)).toContain('principals are of the own account');
  });

  test('is not told of identity policies, nor where several kinds are possible', () => {
    expect(hovered(`"Act|ion": "oam:CreateLink", "Resource": "*"`)).not.toContain('count');
    const logs = `"Principal": { "AWS": "444455556666" }, "Action": "logs:PutSubscriptionFilter", "Resou|rce": "*"`;
    expect(hovered(logs)).not.toContain('accepted');
  });
});

describe('values of conditions', () => {
  const labels = (key: string) =>
    completeIn(statement(`"Condition": { "StringLike": { "${key}": "|" } }`)).labels;

  test('of the tokens of a cluster', () => {
    const cluster = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF';
    expect(labels(`${cluster}:aud`)).toContain('sts.amazonaws.com');
    expect(labels(`${cluster}:sub`).join()).toContain('system:serviceaccount:');
  });

  test('of a log group that is encrypted, and of what a sink shares', () => {
    expect(labels('kms:EncryptionContext:aws:logs:arn').join()).toContain(':log-group:');
    expect(labels('oam:ResourceTypes')).toContain('AWS::ApplicationSignals::ServiceLevelObjective');
  });
});

describe('what comes first', () => {
  test('`*` in the policy of a key, the ARN in that of a workspace', () => {
    const resources = (action: string) =>
      completeIn(statement(`"Principal": { "AWS": "444455556666" }, "Action": "${action}", "Resource": "|"`))
        .labels;
    expect(resources('kms:Decrypt')[0]).toBe('*');
    expect(resources('aps:QueryMetrics')[0]).toContain(':workspace/');
  });

  test('the other actions of the kind, while one is still to be typed', () => {
    const rest = `"Principal": { "AWS": "444455556666" }, "Action": ["oam:CreateLink", "|"], "Resource": "*"`;
    expect(completeIn(statement(rest)).labels[0]).toBe('oam:UpdateLink');
  });

  test('the claims of the provider that is trusted', () => {
    const cluster = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF';
    const rest = `"Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/${cluster}" },
      "Action": "sts:AssumeRoleWithWebIdentity", "Condition": { "StringEquals": { "|": "" } }`;
    expect(completeIn(statement(rest)).labels.slice(0, 2)).toEqual([`${cluster}:aud`, `${cluster}:sub`]);
  });
});
