import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import hcl from '../../syntaxes/policy-hcl.injection.json' with { type: 'json' };

/** What the grammar's rules, first of them first, make of a line of Terraform: each match with its scopes. */
function scopesIn(line: string): readonly string[] {
  const rules = hcl.patterns.flatMap(({ include }) => {
    const rule = Object.entries(hcl.repository).find(([name]) => `#${name}` === include)?.[1];
    return rule !== undefined && 'captures' in rule ? [rule] : [];
  });
  const found: string[] = [];
  for (let at = 0; at < line.length; ) {
    const next = rules
      .map(({ match, captures }) => {
        const rule = new RegExp(match, 'gd');
        rule.lastIndex = at;
        return { hit: rule.exec(line), captures: Object.entries(captures) };
      })
      .filter(({ hit }) => hit !== null)
      .sort((a, b) => (a.hit?.index ?? 0) - (b.hit?.index ?? 0))[0];
    const hit = next?.hit;
    if (next === undefined || hit === undefined || hit === null) break;
    for (const [group, { name }] of next.captures) {
      const text = hit[Number(group)];
      if (text !== undefined && text !== '' && !name.startsWith('punctuation'))
        found.push(`${name.replace('.policywright', '').split('.').at(-1)} ${text}`);
    }
    at = hit.index + Math.max(hit[0].length, 1);
  }
  return found;
}

describe("the colours of Terraform's strings", () => {
  test('actions, in lists and in JSON of heredocs', () => {
    expect(scopesIn('    actions = ["aps:QueryMetrics", "s3:Get*"]')).toEqual([
      'service aps',
      'action QueryMetrics',
      'service s3',
      'action Get*',
    ]);
    expect(scopesIn('{ "Effect": "Allow", "Action": "sqs:*" }')).toEqual(['service sqs', 'action *']);
  });

  test('condition keys and other words with colons are none', () => {
    expect(scopesIn('      variable = "kms:ViaService"')).toEqual([]);
    expect(scopesIn('  "kms:ViaService" = ["x"]')).toEqual([]);
    expect(scopesIn('  "kms:ViaService": ["x"]')).toEqual([]);
    expect(scopesIn('  image = "registry:latest"')).toEqual([]);
    expect(scopesIn('  values = ["aws:SourceAccount"]')).toEqual([]);
  });

  test('ARNs up to the first interpolation', () => {
    expect(scopesIn('"arn:aws:aps:eu-west-1:111122223333:workspace/*"')).toEqual([
      'arn arn',
      'partition aws',
      'service aps',
      'region eu-west-1',
      'account 111122223333',
    ]);
    expect(scopesIn('"arn:aws:s3:::b"')).toEqual(['arn arn', 'partition aws', 'service s3']);
    expect(scopesIn('"arn:aws:aps:${var.region}:111122223333:workspace/*"')).toEqual([
      'arn arn',
      'partition aws',
      'service aps',
    ]);
    expect(scopesIn('"acs:arms:cn-hangzhou:123456789012345:*"')).toEqual([
      'arn acs',
      'service arms',
      'region cn-hangzhou',
      'account 123456789012345',
    ]);
  });

  test('policy variables, and not interpolations', () => {
    expect(scopesIn('"home/$${aws:username}/&{aws:userid}/${var.x}"')).toEqual([
      'other aws:username',
      'other aws:userid',
    ]);
  });
});

test('grammars go into those of other extensions and bring none for a language of theirs', () => {
  for (const grammar of manifest.contributes.grammars) {
    expect(Object.keys(grammar).toSorted()).toEqual(['injectTo', 'path', 'scopeName']);
    expect(grammar.injectTo.length).toBeGreaterThan(1);
  }
});
