import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { root } from './files.ts';

test('the notices name what ships, under licences that may ship', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/notices.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
