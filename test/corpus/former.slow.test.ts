import { expect, test } from 'vitest';
import { applyEdits } from '../../server/core/index.ts';
import { analyze, formerDocuments } from './policies.ts';

test('all older versions of managed policies are checked without a failure', {
  timeout: 240_000,
}, async () => {
  let count = 0;
  for (const document of formerDocuments()) {
    const { findings } = analyze(document);
    const own = findings.filter(({ severity, code }) => severity === 'error' && code === undefined);
    expect(own, document.name).toEqual([]);
    // Edits that overlap would throw. Making them costs more than the check, so some of the documents have to do.
    if (count % 10 === 0) {
      for (const { edits } of findings.flatMap((finding) => finding.fixes()))
        applyEdits(document.text, edits);
    }
    // Vitest wants to hear from its workers now and then.
    if (count++ % 100 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  expect(count).toBe(4600);
});
