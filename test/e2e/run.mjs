/**
 * Runs the suite in a real VS Code through `@vscode/test-electron`, on a copy of `examples/`.
 *
 *   node test/e2e/run.mjs              VS Code from npm, in a headless browser: in the extension host of Node, then in
 *                                      that of browsers, as vscode.dev has it
 *   node test/e2e/run.mjs --desktop    desktop VS Code, downloaded by `@vscode/test-electron`
 *
 * The last line is the count: `3 passed, 0 failed`.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { listFiles, PackageManager } from '@vscode/vsce';
import { build } from 'esbuild';
import { startSite } from './browser/site.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fromNpm = { vscodeExecutablePath: join(root, 'scripts/vscode-executable.mjs') };

await main(process.argv.includes('--desktop'));

async function main(desktop) {
  const hosts = desktop ? [inNode({})] : [inNode(fromNpm), inBrowser];
  const counts = [];
  for (const host of hosts) counts.push(await inScratch(host));
  const sum = (key) => counts.reduce((total, each) => total + each[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

async function inScratch(host) {
  const scratch = mkdtempSync(join(tmpdir(), 'policywright-e2e-'));
  const results = join(scratch, 'results.jsonl');
  try {
    const trouble = await host(scratch, results);
    return report(readResults(results), trouble);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @returns a run that tells why it failed as a whole, or undefined */
function inNode(program) {
  return async (scratch, results) => {
    const copy = await copyOfExtension(join(scratch, 'extension'));
    const file = join(copy, 'out/e2e/index.js');
    await bundleSuite({ platform: 'node', outfile: file });
    return runIn(scratch, {
      ...program,
      extensionDevelopmentPath: copy,
      extensionTestsPath: file,
      extensionTestsEnv: { POLICYWRIGHT_E2E_RESULTS: results },
    });
  };
}

/** What ships, with a stopwatch before its code. */
async function copyOfExtension(folder) {
  for (const file of await listFiles({ cwd: root, packageManager: PackageManager.None }))
    cpSync(join(root, file), join(folder, file));
  cpSync(join(root, 'test/e2e/stopwatch.cjs'), join(folder, 'stopwatch.cjs'));
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, main: './stopwatch.cjs' }));
  return folder;
}

/** The extension comes over the web, as it does to vscode.dev. */
async function inBrowser(scratch, results) {
  const site = await startSite({ root, results });
  const shim = (name) => join(root, 'test/e2e/browser', name);
  try {
    await bundleSuite({
      platform: 'browser',
      outfile: join(root, 'out/e2e/browser.js'),
      alias: {
        'node:assert/strict': shim('assert.mjs'),
        'node:fs': shim('node.mjs'),
        'node:os': shim('node.mjs'),
        'node:path': shim('node.mjs'),
      },
      define: { 'process.env.POLICYWRIGHT_E2E_RESULTS': JSON.stringify(`${site.origin}/results`) },
    });
    return await runIn(scratch, {
      ...fromNpm,
      extensionDevelopmentPath: site.origin,
      extensionTestsPath: `${site.origin}/out/e2e/browser`,
    });
  } finally {
    site.stop();
  }
}

async function runIn(scratch, how) {
  const workspace = join(scratch, 'examples');
  cpSync(join(root, 'examples'), workspace, { recursive: true });
  try {
    await runTests({
      ...how,
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

/** A run that failed although no test did counts as one failure. */
function report(results, trouble) {
  for (const { name, milliseconds, told, failure } of results) {
    console.log(`${failure === undefined ? 'ok  ' : 'FAIL'} ${name} (${milliseconds} ms)`);
    for (const what of told) console.log(`     ${what}`);
    if (failure !== undefined) console.log(failure);
  }
  let failed = results.filter(({ failure }) => failure !== undefined).length;
  const passed = results.length - failed;
  if (failed === 0 && (trouble !== undefined || passed === 0)) {
    console.log(`FAIL ${trouble ?? 'no test ran'}`);
    failed = 1;
  }
  return { passed, failed };
}

function bundleSuite(options) {
  return build({
    ...options,
    absWorkingDir: root,
    entryPoints: ['test/e2e/index.ts'],
    bundle: true,
    format: 'cjs',
    target: 'es2023',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
