import { type ChildProcess, spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { bundle } from './server.ts';

/** What arrives is bytes: broken ones end the server or are skipped, but never keep it busy or alive. */

const root = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { processId: null, rootUri: null, capabilities: {} },
};

function frame(body: string | object): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

const EXIT = frame({ jsonrpc: '2.0', method: 'exit' });

/** Sends bytes, and `exit` once the server has said `until`; without it the pipe is closed at once. */
async function speak(parts: readonly string[], until?: string) {
  const child = spawn(process.execPath, [bundle, '--stdio'], { stdio: 'pipe' });
  let said = '';
  child.stdout.on('data', (data) => {
    said += String(data);
  });
  child.stdin.on('error', () => {});
  for (const part of parts) child.stdin.write(part);
  // Who leaves at once hears no answer.
  if (until === undefined) child.stdin.end();
  else child.stdout.on('data', () => said.includes(until) && child.stdin.end(EXIT));
  const code = await exitOf(child);
  return { said, code };
}

/** Undefined: it did not leave, and was made to. */
function exitOf(child: ChildProcess): Promise<number | null | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve(undefined);
    }, 20_000);
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

test('leaves when the editor is gone without a word', async () => {
  expect((await speak([])).code).not.toBeUndefined();
  expect((await speak([frame(root)])).code).not.toBeUndefined();
});

test.each([
  ['JSON cut off', frame('{"jsonrpc":"2.0","id":2,"method":"textDocument/hover"')],
  ['no JSON', frame('hello')],
  ['nothing', frame('')],
  ['an array of requests', frame([root, root])],
  ['a number', frame('5')],
  ['null', frame('null')],
  ['no method', frame({ jsonrpc: '2.0', id: 2 })],
  ['an answer that nobody asked for', frame({ jsonrpc: '2.0', id: 77, result: null })],
  ['an error that nobody asked for', frame({ jsonrpc: '2.0', id: null, error: { code: 1, message: '' } })],
  [
    'an id that is used twice',
    frame({ ...root, id: 5, method: 'x/y' }) + frame({ ...root, id: 5, method: 'x/y' }),
  ],
  [
    'nested by the thousand',
    frame(`{"jsonrpc":"2.0","method":"x","params":${'['.repeat(1_000)}${']'.repeat(1_000)}}`),
  ],
])('a message of %s', async (_, message) => {
  const after = { jsonrpc: '2.0', id: 9, method: 'shutdown' };
  const { said, code } = await speak([frame(root), message, frame(after)], '"id":9,');
  expect(said).toContain('"Policywright"');
  expect(said).toMatch(/"id":9,"result":null/);
  expect(code).toBe(0);
});

test('what comes before initialize is refused, or ignored, and nothing of it is kept', async () => {
  const uri = 'file:///w/policy.json';
  const open = {
    textDocument: { uri, languageId: 'json', version: 1, text: '{"Statement":[{"Effect":"Alow"}]}' },
  };
  const pull = { method: 'textDocument/diagnostic', params: { textDocument: { uri } } };
  const { said, code } = await speak(
    [
      frame({ jsonrpc: '2.0', id: 3, ...pull }),
      frame({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: open }),
      frame({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 1 } }),
      frame({ ...root, id: 5 }),
      frame({ jsonrpc: '2.0', method: 'initialized', params: {} }),
      frame({ jsonrpc: '2.0', id: 6, ...pull }),
    ],
    '"id":6,',
  );
  expect(said).toMatch(/"id":3,"error":\{"code":-32002/);
  expect(said).toContain('"Policywright"');
  expect(said).toMatch(/"id":6,"result":\{"kind":"full",[^{}]*"items":\[\]\}/);
  // It was not asked to shut down first.
  expect(code).toBe(1);
});

test.each([
  ['no number', 'Content-Length: x\r\n\r\n{}'],
  ['a negative length', 'Content-Length: -5\r\n\r\n{}'],
  ['no length', 'X: y\r\n\r\n{}'],
  ['an endless header', 'A'.repeat(1_000_000)],
  ['bytes', '\u0000\u0001\u0002\r\n\r\n\u0003'],
  ['a length that never comes', 'Content-Length: 1000000\r\n\r\n{"a"'],
])('a header of %s ends with the pipe at the latest', async (_, bytes) => {
  const { code } = await speak([frame(root), bytes]);
  expect(code).not.toBeUndefined();
});
