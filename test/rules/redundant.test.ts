import fc from 'fast-check';
import { expect, test } from 'vitest';
import { covers } from '../../server/core/catalog/wildcard.ts';
import { applyEdits } from '../../server/core/index.ts';
import { checkText } from '../pages/check.ts';

function resourceGroups(resources: readonly string[]): readonly (readonly number[])[] {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 's3:*', Resource: resources },
  });
  return checkText({ text, language: 'json', kind: 'identity', attached: undefined })
    .filter(({ rule }) => rule === 'redundant-resource')
    .map(({ path, related }) =>
      [path, ...related.map((each) => each.path)].map((each) => Number(each?.at(-1))),
    );
}

/** Every pair compared, groups merged until nothing changes: slow and plain. */
function plainGroups(texts: readonly string[]): readonly (readonly number[])[] {
  const group = texts.map((_, index) => index);
  for (const _ of texts) {
    texts.forEach((a, i) => {
      texts.forEach((b, j) => {
        if (!covers(a, b)) return;
        const least = Math.min(group[i] ?? i, group[j] ?? j);
        group[i] = least;
        group[j] = least;
      });
    });
  }
  return [...new Set(group)]
    .map((root) => group.flatMap((each, index) => (each === root ? [index] : [])))
    .filter((members) => members.length > 1);
}

const tail = fc
  .array(fc.constantFrom('a', 'b', '*', '?', '/'), { minLength: 1, maxLength: 5 })
  .map((parts) => `arn:aws:s3:::${parts.join('')}`);

test('groups are those of comparing every pair', () => {
  fc.assert(
    fc.property(fc.array(tail, { minLength: 2, maxLength: 8 }), (resources) => {
      const found = resourceGroups(resources).toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
      expect(found).toEqual(plainGroups(resources));
    }),
    { numRuns: 300 },
  );
});

test('one fix removes all that is covered in a group', () => {
  const text =
    '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["s3:GetObject", "s3:Get*", "s3:Get*", "s3:PutObject", "s3:putobject"], "Resource": "*"}}';
  const findings = checkText({ text, language: 'json', kind: 'identity', attached: undefined }).filter(
    ({ rule }) => rule === 'redundant-action',
  );
  expect(findings.map(({ path }) => path)).toEqual([
    ['Statement', 'Action', 0],
    ['Statement', 'Action', 3],
  ]);
  const edits = findings.flatMap(({ fixes }) => fixes()[0]?.edits ?? []);
  expect(JSON.parse(applyEdits(text, edits)).Statement.Action).toEqual(['s3:Get*', 's3:PutObject']);
  expect(findings.map(({ fixes }) => fixes()[0]?.title)).toEqual([
    'Remove the 2 covered actions',
    'Remove the covered action "s3:putobject"',
  ]);
});

test('wildcards made to take long do not', () => {
  const actions = Array.from({ length: 200 }, (_, at) => `${'*a?'.repeat(30 + at)}:*b`);
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: actions, Resource: '*' },
  });
  const start = process.cpuUsage();
  checkText({ text, language: 'json', kind: 'identity', attached: undefined });
  expect(process.cpuUsage(start).user / 1_000, 'milliseconds').toBeLessThan(10_000);
});
