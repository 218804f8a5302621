import { expect, test } from 'vitest';
import { createWarmUp } from '../../server/lsp/warm-up.ts';

/** Runs what waits, in order of its time, when told to. */
function clock() {
  const waiting = new Set<() => void>();
  return {
    later(_milliseconds: number, run: () => void) {
      waiting.add(run);
      return () => void waiting.delete(run);
    },
    pass() {
      for (const run of [...waiting]) {
        waiting.delete(run);
        run();
      }
      return waiting.size;
    },
  };
}

test('the first policy starts the work, slice by slice, once', () => {
  const time = clock();
  let slices = 0;
  let open = false;
  const warmUp = createWarmUp(
    time,
    () => open,
    () => ++slices === 3,
    noBug,
  );
  warmUp.touched();
  expect([time.pass(), slices]).toEqual([0, 0]);
  open = true;
  warmUp.touched();
  warmUp.touched();
  expect([time.pass(), slices]).toEqual([1, 1]);
  warmUp.touched();
  expect([time.pass(), slices]).toEqual([1, 2]);
  expect([time.pass(), slices]).toEqual([0, 3]);
  warmUp.touched();
  expect([time.pass(), slices]).toEqual([0, 3]);
});

test('a failure is reported and ends it', () => {
  const time = clock();
  const bugs: string[] = [];
  const fail = () => {
    throw new Error('no table');
  };
  const warmUp = createWarmUp(
    time,
    () => true,
    fail,
    (where, error) => bugs.push(`${where}: ${String(error)}`),
  );
  warmUp.touched();
  expect(time.pass()).toBe(0);
  expect(bugs).toEqual(['warming up: Error: no table']);
});

function noBug(where: string, error: unknown): never {
  throw new Error(where, { cause: error });
}
