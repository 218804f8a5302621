import { describe, expect, test } from 'vitest';
import { hoverIn, policy } from './fixture.ts';
import { hoverIn as hoverInModule } from './terraform-fixture.ts';

/** What the guides say that no rule can: hovers tell it. */
function told(statement: string, uri?: string): string {
  return hoverIn(policy(statement), uri)?.markdown ?? '';
}

describe('how policies work', () => {
  test('actions are permitted whichever way they are asked for, and resources count as well', () => {
    const markdown = told('{ "Act|ion": "iam:GetRole" }');
    expect(markdown).toContain('console, command line or API');
    expect(markdown).toContain('both for its action and for the resource');
  });

  test('several kinds of policy at once', () => {
    const markdown = told('{ "Eff|ect": "Allow" }');
    for (const kind of [
      'identity policy',
      'resource policy',
      'permissions boundary',
      'SCP',
      'session policy',
    ])
      expect(markdown).toContain(kind);
    expect(markdown).toContain('reference_policies_evaluation-logic.html');
  });

  test('service control policies cap and grant nothing', () => {
    expect(told('{ "Effect": "All|ow" }', 'file:///work/scp.json')).toContain('grants nothing');
  });
});

describe('managed policies of services that have ended', () => {
  const arn = (name: string) => ({
    'main.tf': `resource "aws_iam_role" "r" {\n  managed_policy_arns = ["arn:aws:iam::aws:policy/${name}"]\n}\n`,
  });

  test.each(['AmazonLookoutMetricsFull|Access', 'AmazonLookoutMetricsReadOnly|Access'])('%s', (name) => {
    expect(hoverInModule(arn(name))?.markdown).toContain('ended on 2025-09-12');
  });

  test('others are as they were', () => {
    expect(hoverInModule(arn('AmazonPrometheusQuery|Access'))?.markdown).not.toContain('Out of date');
  });
});

test('parameters of the CloudWatch agent have names of their own', () => {
  const markdown = told('{ "Effect": "Allow", "Action": "ssm:Get|Parameter", "Resource": "*" }');
  expect(markdown).toContain('parameter/AmazonCloudWatch-*');
  expect(markdown).toContain('a statement of its own');
  expect(markdown).toContain('kms:Decrypt');
});
