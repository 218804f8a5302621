import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { read, root } from '../tidy/files.ts';
import { folder, type Outcome, run } from './run.ts';

const wrong = `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "aps:QueryMetric", "Resource": "*" }] }`;
const right = wrong.replace('QueryMetric', 'QueryMetrics');

/** A folder whose PATH has `policywright` and an `npx` that would fetch it: both run the command as shipped, and note how. */
function withCommand(files: Readonly<Record<string, string>>) {
  const cwd = folder(files);
  const bin = folder({});
  const script = (name: string, skip: number) => {
    const head = skip === 0 ? '' : `echo "$1 $2" >> "${bin}/asked"\nshift ${skip}\n`;
    writeFileSync(
      join(bin, name),
      `#!/bin/sh\n${head}exec "${process.execPath}" "${root}dist/cli.js" "$@"\n`,
    );
    chmodSync(join(bin, name), 0o755);
  };
  script('policywright', 0);
  script('npx', 2);
  const env = { PATH: `${bin}:${process.env.PATH}` };
  return { cwd, bin, env, sh: (program: string, ...args: string[]) => run(cwd, args, env, '', program) };
}

describe('the hooks of pre-commit', () => {
  const hooks = parse(read('.pre-commit-hooks.yaml')) as readonly Hook[];

  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly language: string;
    readonly files: string;
  }

  /** Commits through a hook of git that does what pre-commit does: the entry with the staged files that `files` takes. */
  function commit(id: string, files: Readonly<Record<string, string>>): Outcome & { readonly cwd: string } {
    const hook = hooks.find((one) => one.id === id);
    const { cwd, sh } = withCommand(files);
    sh('git', 'init', '-q');
    const script = `#!/bin/sh\ngit diff --cached --name-only --diff-filter=d | grep -E '${hook?.files}' | xargs ${hook?.entry}\n`;
    mkdirSync(join(cwd, '.git/hooks'), { recursive: true });
    writeFileSync(join(cwd, '.git/hooks/pre-commit'), script, { mode: 0o755 });
    sh('git', 'add', '.');
    return { ...sh('git', '-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'x'), cwd };
  }

  test('stop a commit with a mistake, and let others pass', () => {
    const module = 'resource "aws_iam_policy" "p" {\n  policy = file("p.json")\n}\n';
    const stopped = commit('policywright', { 'p.json': wrong, 'main.tf': module, 'package.json': '{}' });
    expect(stopped.code).not.toBe(0);
    expect(stopped.out + stopped.err).toContain('error[invalid-action]');
    expect(commit('policywright', { 'p.json': right, 'main.tf': module, 'package.json': '{}' }).code).toBe(0);
  });

  test('the other one makes safe fixes', () => {
    const twice = right.replace('"aps:QueryMetrics"', '["aps:GetLabels", "aps:GetLabels"]');
    const { cwd } = commit('policywright-fix', { 'p.json': twice });
    expect(readFileSync(join(cwd, 'p.json'), 'utf8')).toContain('["aps:GetLabels"]');
  });

  test('are built where they are installed, without a word on standard output', () => {
    expect(
      hooks.every(({ language, entry }) => language === 'node' && entry.startsWith('policywright ')),
    ).toBe(true);
    const { scripts } = JSON.parse(read('package.json'));
    expect(scripts.prepack).toBe('node esbuild.mjs');
    // pre-commit takes all that npm pack prints for the name of the file.
    expect(read('.npmrc')).toContain('foreground-scripts=false');
  });
});

describe('the GitHub action', () => {
  interface Action {
    readonly inputs: Readonly<Record<string, { readonly default: string }>>;
    readonly runs: { readonly using: string; readonly steps: readonly Step[] };
  }
  interface Step {
    readonly id: string;
    readonly shell: string;
    readonly env: Readonly<Record<string, string>>;
    readonly run: string;
  }
  const { inputs, runs } = parse(read('action.yml')) as Action;
  const [step] = runs.steps;

  /** As the runner does it: inputs into the variables, the script for bash. */
  function act(files: Readonly<Record<string, string>>, given: Readonly<Record<string, string>>) {
    const { cwd, bin, env } = withCommand(files);
    const values = Object.entries(step?.env ?? {}).map(([name, text]) => {
      const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text) ?? [];
      return [name, given[input] ?? inputs[input]?.default ?? 'no such input'];
    });
    const output = join(bin, 'output');
    const outcome = run(
      cwd,
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''],
      { ...env, ...Object.fromEntries(values), GITHUB_OUTPUT: output },
      '',
      step?.shell,
    );
    const asked = existsSync(join(bin, 'asked')) ? readFileSync(join(bin, 'asked'), 'utf8') : '';
    return { ...outcome, cwd, asked, output: existsSync(output) ? readFileSync(output, 'utf8') : '' };
  }

  test('annotates, and fails for a mistake', () => {
    const { code, out, asked, output } = act({ 'a/p.json': wrong }, {});
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=a\/p\.json,line=1,/);
    expect(asked).toBe('--yes policywright@latest\n');
    expect(output).toBe('');
    expect(act({ 'p.json': right }, {})).toMatchObject({ code: 0 });
  });

  test('takes its inputs, whatever is in them', () => {
    const files = { 'a b/p.json': wrong, 'c/$(touch x).json': wrong, 'd/p.json': wrong };
    const given = {
      paths: 'a b\nc\n',
      'fail-on': 'none',
      kind: 'resource',
      'sarif-file': 'out put.sarif',
      version: '1.2.3',
    };
    const { code, out, cwd, asked, output } = act(files, given);
    expect(code).toBe(0);
    expect(out).toContain('missing-principal');
    expect(out).not.toContain('file=d/');
    expect(existsSync(join(cwd, 'x'))).toBe(false);
    expect(asked).toBe('--yes policywright@1.2.3\n'.repeat(2));
    expect(output).toBe('sarif-file=out put.sarif\n');
    expect(JSON.parse(readFileSync(join(cwd, 'out put.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  test('stops where something cannot be read', () => {
    expect(act({ 'p.json': right }, { paths: 'nothere', 'sarif-file': 'x' }).code).toBe(2);
  });
});

describe('the template for GitLab', () => {
  const [head = '', jobs = ''] = read('templates/check.yml').split('\n---\n');
  const { spec } = parse(head) as {
    spec: { inputs: Readonly<Record<string, { readonly default: string }>> };
  };
  const declared = spec.inputs;

  /** As GitLab does it: inputs into the text, then each line of the script, until one fails. */
  function job(given: Readonly<Record<string, string>>) {
    const text = jobs.replaceAll(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_all, name: string) => {
      return given[name] ?? declared[name]?.default ?? 'no such input';
    });
    return Object.entries(parse(text) as Record<string, { script: string[]; artifacts: object }>)[0];
  }

  test('leaves a code quality report, and fails for a mistake', () => {
    const { cwd, sh } = withCommand({ 'a/p.json': wrong, 'b/p.json': right, 'c/p.json': wrong });
    const [name, { script, artifacts } = { script: [], artifacts: {} }] = job({ paths: 'a b' }) ?? [];
    expect(name).toBe('policywright');
    expect(sh('sh', '-ec', script.join('\n')).code).toBe(1);
    const file = 'gl-code-quality-report.json';
    expect(artifacts).toEqual({ when: 'always', reports: { codequality: file } });
    const issues = JSON.parse(readFileSync(join(cwd, file), 'utf8')) as { location: { path: string } }[];
    expect(issues.map(({ location }) => location.path)).toContain('a/p.json');
    expect(issues.map(({ location }) => location.path)).not.toContain('c/p.json');
    const [, quiet] = job({ paths: 'a b', 'fail-on': 'none' }) ?? [];
    expect(sh('sh', '-ec', quiet?.script.join('\n') ?? '').code).toBe(0);
  });
});
