import { spawnSync } from 'node:child_process';
import { plain, startServer } from '../../lsp/server.ts';
import { median, waited } from '../measure.ts';
import { atMost, ms, printTable, times } from '../table.ts';

const uri = 'file:///w/policy.json';
const text =
  '{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:GetObjects", "Resource": "*" } }';

/** From nothing to the first diagnostics, and what Node itself needs to start and end. */
export async function start(): Promise<void> {
  const bare: number[] = [];
  const server: number[] = [];
  for (let round = 0; round < 9; round++) {
    bare.push(waited(() => spawnSync(process.execPath, ['-e', '0'])));
    server.push(await untilDiagnostics());
  }
  const ratio = median(server) / median(bare);
  printTable('Cold start, medians of 9', [
    { name: 'node -e 0', value: ms(median(bare)) },
    { name: 'language server: start to first diagnostics', value: ms(median(server)) },
    { name: 'against Node itself', value: times(ratio), target: atMost(ratio, 4, times) },
  ]);
}

async function untilDiagnostics(): Promise<number> {
  const begin = performance.now();
  const server = await startServer({ capabilities: plain });
  const published = server.nextPublished(uri);
  server.open(uri, text);
  const diagnostics = await published;
  const time = performance.now() - begin;
  if (diagnostics.length === 0) throw new Error('the misspelt action was not found');
  await server.stop();
  return time;
}
