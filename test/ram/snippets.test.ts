import { describe, expect, test } from 'vitest';
import ram from '../../snippets/ram.json' with { type: 'json' };
import terraform from '../../snippets/ram-terraform.json' with { type: 'json' };
import { checkText } from '../pages/check.ts';

/** What asks for everything is told so. */
const FULL = ['ram-administrator-access', 'ram-full-access'];

/** The text with what its stops suggest. */
function accepted(body: readonly string[]): string {
  return body
    .join('\n')
    .replaceAll('${2:service}:$3', 'arms:ListTraceApps')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1');
}

function loud(findings: ReturnType<typeof checkText>): readonly string[] {
  return findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule }) => rule);
}

describe('snippets for Alibaba Cloud', () => {
  const snippets = Object.entries(ram);
  expect(new Set(snippets.map(([, { prefix }]) => prefix)).size).toBe(snippets.length);

  test.each(snippets)('%s', (_name, { prefix, body }) => {
    expect(prefix).toMatch(/^(ram|arms|prom|[a-z]+)-[a-z-]+$/);
    const text = accepted(body);
    expect(JSON.parse(text)).toMatchObject({ Version: '1' });
    const kind = prefix.includes('trust') ? 'trust' : 'identity';
    const findings = checkText({ text, language: 'json', kind, attached: undefined });
    expect(loud(findings)).toEqual(FULL.includes(prefix) ? ['administrator-access'] : []);
  });

  test('hold what the source documents ask for', () => {
    const prefixes = snippets.map(([, { prefix }]) => prefix);
    expect(prefixes).toEqual(
      expect.arrayContaining([
        'arms-readonly-group',
        'prom-read',
        'prom-write',
        'ram-trust-account',
        'ram-trust-service',
      ]),
    );
  });
});

describe('snippets for Alibaba Cloud in Terraform', () => {
  test.each(Object.entries(terraform))('%s', (_name, { body }) => {
    const text = `${accepted(body)}\n`;
    const findings = checkText({ text, language: 'terraform', kind: undefined, attached: undefined });
    expect(findings.map(({ rule }) => rule)).toEqual([]);
    for (const line of body) expect(line).not.toMatch(/\t| $/);
  });
});
