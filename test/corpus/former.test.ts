import { expect, test } from 'vitest';
import { analyze, formerDocuments } from './policies.ts';

test('a sample of the older versions of managed policies is checked without a failure', () => {
  let count = 0;
  for (const document of formerDocuments(40)) {
    const own = analyze(document).findings.filter(
      ({ severity, code }) => severity === 'error' && code === undefined,
    );
    expect(own, document.name).toEqual([]);
    count++;
  }
  expect(count).toBeGreaterThan(100);
});
