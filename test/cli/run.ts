import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const bundle = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** A folder with these files, for one test. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'policywright-cli-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command as shipped, or another program, run in a folder. */
export function run(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
  program?: string,
): Outcome {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(...commandOf(args, program), {
    cwd,
    input,
    maxBuffer: 64_000_000,
    encoding: 'utf8',
    env: { ...inherited, ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

/** `check` of a folder, with what a shell does with its output. */
export function piped(cwd: string, rest: string): Outcome {
  return run(cwd, ['-c', `'${process.execPath}' '${bundle}' check ${rest}`], {}, '', 'sh');
}

function commandOf(args: readonly string[], program: string | undefined): [string, string[]] {
  return program === undefined ? [process.execPath, [bundle, ...args]] : [program, [...args]];
}
