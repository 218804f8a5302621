import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { checkAll, freshEngine, managedPolicies } from '../corpus.ts';
import { megabytes, ms, printTable } from '../table.ts';

const folder = 'out/bench/policies';
const note = 'out/bench/usage.json';

/** The most memory that a check of all managed policies takes: by the engine alone, and by the command as shipped. */
export function memory(): void {
  const engine = usageOf(['out/bench/main.mjs', 'check-once']);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { uri, text } of managedPolicies())
    writeFileSync(`${folder}/${uri.slice(uri.lastIndexOf('/') + 1)}`, text);
  const command = usageOf(['dist/cli.js', 'check', '--kind', 'identity', '--format', 'json', folder]);
  printTable('Check of all managed policies in a new process', [
    { name: 'engine: peak memory', value: megabytes(engine.memory), target: 'at most 250 MB' },
    { name: 'engine: start to end', value: ms(engine.time) },
    { name: 'policywright check: peak memory', value: megabytes(command.memory), target: 'at most 250 MB' },
    { name: 'policywright check: start to end', value: ms(command.time) },
  ]);
}

/** What `memory` runs in a process of its own. */
export function checkOnce(): void {
  checkAll(freshEngine(), managedPolicies());
}

interface Usage {
  /** Bytes. */
  readonly memory: number;
  /** Milliseconds. */
  readonly time: number;
}

/** A preloaded script notes what the process has used when it ends. */
function usageOf(args: readonly string[]): Usage {
  const preload = 'out/bench/usage.cjs';
  const write = `require('node:fs').writeFileSync(${JSON.stringify(note)}, JSON.stringify(process.resourceUsage()))`;
  writeFileSync(preload, `process.on('exit', () => ${write});\n`);
  rmSync(note, { force: true });
  const start = performance.now();
  const { stderr } = spawnSync(process.execPath, ['--require', `./${preload}`, ...args], {
    maxBuffer: 1e9,
    encoding: 'utf8',
  });
  const time = performance.now() - start;
  if (stderr !== '') throw new Error(stderr);
  const { maxRSS } = JSON.parse(readFileSync(note, 'utf8')) as { maxRSS: number };
  return { memory: maxRSS * 1024, time };
}
