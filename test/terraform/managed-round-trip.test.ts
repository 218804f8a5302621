import { expect, test } from 'vitest';
import { currentDocuments } from '../corpus/policies.ts';
import { roundTrip } from './managed-round-trip.ts';

test('managed policies come back from a data source as they were', () => {
  const sample = currentDocuments().filter((_, index) => index % 40 === 0);
  expect(sample.length).toBeGreaterThan(30);
  expect(sample.flatMap((document) => roundTrip(document) ?? [])).toEqual([]);
});
