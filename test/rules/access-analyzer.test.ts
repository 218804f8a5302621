import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allRules, type Finding, POLICY_KINDS, type PolicyKind } from '../../server/core/index.ts';
import { checkText } from '../pages/check.ts';

/** `{"resource AWS::S3::Bucket": …}`: kind, perhaps what the policy sits on, and a statement, a document or its text. */
type Case = Readonly<Record<string, unknown>>;

/** By issue code, or `*` for policies that no rule may complain about. */
type Cases = Readonly<Record<string, { readonly found?: readonly Case[]; readonly quiet?: readonly Case[] }>>;

const folder = new URL('access-analyzer/', import.meta.url);

for (const file of readdirSync(folder).sort()) {
  const cases: Cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  describe(file.replace('.json', ''), () => {
    for (const [code, { found = [], quiet = [] }] of Object.entries(cases)) {
      test(`${code}: ${found.length} triggers, ${quiet.length} near misses`, () => {
        const missed = found.filter((each) => !run(each).some((finding) => finding.code === code));
        expect(missed, 'triggers without the code').toEqual([]);
        expect(
          quiet.flatMap((each) => noise(each, code)),
          'findings in near misses',
        ).toEqual([]);
      });
    }
  });
}

describe('sizes', () => {
  const cases: readonly (readonly [string, PolicyKind, string, number, number])[] = [
    ['POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA', 'identity', '', 10_300, 10_100],
    ['POLICY_SIZE_EXCEEDS_SCP_QUOTA', 'scp', '', 10_300, 4_900],
    ['POLICY_SIZE_EXCEEDS_RCP_QUOTA', 'rcp', '', 5_200, 5_000],
    ['POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA', 'trust', '', 2_100, 1_990],
    ['POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA', 'resource', ' AWS::S3::Bucket', 20_600, 20_400],
  ];
  test.each(cases)('%s', (code, kind, attached, over, under) => {
    const big = { [kind + attached]: policyOf(kind, over) };
    expect(run(big).map((finding) => finding.code)).toContain(code);
    expect(noise({ [kind + attached]: policyOf(kind, under) }, code)).toEqual([]);
  });
});

test('every code has a trigger and a near miss', () => {
  const files = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  const all = files.map((text): Cases => JSON.parse(text));
  const codes = allRules.flatMap(({ code }) => code ?? []).filter((code) => !code.startsWith('POLICY_SIZE_'));
  for (const wanted of ['found', 'quiet'] as const) {
    const seen = new Set(all.flatMap((cases) => Object.keys(cases).filter((code) => cases[code]?.[wanted])));
    expect(codes.filter((code) => !seen.has(code))).toEqual([]);
  }
});

function run(one: Case): readonly Finding[] {
  const [[use, policy] = ['', undefined]] = Object.entries(one);
  const [name, attached] = use.split(' ');
  const kind = POLICY_KINDS.find((each) => each === name);
  if (kind === undefined) throw new Error(`no kind ${use}`);
  return checkText({ text: textOf(policy), language: 'json', kind, attached });
}

function textOf(policy: unknown): string {
  if (typeof policy === 'string') return policy;
  const isDocument =
    typeof policy === 'object' && policy !== null && /Version|Statement/.test(Object.keys(policy).join());
  return JSON.stringify(isDocument ? policy : { Version: '2012-10-17', Statement: [policy] });
}

/** A near miss may be told what is merely good to know. */
function noise(one: Case, code: string): readonly string[] {
  return run(one)
    .filter(
      (finding) => finding.code === code || finding.severity === 'error' || finding.severity === 'warning',
    )
    .map((finding) => `${finding.code ?? finding.rule}: ${finding.message} in ${JSON.stringify(one)}`);
}

/** The text of a correct policy that has about this many characters. */
function policyOf(kind: PolicyKind, length: number): string {
  const list: string[] = [];
  const roles = kind === 'trust';
  const statement = {
    Effect: kind === 'scp' || kind === 'rcp' ? 'Deny' : 'Allow',
    ...(roles
      ? { Principal: { AWS: list }, Action: 'sts:AssumeRole' }
      : {
          ...(kind === 'identity' || kind === 'scp'
            ? {}
            : { Principal: kind === 'rcp' ? '*' : { AWS: '111122223333' } }),
          Action: 's3:GetObject',
          Resource: list,
        }),
  };
  for (;;) {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: statement });
    if (text.length >= length) return text;
    list.push(
      roles
        ? `arn:aws:iam::111122223333:role/job-${list.length}`
        : `arn:aws:s3:::amzn-example/part-${list.length}/*`,
    );
  }
}
