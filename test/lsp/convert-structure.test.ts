import { expect, test } from 'vitest';
import type { Fold, Source } from '../../server/core/index.ts';
import { hierarchyData, toFoldingRanges, toSelectionRange } from '../../server/lsp/convert-structure.ts';

const source: Source = {
  uri: 'file:///w/a.tf',
  languageId: 'terraform',
  text: 'a {\n  b\n}\n# c\n# d\nlast',
};

function folds(...ranges: readonly (readonly [number, number, Fold['kind']?])[]) {
  return toFoldingRanges(
    source,
    ranges.map(([start, end, kind = 'region']) => ({
      range: { start, end },
      kind,
      closed: kind === 'region',
    })),
  );
}

test('what closes stays in sight, the last line of a comment does not', () => {
  expect(folds([0, 9])).toEqual([{ startLine: 0, endLine: 1 }]);
  expect(folds([10, 17, 'comment'])).toEqual([{ startLine: 3, endLine: 4, kind: 'comment' }]);
});

test('a range that ends behind a line break ends with the line before', () => {
  expect(folds([0, 10])).toEqual([{ startLine: 0, endLine: 1 }]);
});

test('nothing to hide, or the same first line twice', () => {
  expect(folds([0, 3], [4, 9])).toEqual([]);
  expect(folds([2, 9], [0, 18])).toEqual([{ startLine: 0, endLine: 3 }]);
});

test('selection without any range is empty at its place', () => {
  const position = { line: 1, character: 2 };
  expect(toSelectionRange(source, position, [])).toEqual({ range: { start: position, end: position } });
  const chain = [
    { start: 0, end: 9 },
    { start: 4, end: 7 },
  ];
  expect(toSelectionRange(source, position, chain)).toMatchObject({
    range: { start: { line: 1, character: 0 } },
    parent: { range: { start: { line: 0, character: 0 } } },
  });
});

test('data of items that are not ours', () => {
  const item = {
    name: 'x',
    kind: 5 as const,
    uri: 'file:///w/a.tf',
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    selectionRange: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  };
  expect(hierarchyData(item)).toBeUndefined();
  expect(hierarchyData({ ...item, data: { kind: 'other', key: 'x' } })).toBeUndefined();
  expect(hierarchyData({ ...item, data: { kind: 'block', key: 'x' } })).toEqual({ kind: 'block', key: 'x' });
});
