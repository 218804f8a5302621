/**
 * `npm test`: sets up what is missing, runs every suite and ends with one line, `N passed, N failed`.
 *
 *   npm test            everything
 *   npm test -- fast    without the suites that start processes: LSP, command line, packaging, VS Code
 *
 * Two lanes run side by side; a suite that is not a test runner (types, lint …) counts as one test.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from '../scripts/browser.mjs';
import { ensureCodeServer } from '../scripts/code-server-install.mjs';
import { ensureDependencies } from '../scripts/dependencies.mjs';
import { ensureEditors } from '../scripts/editors.mjs';
import { capture, leave, npm, stopOnSignals } from '../scripts/processes.mjs';
import { elapsed, requireNode } from '../scripts/say.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** No suite may take longer, in milliseconds. */
const limit = 12 * 60_000;

stopOnSignals();
const started = Date.now();
const suites = process.argv.includes('fast') ? await runFast() : await runEverything();
printTable(suites);
const total = (count) => suites.reduce((sum, suite) => sum + suite[count], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
await leave(total('failed') === 0 ? 0 : 1);

async function runFast() {
  const ready = await setUp();
  if (ready.failed > 0) return [ready];
  const build = suite('build', script('build'));
  return inOrder([build, types(), lint(), format(), build.then(() => vitest('fast'))]);
}

async function runEverything() {
  const editor = settled(async () => [
    await ensureCodeServer(),
    await ensureChromium(),
    await ensureEditors(),
  ]);
  const ready = await setUp();
  if (ready.failed > 0) return [ready];
  const build = suite('build', script('build'));
  const checks = [types(), lint(), format()];
  const fast = build.then(() => vitest('fast'));
  // Some of them need a browser or another editor.
  const slow = Promise.all([fast, editor]).then(() => vitest('slow'));
  const pack = Promise.all([build, ...checks]).then(() => suite('package', script('package')));
  const vscode = pack.then(() => suite('vscode', () => runInEditor(editor)));
  return inOrder([build, ...checks, fast, slow, pack, vscode]);
}

/** The only part that is not a suite unless it fails. */
function setUp() {
  return suite('set-up', async () => {
    requireNode();
    await ensureDependencies(root);
    return { passed: 0, failed: 0, output: '' };
  });
}

function types() {
  return suite('types', script('types'));
}

function lint() {
  return suite('lint', script('lint'));
}

function format() {
  return suite('format', script('fmt:check'));
}

/** Runs `work`, tells how it went at once, and shows its output when it failed. */
async function suite(name, work) {
  const start = Date.now();
  const { passed, failed, output } = await work().catch((error) => ({
    passed: 0,
    failed: 1,
    output: error.message,
  }));
  const time = elapsed(start);
  if (failed > 0) console.log(`\n${name} failed:\n${output.trimEnd()}\n`);
  else if (passed > 0) console.log(`${name} passed in ${time}`);
  return { name, passed, failed, time };
}

/** A script of package.json that counts as one test. */
function script(name) {
  return async () => {
    const { code, output } = await run(npm(['run', '--silent', name]));
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
  };
}

function vitest(project) {
  return suite(project, async () => {
    const report = join(root, 'out/test', `${project}.json`);
    rmSync(report, { force: true });
    mkdirSync(join(root, 'out/test'), { recursive: true });
    const program = join(root, 'node_modules/vitest/vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code, output } = await run([
      process.execPath,
      [program, 'run', '--project', project, ...reporters],
    ]);
    return { ...count(report, code), output };
  });
}

/** A file that cannot even be loaded counts as one failure; so does a run that ends badly or runs nothing. */
function count(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((each) => each.status !== 'failed'),
  );
  const failed = numFailedTests + broken.length;
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}

async function runInEditor(editor) {
  const { error } = await editor;
  if (error !== undefined) return { passed: 0, failed: 1, output: error.message };
  const { code, output } = await run([process.execPath, [join(root, 'test/e2e/run.mjs')]]);
  const counts = /^(\d+) passed, (\d+) failed$/m.exec(output);
  if (counts === null) return { passed: 0, failed: 1, output };
  const [passed, failed] = [Number(counts[1]), Number(counts[2])];
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, output };
}

function run([command, args]) {
  return capture(command, args, { cwd: root, limit, env: { ...process.env, POLICYWRIGHT_BUILT: '1' } });
}

/** Starts at once; a failure waits until somebody asks. */
function settled(work) {
  return work().then(
    () => ({}),
    (error) => ({ error }),
  );
}

function inOrder(pending) {
  return Promise.all(pending);
}

function printTable(rows) {
  console.log('');
  for (const { name, passed, failed, time } of rows) {
    const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`;
    console.log(`${name.padEnd(8)} ${counts} ${time.padStart(9)}`);
  }
  console.log(`${'all'.padEnd(8)} ${''.padEnd(25)} ${elapsed(started).padStart(9)}\n`);
}
