import { expect, test } from 'vitest';
import { applyEdits } from '../../server/core/index.ts';
import { analyze, formerDocuments } from './policies.ts';

test('all older versions of managed policies are checked without a failure', () => {
  let count = 0;
  for (const document of formerDocuments()) {
    const { findings } = analyze(document);
    const own = findings.filter(({ severity, code }) => severity === 'error' && code === undefined);
    expect(own, document.name).toEqual([]);
    for (const { edits } of findings.flatMap((finding) => finding.fixes())) applyEdits(document.text, edits);
    count++;
  }
  expect(count).toBe(4600);
});
