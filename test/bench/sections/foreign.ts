import { readFileSync, writeFileSync } from 'node:fs';
import { freshEngine, projectOf } from '../corpus.ts';
import { elapsed, median } from '../measure.ts';
import { atMost, megabytes, ms, printTable } from '../table.ts';
import { usageOf } from '../usage.ts';

const path = 'out/bench/package-lock.json';

/** JSON that is no policy: what every package.json, lock file and data file of a workspace costs. */
export function foreign(): void {
  const records = JSON.stringify(lockFile(), undefined, 2);
  writeFileSync(path, records);
  const engine = freshEngine();
  const source = { uri: 'file:///w/package-lock.json', languageId: 'json', text: records };
  const run = () => {
    const analysis = engine.analyze(projectOf(source), source.uri);
    if (analysis === undefined || analysis.policies.length > 0) throw new Error('a lock file is no policy');
  };
  const first = elapsed(run);
  const later = Array.from({ length: 15 }, () => elapsed(run));
  const held = Number(usageOf(['--expose-gc', 'out/bench/main.mjs', 'foreign-once']).output);
  printTable(`JSON of ${megabytes(records.length)} that is no policy`, [
    { name: 'first time', value: ms(first), target: atMost(first, 20, ms) },
    { name: 'later, median of 15', value: ms(median(later)) },
    {
      name: 'memory beyond the text itself, in a new process',
      value: megabytes(held),
      target: atMost(held, 10_000_000, megabytes),
    },
  ]);
}

/** What `foreign` runs in a process of its own: how much the process has grown by the check. */
export function foreignOnce(): void {
  const text = readFileSync(path, 'utf8');
  const engine = freshEngine();
  const check = (source: { uri: string; languageId: string; text: string }) =>
    engine.analyze(projectOf(source), source.uri);
  // The engine itself is no part of what the file costs.
  check({ uri: 'file:///w/package.json', languageId: 'json', text: '{ "name": "w" }' });
  (globalThis as { gc?: () => void }).gc?.();
  const before = process.memoryUsage().rss;
  check({ uri: 'file:///w/package-lock.json', languageId: 'json', text });
  console.log(Math.max(0, process.memoryUsage().rss - before));
}

function lockFile(): unknown {
  const packages: Record<string, unknown> = {};
  for (let index = 0; index < 14_600; index++) {
    packages[`node_modules/package-${index}`] = {
      version: `${index % 30}.${index % 7}.${index % 11}`,
      resolved: `https://packages.example.com/package-${index}/-/package-${index}.tgz`,
      integrity: `sha512-${(index * 7919).toString(36).repeat(18).slice(0, 86)}==`,
      license: 'MIT',
      dependencies: { [`package-${index + 1}`]: `^${index % 9}.0.0` },
    };
  }
  return { name: 'workspace', version: '1.0.0', lockfileVersion: 3, requires: true, packages };
}
