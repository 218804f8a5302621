#!/usr/bin/env node
import { join } from 'node:path';
import { version } from '../../package.json';
import { filesBelow } from '../host/files.ts';
import { loadHclParser } from '../host/hcl.ts';
import { type CheckOptions, CommandError, readArguments, usage } from './arguments.ts';
import { checkPaths } from './check.ts';
import { visible } from './report/frame.ts';
import { jsonReport } from './report/json.ts';
import { paintFor } from './report/paint.ts';
import { textReport } from './report/text.ts';
import { reaches } from './result.ts';
import { openCatalog } from './tables.ts';

/** `policywright`: exit code 0 for nothing to complain of, 1 for findings, 2 for wrong usage and unreadable input. */
process.stdout.on('error', leave);
void main();

async function main(): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    if (error instanceof CommandError) complain(error.message);
    else complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 2;
  }
}

async function run(given: readonly string[]): Promise<number> {
  const invocation = readArguments(given);
  if (invocation.command === 'check') return check(invocation.options);
  if (invocation.command === 'help') process.stdout.write(usage);
  else process.stdout.write(`policywright ${version}, service data of ${catalog().date}\n`);
  return 0;
}

async function check(options: CheckOptions): Promise<number> {
  const result = await checkPaths(options, catalog(), {
    cwd: process.cwd(),
    loadHclParser: () => loadHclParser(import.meta.dirname),
    filesBelow,
  });
  for (const { path, message } of result.troubles) complain(`${visible(path)} ${message}`);
  const report =
    options.format === 'json'
      ? `${JSON.stringify(jsonReport(result), undefined, 2)}\n`
      : textReport(result, paintFor(process.stdout, process.env));
  // With nothing readable the complaints say it all.
  if (options.format === 'json' || result.searched > 0 || result.troubles.length === 0)
    process.stdout.write(report);
  if (result.troubles.length > 0) return 2;
  return reaches(result, options.failOn) ? 1 : 0;
}

/** The tables lie beside the bundle. */
function catalog() {
  return openCatalog(join(import.meta.dirname, 'tables'));
}

function complain(message: string): void {
  process.stderr.write(`policywright: ${message}\n`);
}

/** Whoever reads the output has had enough (`| head`). */
function leave(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
