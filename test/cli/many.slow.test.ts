import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { root } from '../tidy/files.ts';
import { folder } from './run.ts';

const FILES = 10_000;
/** A terminal for a program that is none. */
const hasTerminal = spawnSync('script', ['--version']).status === 0;

test.skipIf(!hasTerminal)(
  '10,000 files fit into little memory, and a person sees how far it is',
  async () => {
    const place = folder({});
    const text = (action: string) =>
      `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "${action}", "Resource": "*" }] }`;
    for (let index = 0; index < FILES; index++) {
      const below = join(place, `d${index % 500}`);
      mkdirSync(below, { recursive: true });
      writeFileSync(
        join(below, `p${index}.json`),
        text(index === 4_321 ? 'aps:QueryMetric' : 's3:ListAllMyBuckets'),
      );
    }
    const command = `'${process.execPath}' --max-old-space-size=256 '${root}dist/cli.js' check --fail-on none`;
    const { stdout } = await promisify(execFile)('script', ['-qec', command, '/dev/null'], {
      cwd: place,
      env: { ...process.env, FORCE_COLOR: '0' },
      maxBuffer: 64_000_000,
    });
    expect(stdout).toMatch(/Checked [\d,]+ of 10,000 files/);
    // The line that tells it has gone before the finding comes.
    expect(stdout).toMatch(/[\r\nK]error\[invalid-action\]/);
    expect(stdout).not.toContain('fileserror');
    expect(stdout).toMatch(/1 error.*\(10000 policies in 10000 files/);
  },
  400_000,
);
