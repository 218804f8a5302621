import { expect, test } from 'vitest';
import {
  CodeActionRequest,
  CompletionRequest,
  DocumentDiagnosticRequest,
  HoverRequest,
  type Position,
} from 'vscode-languageserver-protocol/node';
import { agent, everything } from './samples.ts';
import { type RunningServer, startServer } from './server.ts';

const uri = 'file:///w/soak.json';

/** Everything an editor asks after a key was pressed. */
async function ask(server: RunningServer, position: Position): Promise<void> {
  const params = { textDocument: { uri }, position };
  const range = { start: position, end: position };
  const [, , report] = await Promise.all([
    server.connection.sendRequest(CompletionRequest.type, params),
    server.connection.sendRequest(HoverRequest.type, params),
    server.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } }),
    server.connection.sendRequest(CodeActionRequest.type, { ...params, range, context: { diagnostics: [] } }),
  ]);
  expect(report.kind).toMatch(/full|unchanged/);
}

function positionOf(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

async function stopped(server: RunningServer): Promise<void> {
  expect(server.logs).toEqual([]);
  expect(await server.stop()).toBe(0);
}

for (const [name, text] of Object.entries({ everything, agent })) {
  test(`survives every prefix of "${name}"`, { timeout: 120_000 }, async () => {
    const server = await startServer();
    server.open(uri, '');
    for (let length = 0; length < text.length; length++) {
      const at = positionOf(text, length);
      server.change(uri, length + 2, { range: { start: at, end: at }, text: text.charAt(length) });
      await ask(server, positionOf(text, length + 1));
    }
    await stopped(server);
  });
}

test('survives a thousand random edits', { timeout: 180_000 }, async () => {
  const server = await startServer();
  const random = createRandom(20_121_017);
  const below = (limit: number) => Math.floor(random() * limit);
  let text = everything;
  server.open(uri, text);
  for (let round = 0; round < 1_000; round++) {
    if (round % 50 === 49) text = everything;
    const start = below(text.length + 1);
    const end = Math.min(text.length, start + (below(3) === 0 ? below(40) : below(2)));
    const piece = PIECES[below(PIECES.length)] ?? '';
    const change =
      round % 50 === 49
        ? { text }
        : { range: { start: positionOf(text, start), end: positionOf(text, end) }, text: piece };
    if (round % 50 !== 49) text = text.slice(0, start) + piece + text.slice(end);
    server.change(uri, round + 2, change);
    await ask(server, positionOf(text, below(text.length + 1)));
  }
  await stopped(server);
});

const PIECES = [
  ...[
    '',
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\\',
    '\n',
    '\t',
    '*',
    '$',
    '${',
    '/',
    '//',
    '/*',
    'x',
    'é',
    '😀',
    '\ud83d',
  ],
  ...[
    '"Action": ',
    '"aps:',
    'ec2:',
    'arn:aws:',
    '"Statement": [{',
    '\\u00',
    'null',
    '-1e9',
    '"Condition": {"',
    '\u0000',
  ],
];

/** Mulberry32: small, and the same on every machine. Between 0 and 1. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
