import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { folder, run } from './run.ts';

const policy = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["aps:GetLabels", "aps:QueryMetric", "aps:GetLabels"], "Resource": "*" }
  ]
}
`;
const module = `# policywright-ignore invalid-action: comes with the next release
data "aws_iam_policy_document" "a" {
  statement {
    actions   = ["aps:QueryMetricz"]
    resources = ["*"]
  }
}
`;
const files = { 'odd, 100%: name.json': policy, 'sub/main.tf': module };

function report(format: string, ...args: readonly string[]): string {
  const { out, err } = run(folder(files), ['check', '--format', format, ...args]);
  expect(err).toBe('');
  return out;
}

describe('SARIF', () => {
  const log = () => JSON.parse(report('sarif')) as Log;

  test('every result points at its rule, its place and its fixes', () => {
    const [onlyRun] = log().runs;
    const { driver } = onlyRun?.tool ?? {};
    expect(driver?.rules?.every(({ help, helpUri }) => help?.text !== '' && helpUri !== undefined)).toBe(
      true,
    );
    const found = onlyRun?.results?.find(({ ruleId }) => ruleId === 'invalid-action');
    expect(driver?.rules?.[found?.ruleIndex ?? -1]?.id).toBe('invalid-action');
    expect(found?.level).toBe('error');
    expect(found?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'odd%2C%20100%25%3A%20name.json', uriBaseId: '%SRCROOT%' },
      region: {
        startLine: 4,
        startColumn: 54,
        endLine: 4,
        endColumn: 71,
        snippet: { text: '"aps:QueryMetric"' },
      },
    });
    const replacement = found?.fixes?.[0]?.artifactChanges[0]?.replacements[0];
    expect(replacement?.insertedContent?.text).toContain('QueryMetrics');
    const { deletedRegion } = replacement ?? {};
    const line = policy.split('\n')[(deletedRegion?.startLine ?? 0) - 1] ?? '';
    expect(line.slice((deletedRegion?.startColumn ?? 0) - 1, (deletedRegion?.endColumn ?? 0) - 1)).toContain(
      'aps:QueryMetric',
    );
  });

  test('what an author judged is there, with the reason', () => {
    const judged = log().runs[0]?.results?.filter(({ suppressions }) => suppressions !== undefined);
    expect(judged?.map(({ ruleId, suppressions }) => [ruleId, suppressions])).toEqual([
      ['invalid-action', [{ kind: 'inSource', justification: 'comes with the next release' }]],
    ]);
  });

  test('fingerprints differ from each other and stay when lines move', () => {
    const prints = (text: string) => {
      const { out } = run(folder({ 'p.json': text }), ['check', '--format', 'sarif']);
      const results = (JSON.parse(out) as Log).runs[0]?.results ?? [];
      return results.map(({ partialFingerprints }) => partialFingerprints?.['policywrightFinding/v1']);
    };
    const before = prints(policy);
    expect(new Set(before).size).toBe(before.length);
    expect(prints(`\n\n${policy}`)).toEqual(before);
    expect(prints(policy.replace('QueryMetric"', 'QueryMetrik"'))).not.toEqual(before);
  });
});

test('GitHub annotations escape what would end a property', () => {
  const [first] = report('github').split('\n');
  expect(first).toMatch(
    /^::error file=odd%2C 100%25%3A name\.json,line=4,endLine=4,col=54,endColumn=70,title=policywright invalid-action::Amazon/,
  );
});

test('GitLab gets one list of issues', () => {
  const issues = JSON.parse(report('gitlab')) as readonly Record<string, unknown>[];
  expect(issues[0]).toEqual({
    type: 'issue',
    check_name: 'invalid-action',
    description: expect.stringContaining('"aps:QueryMetric"'),
    severity: 'critical',
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    location: { path: 'odd, 100%: name.json', lines: { begin: 4, end: 4 } },
  });
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  expect(JSON.parse(run(folder({}), ['check', '--format', 'gitlab']).out)).toEqual([]);
});

test('JUnit fails at --fail-on and above, and escapes what XML does not take', () => {
  const xml = report('junit');
  expect(xml).toContain('<testsuite name="odd, 100%: name.json" tests="3" failures="1" errors="0">');
  expect(xml).toContain('no action &quot;aps:QueryMetric&quot;');
  expect(xml).toContain('<testcase classname="sub/main.tf" name=');
  expect(report('junit', '--fail-on', 'none')).not.toContain('<failure');
  const odd = run(folder({ 'p.json': policy.replace('aps:QueryMetric', 'aps:<&\\u0001>') }), [
    'check',
    '--format',
    'junit',
  ]).out;
  expect(odd).toContain('&lt;&amp;');
  expect(odd).not.toContain('\u0001');
});

describe('fixes', () => {
  test('--fix makes the safe ones, and a second run none', () => {
    const root = folder({ 'p.json': policy });
    const { out } = run(root, ['check', '--fix']);
    expect(out).toContain('1 fixed');
    const fixed = policy.replace(', "aps:GetLabels"]', ']');
    expect(readFileSync(join(root, 'p.json'), 'utf8')).toBe(fixed);
    expect(run(root, ['check', '--fix']).out).not.toContain('fixed');
  });

  test('--fix-dry-run shows a patch that git applies, and changes nothing', () => {
    const root = folder({ 'p.json': policy });
    const { out } = run(root, ['check', '--fix-dry-run']);
    expect(out).toContain('--- a/p.json\n+++ b/p.json\n@@');
    expect(readFileSync(join(root, 'p.json'), 'utf8')).toBe(policy);
    const json = run(root, ['check', '--fix-dry-run', '--format', 'json']);
    expect(JSON.parse(json.out)).toMatchObject({ files: [{ fixed: 1 }] });
    expect(json.err).toContain('--- a/p.json');
  });

  test('a document from standard input comes back on standard output', () => {
    const root = folder({});
    const { out, err } = run(root, ['check', '--stdin', '--fix'], {}, policy);
    expect(out).toBe(policy.replace(', "aps:GetLabels"]', ']'));
    expect(err).toContain('error[invalid-action]');
    expect(run(root, ['check', '--stdin', '--fix'], {}, 'no policy at all').out).toBe('no policy at all');
  });
});

test('a document from standard input has the name it is given', () => {
  const { out } = run(
    folder({}),
    ['check', '--stdin', '--stdin-filename', 'a/main.tf', '--format', 'json'],
    {},
    module,
  );
  expect(JSON.parse(out)).toMatchObject({
    files: [
      { path: 'a/main.tf', policies: [{ language: 'terraform' }], suppressed: [{ rule: 'invalid-action' }] },
    ],
  });
});

describe('which files', () => {
  const paths = (root: string, ...args: readonly string[]) => {
    const { out } = run(root, ['check', '--format', 'json', ...args]);
    return (JSON.parse(out) as { files: { path: string }[] }).files.map(({ path }) => path);
  };

  test('what git ignores is passed by, unless it is named or asked for', () => {
    const root = folder({
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.gitignore': 'made/\n*.old.json\n!keep.old.json\n',
      'a.json': policy,
      'b.old.json': policy,
      'keep.old.json': policy,
      'made/c.json': policy,
      'sub/.gitignore': '/d.json\n',
      'sub/d.json': policy,
      'sub/deep/d.json': policy,
    });
    expect(paths(root)).toEqual(['a.json', 'keep.old.json', 'sub/deep/d.json']);
    expect(paths(root, 'made/c.json')).toEqual(['made/c.json']);
    expect(paths(root, '--with-ignored')).toHaveLength(6);
  });

  test('globs', () => {
    const root = folder({ 'a/p.json': policy, 'a/b/q.json': policy, 'a/b/r.tf': module, 'c/s.json': policy });
    expect(paths(root, 'a/**/*.json')).toEqual(['a/b/q.json', 'a/p.json']);
    expect(paths(root, '{a,c}/*.json')).toEqual(['a/p.json', 'c/s.json']);
    const nothing = run(root, ['check', 'x/*.json', 'a/*.yaml']);
    expect(nothing.code).toBe(2);
    expect(nothing.err).toContain('a/*.yaml matches no file');
  });

  test('what changed since a revision, and what is new', () => {
    const root = folder({ 'a.json': policy, 'b.json': policy, 'sub/c.json': policy });
    const git = (...args: readonly string[]) =>
      run(root, ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {}, '', 'git');
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['commit', '-qm', 'x'],
    ])
      expect(git(...args).code).toBe(0);
    writeFileSync(join(root, 'b.json'), policy.replace('GetLabels', 'GetSeries'));
    writeFileSync(join(root, 'sub/new.json'), policy);
    expect(paths(root, '--changed-since', 'HEAD')).toEqual(['b.json', 'sub/new.json']);
    expect(paths(root, 'sub', '--changed-since', 'HEAD')).toEqual(['sub/new.json']);
    const elsewhere = folder({});
    symlinkSync(root, join(elsewhere, 'link'));
    const names = paths(root, join(elsewhere, 'link/sub'), '--changed-since', 'HEAD');
    expect(names).toEqual([join(elsewhere, 'link/sub/new.json')]);
    for (const revision of ['nope', '--output=x', '']) {
      const { code, err } = run(root, ['check', `--changed-since=${revision}`]);
      expect(code).toBe(2);
      expect(err).toContain(`git knows no revision "${revision}"`);
    }
  });
});

describe('configuration', () => {
  test('the nearest counts, --config before all', () => {
    const off = '{ "rules": { "invalid-action": "off" } }';
    const root = folder({
      'p.json': policy,
      'sub/p.json': policy,
      'sub/policywright.json': off,
      'other.json': '{ "rules": { "invalid-action": "hint" } }',
    });
    const severities = (...args: readonly string[]) => {
      const { out } = run(root, ['check', '--format', 'json', '.', ...args]);
      const { files: all } = JSON.parse(out) as {
        files: { findings: { rule: string; severity: string }[] }[];
      };
      return all.map(({ findings }) => findings.find(({ rule }) => rule === 'invalid-action')?.severity);
    };
    expect(severities()).toEqual(['error', undefined]);
    expect(severities('--config', 'other.json')).toEqual(['hint', 'hint']);
  });

  test('a mistake is told with its place, and nothing is checked', () => {
    const root = folder({ 'p.json': policy, 'policywright.json': '{\n  "rules": { "x": "loud" }\n}' });
    const { code, err, out } = run(root, ['check']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^policywright: policywright\.json:2:19: This must be one of error/);
    expect(run(root, ['check', '--config', 'gone.json', 'p.json']).err).toContain('gone.json does not exist');
  });

  test('a name that no rule has is told, and the rest counts', () => {
    const config = '\ufeff{\r\n  "rules": { "invalid-acton": "off", "invalid-action": "hint" }\r\n}\r\n';
    const root = folder({ 'p.json': policy, 'policywright.json': config });
    const { code, err } = run(root, ['check', 'p.json']);
    expect({ code, err }).toEqual({
      code: 0,
      err: 'policywright: policywright.json:2: there is no rule "invalid-acton"\n',
    });
  });

  test('an entry that takes nothing away is told', () => {
    const entry = (rule: string) => ({ rules: [rule], reason: 'known' });
    const config = { suppress: [entry('invalid-action'), entry('missing-version')] };
    const root = folder({ 'p.json': policy, 'policywright.json': JSON.stringify(config) });
    const { err, out } = run(root, ['check', '--format', 'json']);
    expect(err).toBe(
      'policywright: policywright.json:1: the entry for missing-version took nothing away and can go\n',
    );
    expect(JSON.parse(out)).toMatchObject({
      files: [{ path: 'p.json', suppressed: [{ rule: 'invalid-action', reason: 'known' }] }],
    });
  });
});

test('explain, list-rules, actions and completion answer without a check', () => {
  const root = folder({});
  const out = (...args: readonly string[]) => run(root, args).out;
  expect(out('explain', 'invalid-action')).toContain('# invalid-action');
  expect(out('explain', 'REDUNDANT_ACTION')).toContain('# redundant-action');
  expect(run(root, ['explain', 'redundant-actions'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('redundant-action'),
  });
  const rules = JSON.parse(out('list-rules', '--format', 'json')) as { rule: string }[];
  expect(out('list-rules').trimEnd().split('\n')).toHaveLength(rules.length);
  const found = JSON.parse(out('actions', 'aps:*Query*', '--format', 'json')) as { action: string }[];
  expect(found.map(({ action }) => action)).toContain('aps:QueryMetrics');
  expect(out('actions', 'remote write').split('\n')[0]).toMatch(/^aps:RemoteWrite\s+write/);
  expect(out('actions', 'aps:Nothing*')).toMatch(/^No action/);
  for (const shell of ['bash', 'zsh', 'fish']) expect(out('completion', shell)).toContain('list-rules');
});

test('the script for bash is one that bash reads and that completes', () => {
  const { out } = run(folder({}), ['completion', 'bash']);
  const ask = `${out}\nCOMP_WORDS=(policywright check --fo); COMP_CWORD=2; _policywright; echo "\${COMPREPLY[@]}"`;
  const { out: words, code } = run(folder({}), ['-c', ask], {}, '', 'bash');
  expect({ code, words }).toEqual({ code: 0, words: '--format\n' });
});
