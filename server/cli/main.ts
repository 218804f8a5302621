#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { filesBelow } from '../host/files.ts';
import { loadHclParser } from '../host/hcl.ts';
import { CommandError, type Invocation, readArguments } from './arguments.ts';
import type { Machine } from './check/check-paths.ts';
import { isCheckThread, serveChunks } from './check/threads.ts';
import { findActions } from './commands/actions.ts';
import { runCheck } from './commands/check.ts';
import { completionScript } from './commands/completion.ts';
import { explain, listRules } from './commands/explain.ts';
import { runMcp } from './commands/mcp.ts';
import { pagesIn } from './pages.ts';
import { openCatalog } from './tables.ts';
import { usage } from './usage.ts';

/** The pages of the rules lie beside the bundle, as the tables do. */
const pageOf = pagesIn(import.meta.dirname);

/** `policywright`: exit code 0 for nothing to complain of, 1 for findings, 2 for wrong usage and what cannot be read or written. */
if (isCheckThread()) serveChunks(catalog, machineIn);
else {
  process.stdout.on('error', leave);
  void main();
}

async function main(): Promise<void> {
  try {
    process.exitCode = await run(readArguments(process.argv.slice(2)));
  } catch (error) {
    if (error instanceof CommandError) complain(error.message);
    else complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 2;
  }
}

async function run(invocation: Invocation): Promise<number> {
  switch (invocation.command) {
    case 'check':
      return runCheck(invocation.options, {
        version,
        machine: machineIn(process.cwd()),
        script: import.meta.filename,
        catalog,
        pageOf,
        print,
        note: (text) => void process.stderr.write(text),
        complain,
        readInput: () => readFileSync(0, 'utf8'),
      });
    case 'explain':
      print(explain(invocation.rule, pageOf));
      return 0;
    case 'list-rules':
      print(listRules(invocation.format));
      return 0;
    case 'actions':
      print(findActions(invocation.query, catalog(), invocation.format));
      return 0;
    case 'mcp':
      await runMcp(version, catalog, machineIn(process.cwd()), complain);
      return 0;
    case 'completion':
      print(completionScript(invocation.shell));
      return 0;
    case 'help':
      print(usage(invocation.of));
      return 0;
    case 'version':
      print(`policywright ${version}, service data of ${catalog().date}\n`);
      return 0;
  }
}

function catalog() {
  return openCatalog(join(import.meta.dirname, 'tables'));
}

function machineIn(cwd: string): Machine {
  return { cwd, loadHclParser: () => loadHclParser(import.meta.dirname), filesBelow };
}

function print(text: string): void {
  process.stdout.write(text);
}

function complain(message: string): void {
  process.stderr.write(`policywright: ${message}\n`);
}

/** Whoever reads the output has had enough (`| head`); anything else leaves a report that is not whole. */
function leave(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  complain(`the output cannot be written: ${error.message}`);
  process.exit(2);
}
