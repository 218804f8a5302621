import { expect, test } from 'vitest';
import {
  applyEdits,
  type Finding,
  type Fix,
  mergeSafeFixes,
  type TextEdit,
} from '../../server/core/index.ts';

function finding(...fixes: readonly Fix[]): Finding {
  return {
    rule: 'r',
    code: undefined,
    severity: 'error',
    message: 'm',
    at: { start: 0, end: 1 },
    path: [],
    related: [],
    tags: [],
    fixes: () => fixes,
  };
}

function fix(applicability: Fix['applicability'], ...edits: readonly TextEdit[]): Fix {
  return { title: 't', applicability, edits };
}

function edit(start: number, end: number, newText: string): TextEdit {
  return { range: { start, end }, newText };
}

test('takes the first safe fix of each finding and no other', () => {
  const { edits, fixed } = mergeSafeFixes([
    finding(fix('review', edit(0, 1, 'X')), fix('safe', edit(1, 2, 'B')), fix('safe', edit(2, 3, 'C'))),
    finding(fix('review', edit(3, 4, 'D'))),
    finding(),
  ]);
  expect(applyEdits('abcd', edits)).toBe('aBcd');
  expect(fixed).toBe(1);
});

test('leaves a fix that meets an earlier one, whole', () => {
  const { edits, fixed } = mergeSafeFixes([
    finding(fix('safe', edit(4, 6, 'Z'))),
    finding(fix('safe', edit(0, 1, 'A'), edit(5, 7, 'Y'))),
    finding(fix('safe', edit(4, 4, 'i'))),
    finding(fix('safe', edit(6, 7, 'G'))),
  ]);
  expect(applyEdits('abcdefg', edits)).toBe('abcdZG');
  expect(fixed).toBe(2);
});
