import { describe, expect, test } from 'vitest';
import type { PolicyKind } from '../../server/core/index.ts';
import json from '../../snippets/json.json' with { type: 'json' };
import { checkText } from '../pages/check.ts';

/** Each snippet, accepted as it comes, is a policy that nobody would complain about. */
describe('snippets', () => {
  const snippets = Object.entries(json);
  expect(new Set(snippets.map(([, { prefix }]) => prefix)).size).toBe(snippets.length);

  test.each(snippets)('%s', (_name, { prefix, body }) => {
    expect(prefix).toMatch(/^iam-[a-z-]+$/);
    const plain = body
      .join('\n')
      .replaceAll('${3:service}:$4', 's3:GetObject')
      .replaceAll('${2:service}:$3', 's3:GetObject')
      .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
      .replace(/\$\{\d+:([^}]*)\}/g, '$1');
    expect(plain).not.toMatch(/\$\{?\d/);
    const whole =
      'Statement' in JSON.parse(plain) ? plain : `{ "Version": "2012-10-17", "Statement": [${plain}] }`;
    const findings = checkText({ text: whole, language: 'json', kind: kindOf(prefix), attached: undefined });
    const loud = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(loud.map(({ message }) => message)).toEqual([]);
  });
});

function kindOf(prefix: string): PolicyKind {
  if (prefix.startsWith('iam-trust')) return 'trust';
  if (prefix === 'iam-scp') return 'scp';
  return /resource|insecure/.test(prefix) ? 'resource' : 'identity';
}
