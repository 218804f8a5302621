import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

export interface Usage {
  /** The most that the process held at once, in bytes. */
  readonly memory: number;
  /** Milliseconds from start to end. */
  readonly time: number;
  readonly output: string;
}

const note = 'out/bench/usage.json';

/** Runs Node; a preloaded script notes what the process has used when it ends. */
export function usageOf(args: readonly string[]): Usage {
  const preload = 'out/bench/usage.cjs';
  const write = `require('node:fs').writeFileSync(${JSON.stringify(note)}, JSON.stringify(process.resourceUsage()))`;
  writeFileSync(preload, `process.on('exit', () => ${write});\n`);
  rmSync(note, { force: true });
  const start = performance.now();
  const { stderr, stdout } = spawnSync(process.execPath, ['--require', `./${preload}`, ...args], {
    maxBuffer: 1e9,
    encoding: 'utf8',
  });
  const time = performance.now() - start;
  if (stderr !== '') throw new Error(stderr);
  const { maxRSS } = JSON.parse(readFileSync(note, 'utf8')) as { maxRSS: number };
  return { memory: maxRSS * 1024, time, output: stdout };
}
