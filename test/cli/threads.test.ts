import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CommandError } from '../../server/cli/arguments.ts';
import { checkInThreads } from '../../server/cli/check/threads.ts';
import { folder } from './run.ts';

/** Two folders of more than a chunk together. */
const files = ['a', 'b'].flatMap((name) =>
  Array.from({ length: 60 }, (_, index) => {
    const path = `${name}/p${index + 10}.json`;
    return { path, absolute: `/${path}`, named: false };
  }),
);

/** What becomes of a check whose threads run this instead of the command. */
async function checkWith(script: string): Promise<unknown> {
  const root = folder({ 'thread.cjs': script });
  try {
    const wishes = { paths: ['.'], withFixes: false };
    const seen: unknown[] = [];
    for await (const { checked } of checkInThreads(files, wishes, root, 2, join(root, 'thread.cjs')))
      seen.push(...checked);
    return seen;
  } catch (error) {
    return error;
  }
}

test('threads answer in the order of the files', async () => {
  const answer = `const { parentPort } = require('node:worker_threads');
    parentPort.on('message', (chunk) => parentPort.postMessage({ checked: chunk.map(({ path }) => path), troubles: [] }));`;
  expect(await checkWith(answer)).toEqual(files.map(({ path }) => path));
});

test.each([
  [
    'throws',
    `throw new Error('a bug');`,
    /^checking a\/p10\.json to a\/p69\.json failed, please report this bug: Error: a bug/,
  ],
  ['ends', 'process.exit(3);', /^checking a\/p10\.json to a\/p69\.json failed, .*: the thread ended with 3$/],
  [
    'needs too much memory',
    `throw Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });`,
    /^the memory did not suffice for a\/p10\.json to a\/p69\.json: check fewer files at once/,
  ],
])('a thread that %s is told in a sentence', async (_what, script, message) => {
  const error = await checkWith(script);
  expect(error).toBeInstanceOf(CommandError);
  expect(String((error as Error).message)).toMatch(message);
});
