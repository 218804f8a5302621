import { expect, test } from 'vitest';
import { currentDocuments } from '../corpus/policies.ts';
import { roundTrip } from './managed-round-trip.ts';

test('every managed policy comes back from a data source as it was', { timeout: 300_000 }, async () => {
  const documents = currentDocuments();
  expect(documents.length).toBeGreaterThan(1500);
  const changed: unknown[] = [];
  for (const [index, document] of documents.entries()) {
    // Other work of the runner gets its turn.
    if (index % 50 === 0) await new Promise((done) => setTimeout(done));
    changed.push(roundTrip(document));
  }
  expect(changed.filter((one) => one !== undefined)).toEqual([]);
});
