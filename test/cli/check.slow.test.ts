import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonReport } from '../../server/cli/report/json.ts';
import { folder, piped, run } from './run.ts';

const misspelt = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "aps:*", "Resource": "*" },
    { "Effect": "Allow", "Action": ["aps:GetLabels", "aps:QueryMetric"], "Resource": "*" }
  ]
}
`;
const right = misspelt.replace('QueryMetric"', 'QueryMetrics"');
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

function check(cwd: string, ...args: readonly string[]): JsonReport {
  const { out, err } = run(cwd, ['check', '--format', 'json', ...args]);
  expect(err).toBe('');
  return JSON.parse(out);
}

test('the JSON report has what version 1 promises', () => {
  const root = folder({ 'policies/dash.json': misspelt, 'role.json': trust });
  const report = check(root, '.');
  expect(report.version).toBe(1);
  expect(report.dataDate).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(report.files.map(({ path }) => path)).toEqual(['policies/dash.json', 'role.json']);
  expect(report.files[0]?.policies).toEqual([
    {
      name: 'dash.json',
      kind: 'identity',
      dialect: 'aws',
      language: 'json',
      statements: 2,
      range: { start: { line: 0, character: 0 }, end: { line: 6, character: 1 } },
    },
  ]);
  expect(report.files[1]?.policies).toMatchObject([
    { kind: 'trust', attachedTo: { service: 'iam', resourceType: 'role' } },
  ]);
  expect(report.files[0]?.findings.filter(({ rule }) => rule === 'invalid-action')).toEqual([
    {
      rule: 'invalid-action',
      code: 'INVALID_ACTION',
      severity: 'error',
      message: expect.stringContaining('"aps:QueryMetric"'),
      path: ['Statement', 1, 'Action', 1],
      range: { start: { line: 4, character: 53 }, end: { line: 4, character: 70 } },
      fixes: expect.arrayContaining([{ title: expect.stringContaining('aps:QueryMetrics'), safe: false }]),
    },
  ]);
  const { summary, files } = report;
  const all = files.flatMap(({ findings }) => findings);
  expect(summary).toEqual({
    files: 2,
    policies: 2,
    errors: all.filter(({ severity }) => severity === 'error').length,
    warnings: all.filter(({ severity }) => severity === 'warning').length,
    infos: all.filter(({ severity }) => severity === 'info').length,
    hints: all.filter(({ severity }) => severity === 'hint').length,
  });
});

test('what Access Analyzer has no check for has no code', () => {
  const findings = check(folder({ 'p.json': '{ "Version": "2012-10-17", "Statement": [' }), 'p.json').files[0]
    ?.findings;
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'json-syntax-error' }));
  for (const { code } of findings ?? []) expect(code === null || /^[A-Z0-9_]+$/.test(code)).toBe(true);
});

test('the text report shows the line, marks the text and says what to do', () => {
  const { out, code } = run(folder({ 'p.json': misspelt }), ['check']);
  expect(code).toBe(1);
  const line = '    { "Effect": "Allow", "Action": ["aps:GetLabels", "aps:QueryMetric"], "Resource": "*" }';
  expect(out).toContain(` --> p.json:5:54\n  |\n5 | ${line}\n  | ${' '.repeat(53)}${'^'.repeat(17)}\n`);
  expect(out).toContain('error[invalid-action]: ');
  expect(out).toContain('= Access Analyzer: INVALID_ACTION');
  expect(out).toMatch(/\n1 error.* \(1 policy in 1 file, service data of [\d-]+\)\n$/);
  expect(out).not.toContain('\u001b');
});

test('colours are for terminals, NO_COLOR and FORCE_COLOR decide otherwise', () => {
  const root = folder({ 'p.json': misspelt });
  expect(run(root, ['check'], { FORCE_COLOR: '1' }).out).toContain('\u001b[1;31merror[invalid-action]');
  expect(run(root, ['check'], { NO_COLOR: '1' }).out).not.toContain('\u001b');
  expect(run(root, ['check', '--format', 'json'], { FORCE_COLOR: '1' }).out).not.toContain('\u001b');
});

test('the exit code follows --fail-on', () => {
  const root = folder({ 'wrong.json': misspelt, 'right.json': right });
  expect(run(root, ['check', 'wrong.json']).code).toBe(1);
  expect(run(root, ['check', 'right.json']).code).toBe(0);
  expect(run(root, ['check', 'wrong.json', '--fail-on', 'info']).code).toBe(1);
  expect(run(root, ['check', 'wrong.json', '--fail-on=none']).code).toBe(0);
});

test('--kind is stronger than name, place and content', () => {
  const root = folder({
    'trust-policy.json': right,
    'role.json': JSON.stringify({ AssumeRolePolicyDocument: JSON.parse(trust) }),
  });
  const kinds = (...args: readonly string[]) =>
    check(root, ...args).files.flatMap(({ policies }) => policies.map(({ kind }) => kind));
  expect(kinds()).toEqual(['trust', 'trust']);
  expect(kinds('--kind', 'boundary')).toEqual(['boundary', 'boundary']);
});

describe('which files are read', () => {
  test('folders are searched, except those of tools; other JSON is passed by', () => {
    const root = folder({
      'a/p.json': right,
      'a/p.jsonc': `// why\n${right}`,
      'a/package.json': '{ "name": "x" }',
      'a/notes.txt': right,
      'a/node_modules/m/p.json': misspelt,
      '.git/p.json': misspelt,
      'dist/p.json': misspelt,
      'out/p.json': misspelt,
    });
    expect(check(root).files.map(({ path }) => path)).toEqual(['a/p.json', 'a/p.jsonc']);
    expect(check(root, 'a', './a/p.json', 'a/').files).toHaveLength(2);
  });

  test('a named file is always read and listed', () => {
    const root = folder({ 'policy.txt': right, 'other.json': '{}', 'dist/p.json': right });
    const { files, summary } = check(root, 'policy.txt', 'other.json', 'dist');
    expect(files.map(({ path, policies }) => [path, policies.length])).toEqual([
      ['policy.txt', 1],
      ['other.json', 0],
      ['dist/p.json', 1],
    ]);
    expect(summary).toMatchObject({ files: 3, policies: 2 });
  });

  test('links in circles end', () => {
    const root = folder({ 'a/p.json': right });
    symlinkSync(root, join(root, 'a/loop'));
    symlinkSync('self', join(root, 'self'));
    symlinkSync('nowhere', join(root, 'a/broken.json'));
    symlinkSync('self.json', join(root, 'a/self.json'));
    symlinkSync('p.json', join(root, 'a/link.json'));
    expect(check(root).files.map(({ path }) => path)).toEqual(['a/link.json', 'a/p.json']);
    const err = 'policywright: self cannot be read: its links go in a circle\n';
    expect(run(root, ['check', 'self'])).toEqual({ code: 2, out: '', err });
  });

  test('links that lead out of what is searched are neither read nor written, one that is named is', () => {
    const outside = folder({ 'secret.json': misspelt, 'deep/p.json': misspelt });
    const root = folder({ 'a/p.json': right });
    symlinkSync(join(outside, 'secret.json'), join(root, 'a/link.json'));
    symlinkSync(join(outside, 'deep'), join(root, 'a/deep'));
    symlinkSync('../../../../../../../../../../../../etc/hostname', join(root, 'a/dots.json'));
    symlinkSync(join(root, 'a/p.json'), join(root, 'inside.json'));
    const paths = (...given: string[]) => check(root, ...given).files.map(({ path }) => path);
    expect(paths()).toEqual(['a/p.json', 'inside.json']);
    expect(paths('a')).toEqual(['a/p.json']);
    expect(paths('**/*.json')).toEqual(['a/p.json', 'inside.json']);
    expect(paths('a/link.json')).toEqual(['a/link.json']);
    run(root, ['check', '--fix']);
    expect(readFileSync(join(outside, 'secret.json'), 'utf8')).toBe(misspelt);
  });

  test('a byte order mark is no part of the text', () => {
    const root = folder({ 'p.json': `\ufeff${misspelt}` });
    expect(check(root).files[0]?.policies[0]?.range.start).toEqual({ line: 0, character: 0 });
  });
});

describe('trouble is one clear line and exit code 2', () => {
  const lines = (text: string) => text.trimEnd().split('\n');

  test.each([
    [['check', 'nowhere.json'], 'policywright: nowhere.json does not exist'],
    [['check', 'known.txt/p.json'], 'policywright: known.txt/p.json does not exist'],
    [['check', '--config', 'nowhere.json'], 'policywright: nowhere.json does not exist'],
    [['check', '--config', '.'], 'policywright: . cannot be read: it is a folder'],
    [['check', '--kind', 'bucket'], /^policywright: --kind takes identity, .*, not "bucket"/],
    [['check', '--format', 'xml'], /^policywright: --format takes text, json, sarif, .*, not "xml"/],
    [['check', '--fail-on', 'hint'], /^policywright: --fail-on takes error, warning, info, none, not "hint"/],
    [['check', '--colour'], /^policywright: unknown option '--colour'/],
    [['chekc'], /^policywright: unknown command "chekc"/],
    [[], /^policywright: no command given/],
  ])('%j', (args, message) => {
    const { code, out, err } = run(folder({ 'known.txt': '' }), args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(lines(err)).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });

  test('files that are no UTF-8 text, if they were named or look like policies', () => {
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${right}`, 'utf16le'));
    const root = folder({
      'utf16.json': utf16,
      'latin1.json': new Uint8Array(
        Buffer.from(right.replace('"Version"', '"Id": "é", "Version"'), 'latin1'),
      ),
      'image.json': new Uint8Array([0x89, 0x50, 0, 0, 1]),
      'fine.json': right,
    });
    const searched = run(root, ['check', '--format', 'json']);
    expect(searched.code).toBe(2);
    expect(lines(searched.err)).toEqual([
      'policywright: latin1.json is no valid UTF-8 text',
      'policywright: utf16.json is UTF-16 text, save it as UTF-8',
    ]);
    expect(JSON.parse(searched.out)).toMatchObject({ files: [{ path: 'fine.json' }] });
    expect(run(root, ['check', 'image.json']).err).toBe('policywright: image.json is no text file\n');
  });

  test.skipIf(process.getuid?.() === 0)('folders and files that may not be read', () => {
    const root = folder({ 'p.json': right, 'secret.json': right });
    mkdirSync(join(root, 'closed'), { mode: 0 });
    chmodSync(join(root, 'secret.json'), 0);
    const { code, err } = run(root, ['check']);
    expect(lines(run(root, ['check', 'closed/p.json']).err)).toEqual([
      'policywright: closed/p.json cannot be read: permission denied',
    ]);
    chmodSync(join(root, 'closed'), 0o755);
    expect(code).toBe(2);
    expect(lines(err)).toEqual([
      'policywright: closed cannot be read: permission denied',
      'policywright: secret.json cannot be read: permission denied',
    ]);
  });

  test.skipIf(process.getuid?.() === 0)('files that --fix may not write; the others are reported', () => {
    const doubled = right.replace('"aps:GetLabels"', '"aps:GetLabels", "aps:GetLabels"');
    const root = folder({ 'closed.json': doubled, 'open.json': doubled });
    chmodSync(join(root, 'closed.json'), 0o444);
    const { code, out, err } = run(root, ['check', '--fix', '--format', 'json']);
    expect(code).toBe(2);
    expect(lines(err)).toEqual(['policywright: closed.json cannot be written: permission denied']);
    expect(JSON.parse(out)).toMatchObject({
      files: [{ path: 'open.json', fixed: 1 }],
      summary: { files: 1 },
    });
  });
});

test('--help and --version', () => {
  const help = run(folder({}), ['--help']);
  expect(help).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('policywright check [PATH…]'),
  });
  for (const line of help.out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  const version = run(folder({}), ['--version']);
  expect(version.out).toMatch(/^policywright \d+\.\d+\.\d+, service data of \d{4}-\d\d-\d\d\n$/);
});

test('a reader that stops early is no error', () => {
  const root = folder(
    Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`p${index}.json`, misspelt])),
  );
  const { out, err } = run(root, ['check', '--fail-on', 'none']);
  expect(err).toBe('');
  expect(out.split('error[invalid-action]')).toHaveLength(401);
  const head = piped(root, '| head -n 1');
  expect(head.err).toBe('');
  expect(head.out).toMatch(/^\w+\[[a-z-]+\]: .+\n$/);
});

test.skipIf(!existsSync('/dev/full'))(
  'a report that nobody can keep is an error, and none of the policies',
  () => {
    const { code, err } = piped(folder({ 'p.json': right }), '> /dev/full');
    expect(code).toBe(2);
    expect(err).toMatch(/^policywright: the output cannot be written: .+\n$/);
  },
);
