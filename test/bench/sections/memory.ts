import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { checkAll, freshEngine, managedPolicies } from '../corpus.ts';
import { atMost, megabytes, ms, printTable } from '../table.ts';
import { usageOf } from '../usage.ts';

const folder = 'out/bench/policies';
const LIMIT = 250_000_000;

/** The most memory that a check of all managed policies takes: by the engine alone, and by the command as shipped. */
export function memory(): void {
  const engine = usageOf(['out/bench/main.mjs', 'check-once']);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { uri, text } of managedPolicies())
    writeFileSync(`${folder}/${uri.slice(uri.lastIndexOf('/') + 1)}`, text);
  const options = ['--kind', 'identity', '--with-ignored', '--format', 'json'];
  const command = usageOf(['dist/cli.js', 'check', ...options, folder]);
  const { files } = JSON.parse(command.output) as { readonly files: readonly unknown[] };
  if (files.length === 0) throw new Error(`nothing was checked in ${folder}`);
  printTable('All managed policies in a new process', [
    {
      name: 'engine: peak memory',
      value: megabytes(engine.memory),
      target: atMost(engine.memory, LIMIT, megabytes),
    },
    { name: 'engine: start to end', value: ms(engine.time) },
    {
      name: '`policywright check`: peak memory',
      value: megabytes(command.memory),
      target: atMost(command.memory, LIMIT, megabytes),
    },
    { name: '`policywright check`: start to end', value: ms(command.time) },
  ]);
}

/** What `memory` runs in a process of its own. */
export function checkOnce(): void {
  checkAll(freshEngine(), managedPolicies());
}
