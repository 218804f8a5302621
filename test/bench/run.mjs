/**
 * `npm run bench`: what Policywright costs, measured on what ships. `docs/performance.md` explains the numbers.
 *
 *   npm run bench              every section
 *   npm run bench -- check     the sections named
 *
 * Each section is a process of its own, so that none profits from what another has compiled or remembers.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = 'out/bench/main.mjs';

/** In the order of the table in `docs/performance.md`. `rules` is a tool for the authors of rules: only on demand. */
const sections = [
  'check',
  'memory',
  'misspelt',
  'foreign',
  'start',
  'edit',
  'terraform',
  'completion',
  'requests',
  'resident',
  'estate',
  'sizes',
];

process.chdir(root);
mkdirSync('out/bench', { recursive: true });
run('esbuild.mjs');
await build({
  entryPoints: ['test/bench/main.ts'],
  outfile: program,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['vscode-languageserver', 'vscode-languageserver-protocol', 'web-tree-sitter'],
  logLevel: 'warning',
});

const asked = process.argv.slice(2);
const [cpu] = cpus();
console.log(`node ${process.version}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}`);
for (const section of asked.length === 0 ? sections : asked) run(program, section);

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
