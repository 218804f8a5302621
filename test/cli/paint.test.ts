import { expect, test } from 'vitest';
import { coloured, paintFor, plain } from '../../server/cli/report/paint.ts';

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
  [false, { FORCE_COLOR: '1' }, true],
  [false, { FORCE_COLOR: '' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
])('terminal %s, %j: colours %s', (isTTY, env, expected) => {
  expect(paintFor({ isTTY }, env)).toBe(expected ? coloured : plain);
});
