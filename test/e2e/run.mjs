/**
 * Runs the suite in a real VS Code through `@vscode/test-electron`, on a copy of `examples/`.
 *
 *   node test/e2e/run.mjs              VS Code from npm, in a headless browser
 *   node test/e2e/run.mjs --desktop    desktop VS Code, downloaded by `@vscode/test-electron`
 *
 * The last line is the count: `3 passed, 0 failed`.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const suite = join(root, 'out/e2e/index.js');

await main(process.argv.includes('--desktop'));

async function main(desktop) {
  const scratch = mkdtempSync(join(tmpdir(), 'policywright-e2e-'));
  const results = join(scratch, 'results.jsonl');
  try {
    await bundleSuite();
    const trouble = await runIn(scratch, results, desktop);
    process.exitCode = report(readResults(results), trouble);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @returns why the run as a whole failed, or undefined */
async function runIn(scratch, results, desktop) {
  const workspace = join(scratch, 'examples');
  cpSync(join(root, 'examples'), workspace, { recursive: true });
  try {
    await runTests({
      ...(desktop ? {} : { vscodeExecutablePath: join(root, 'scripts/vscode-executable.mjs') }),
      extensionDevelopmentPath: root,
      extensionTestsPath: suite,
      extensionTestsEnv: { POLICYWRIGHT_E2E_RESULTS: results },
      launchArgs: [
        workspace,
        `--user-data-dir=${join(scratch, 'data')}`,
        `--extensions-dir=${join(scratch, 'extensions')}`,
      ],
    });
    return undefined;
  } catch (error) {
    return error.message;
  }
}

function readResults(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** @returns the exit code; a run that failed although no test did counts as one failure */
function report(results, trouble) {
  for (const { name, milliseconds, failure } of results) {
    console.log(`${failure === undefined ? 'ok  ' : 'FAIL'} ${name} (${milliseconds} ms)`);
    if (failure !== undefined) console.log(failure);
  }
  let failed = results.filter(({ failure }) => failure !== undefined).length;
  const passed = results.length - failed;
  if (failed === 0 && (trouble !== undefined || passed === 0)) {
    console.log(`FAIL ${trouble ?? 'no test ran'}`);
    failed = 1;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function bundleSuite() {
  return build({
    absWorkingDir: root,
    entryPoints: ['test/e2e/index.ts'],
    outfile: suite,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
