import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { root } from './files.ts';

test('what is generated is what would be generated now', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/generate.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
