import { expect, test } from 'vitest';
import { operationActions } from '../../server/core/catalog/synonyms.ts';
import { catalog } from '../pages/catalog.ts';

const rows = Object.entries(operationActions);

test('operations are no actions themselves, and what they ask for are today’s', () => {
  const wrong = rows.flatMap(([operation, actions]) => [
    ...(catalog().action(operation) === undefined ? [] : [`${operation} is an action`]),
    ...(operation === operation.toLowerCase() ? [] : [`${operation} is not in lower case`]),
    ...actions
      .filter((action) => {
        const known = catalog().action(action);
        return known?.fullName !== action || known.retiredSince !== undefined;
      })
      .map((action) => `${operation} asks for ${action}, which is none`),
  ]);
  expect(wrong).toEqual([]);
  expect(rows.length).toBeGreaterThan(70);
});

test('an operation finds the action that allows it', () => {
  expect(catalog().nearestActions('s3:HeadBucket', 1)[0]?.fullName).toBe('s3:ListBucket');
  expect(catalog().nearestActions('s3:ListObjectsV2', 1)[0]?.fullName).toBe('s3:ListBucket');
  expect(catalog().nearestActions('S3:getPublicAccessBlock', 1)[0]?.fullName).toBe(
    's3:GetBucketPublicAccessBlock',
  );
});
