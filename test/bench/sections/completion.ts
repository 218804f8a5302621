import { CompletionRequest } from 'vscode-languageserver-protocol/node';
import { complete } from '../../../server/core/index.ts';
import { startServer } from '../../lsp/server.ts';
import { freshEngine, projectOf } from '../corpus.ts';
import { elapsed, median } from '../measure.ts';
import { atMost, kilobytes, ms, printTable } from '../table.ts';

const uri = 'file:///w/policy.json';
const head = '{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Allow", "Action": "ec2:';
const text = `${head}", "Resource": "*" }\n  ]\n}\n`;

/** The list after `ec2:`, the service with the most actions. */
export async function completion(): Promise<void> {
  const engine = inEngine();
  const server = await overLsp();
  printTable(`Completion after "ec2:", ${engine.items} items`, [
    { name: 'engine: first time', value: ms(engine.first) },
    { name: 'engine: later, median of 30', value: ms(engine.later), target: atMost(engine.later, 3, ms) },
    { name: 'language server, there and back: first time', value: ms(server.first) },
    { name: 'language server, there and back: later, median of 30', value: ms(server.later) },
    {
      name: 'answer of the language server',
      value: kilobytes(server.bytes),
      target: atMost(server.bytes, 60_000, kilobytes),
    },
  ]);
}

function inEngine() {
  const engine = freshEngine();
  const source = { uri, languageId: 'json', text };
  let items = 0;
  const run = () => {
    items = complete(engine, projectOf(source), uri, head.length)?.items.length ?? 0;
  };
  const first = elapsed(run);
  return { first, later: median(Array.from({ length: 30 }, () => elapsed(run))), items };
}

async function overLsp() {
  const server = await startServer();
  server.open(uri, text);
  const lines = head.split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const ask = async () => {
    const start = performance.now();
    const answer = await server.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    return { time: performance.now() - start, bytes: Buffer.byteLength(JSON.stringify(answer)) };
  };
  const first = await ask();
  const later: number[] = [];
  for (let index = 0; index < 30; index++) later.push((await ask()).time);
  await server.stop();
  return { first: first.time, later: median(later), bytes: first.bytes };
}
