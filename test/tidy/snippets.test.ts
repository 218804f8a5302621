import { describe, expect, test } from 'vitest';
import type { PolicyKind } from '../../server/core/index.ts';
import json from '../../snippets/json.json' with { type: 'json' };
import terraform from '../../snippets/terraform.json' with { type: 'json' };
import { checkText } from '../pages/check.ts';

/** What a snippet is asked for by: policies in general, or the service they are for. */
const PREFIX = /^(iam|amp|cw|ec2|lookoutmetrics)-[a-z-]+$/;

/** Full access is what these are asked for, and they are told what that is. */
const FULL = ['amp-full', 'amp-eks'];

/** Each snippet, accepted as it comes, is a policy that nobody would complain about. */
describe('snippets', () => {
  const snippets = Object.entries(json);
  expect(new Set(snippets.map(([, { prefix }]) => prefix)).size).toBe(snippets.length);

  test.each(snippets)('%s', (_name, { prefix, body }) => {
    expect(prefix).toMatch(PREFIX);
    const plain = accepted(body);
    const whole =
      'Statement' in JSON.parse(plain) ? plain : `{ "Version": "2012-10-17", "Statement": [${plain}] }`;
    const findings = checkText({ text: whole, language: 'json', kind: kindOf(prefix), attached: undefined });
    expect(loud(findings)).toEqual(FULL.includes(prefix) ? ['full-prometheus-access'] : []);
  });
});

describe('snippets for Terraform', () => {
  const snippets = Object.entries(terraform);
  expect(new Set(snippets.map(([, { prefix }]) => prefix)).size).toBe(snippets.length);

  test.each(snippets)('%s', (_name, { prefix, body }) => {
    expect(prefix).toMatch(PREFIX);
    const role =
      'resource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.NAME.json\n}\n\nresource "aws_iam_role" "r" {\n  assume_role_policy = data.aws_iam_policy_document.TRUST.json\n}\n';
    const text = accepted(body);
    const document = /data "aws_iam_policy_document" "(\w+)"/.exec(text)?.[1] ?? '';
    const isTrust = document.endsWith('_trust');
    const isShared = text.includes('aws_prometheus_resource_policy');
    const user = role
      .replace('TRUST', isTrust ? document : 'other')
      .replace('NAME', isTrust ? 'other' : document);
    const whole = isShared ? text : `${text}\n\n${user}`;
    const findings = checkText({ text: whole, language: 'terraform', kind: undefined, attached: undefined });
    expect(loud(findings)).toEqual(FULL.includes(prefix) ? ['full-prometheus-access'] : []);
  });

  test('look as `terraform fmt` would have them', () => {
    for (const [, { body }] of snippets) {
      for (const line of body) expect(line).not.toMatch(/\t| $/);
    }
  });
});

/** The text with what its stops suggest. */
function accepted(body: readonly string[]): string {
  const plain = body
    .join('\n')
    .replaceAll('${3:service}:$4', 's3:GetObject')
    .replaceAll('${2:service}:$3', 's3:GetObject')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1');
  expect(plain).not.toMatch(/\$\{?\d/);
  return plain;
}

/** What is said of a service that has ended is info. */
function loud(findings: ReturnType<typeof checkText>): readonly string[] {
  return findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule }) => rule);
}

function kindOf(prefix: string): PolicyKind {
  if (/trust/.test(prefix)) return 'trust';
  if (prefix === 'iam-scp') return 'scp';
  return /resource|insecure|amp-policy/.test(prefix) ? 'resource' : 'identity';
}
