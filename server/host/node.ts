import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../package.json';
import type { TableName } from '../core/index.ts';
import type { startServer } from '../lsp/start.ts';
import { filesBelow } from './files.ts';
import { loadHclParser } from './hcl.ts';

/** The language server as a Node process: `--stdio`, or `--node-ipc` as VS Code starts it. */
export function serve(start: typeof startServer): void {
  process.on('unhandledRejection', (reason) => {
    process.stderr.write(`policywright: ${reason instanceof Error ? reason.stack : String(reason)}\n`);
  });
  if (process.argv.includes('--version')) {
    process.stdout.write(`${version}\n`);
  } else if (process.argv.some((argument) => /^--(stdio|node-ipc|socket|pipe)\b/.test(argument))) {
    start(createConnection(ProposedFeatures.all), {
      version,
      loadTable,
      loadHclParser: () => loadHclParser(import.meta.dirname),
      filesBelow,
      later,
    });
  } else {
    process.stderr.write('policywright: this is a language server, start it with --stdio\n');
    process.exitCode = 2;
  }
}

/** The tables lie beside the bundle. */
function loadTable(name: TableName): string | undefined {
  try {
    return readFileSync(join(import.meta.dirname, 'tables', `${name}.json`), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function later(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
