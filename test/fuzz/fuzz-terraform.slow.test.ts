import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { trees } from './subject.ts';

/** 6,000 of the 20,000 texts that `npm test` tries, beside the others. */
test('6000 texts of terraform', { timeout: 400_000 }, () => {
  expect(fuzz('terraform', 6_000, 20_121_017).inputs).toBe(6_000);
  expect(trees.made).toBeGreaterThan(6_000);
  expect(trees.living).toBe(0);
});
