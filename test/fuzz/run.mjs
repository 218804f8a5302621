/**
 * `npm run fuzz`: texts made by edits of everything that Policywright reads, each checked against a fresh reading.
 *
 *   npm run fuzz                                  20,000 texts, with a seed of the clock
 *   npm run fuzz -- --count 1000000               the long run
 *   npm run fuzz -- --seed 7 --only terraform     the same texts again, of one grammar
 *   npm run fuzz -- --seed 7 --only json --path 12:3:0    one failure, as it was reported
 *
 * One process per grammar, as many at once as there are processors.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = 'out/fuzz/main.mjs';

/** How many of a hundred texts each grammar gets. */
const shares = { json: 40, terraform: 30, ram: 12, template: 8, config: 10 };

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    only: { type: 'string' },
    path: { type: 'string' },
  },
});
process.chdir(root);
mkdirSync('out/fuzz', { recursive: true });
if (!values.path) await run(['esbuild.mjs', '--tables']);
await build({
  entryPoints: ['test/fuzz/main.ts'],
  outfile: program,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['web-tree-sitter', 'fast-check'],
  logLevel: 'warning',
});

console.log(`seed ${values.seed}`);
const families = Object.keys(shares).filter((name) => values.only === undefined || name === values.only);
const all = families.reduce((sum, name) => sum + shares[name], 0);
const waiting = families.map((name) => {
  const count = Math.ceil((Number(values.count) * shares[name]) / all);
  return [program, name, String(count), values.seed, ...(values.path === undefined ? [] : [values.path])];
});
const lanes = Array.from({ length: Math.max(1, availableParallelism()) }, async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await run(next);
});
await Promise.all(lanes);

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    child.once('exit', (code) => {
      if (code !== 0) process.exitCode = 1;
      resolve();
    });
  });
}
