import { expect, test } from 'vitest';
import type { Family } from './corpus.ts';
import { fuzz } from './fuzz.ts';

/** 14,000 of the 20,000 texts that `npm test` tries; `npm run fuzz` tries others. */

const SEED = 20_121_017;
const shares: readonly (readonly [Family, number])[] = [
  ['json', 8_000],
  ['ram', 2_500],
  ['template', 1_500],
  ['config', 2_000],
];

for (const [family, count] of shares) {
  test(`${count} texts of ${family}`, { timeout: 400_000 }, () => {
    expect(fuzz(family, count, SEED).inputs).toBe(count);
  });
}
