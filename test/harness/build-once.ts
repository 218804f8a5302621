import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Brings `dist/` up to date before the first test, unless `npm test` has just done so. */
export function buildOnce(...flags: readonly string[]): void {
  if (process.env.POLICYWRIGHT_BUILT === '1') return;
  const { status } = spawnSync(process.execPath, ['esbuild.mjs', ...flags], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`node esbuild.mjs ${flags.join(' ')} failed with exit code ${status}`);
}
