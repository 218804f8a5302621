import { expect, test } from 'vitest';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { shorten } from '../../server/lsp/shorten.ts';

const listOf = (...items: readonly CompletionItem[]): CompletionList => ({
  isIncomplete: false,
  itemDefaults: {},
  items: [...items],
});
const labels = ({ items }: CompletionList) => items.map(({ label }) => label);
const many = listOf(
  ...Array.from({ length: 500 }, (_, index) => ({ label: `Name${String(index).padStart(3, '0')}` })),
);

const typing = (typed: string) => () => typed;

test('a list that fits comes back as it is', () => {
  expect(shorten(many, typing('zzz'))).toBe(many);
});

test('one that does not is cut behind, and asked for again', () => {
  const cut = shorten(many, typing(''), 1_000);
  expect(cut.isIncomplete).toBe(true);
  expect(JSON.stringify(cut).length).toBeLessThanOrEqual(1_000);
  expect(labels(cut)).toEqual(labels(many).slice(0, cut.items.length));
  expect(cut.items.length).toBeGreaterThan(35);
});

test('what is typed decides before the place does', () => {
  const fitting = labels(many).filter((label) => /4.*9/.test(label));
  expect(labels(shorten(many, typing('nAm49'), 2_000))).toEqual(fitting);
});

test('an item that is chosen from the start stays, whatever its text', () => {
  const list = listOf(...many.items, { label: 'zzz', preselect: true }, { label: 'y', sortText: '!' });
  expect(labels(shorten(list, typing(''), 1_000)).slice(-2)).toEqual(['zzz', 'y']);
  expect(labels(shorten(list, typing('q'), 1_000))).toContain('zzz');
});

test('an item that has a place of its own is judged by what is typed there', () => {
  const start = { line: 0, character: 8 };
  const segment = { label: 'zz', textEdit: { range: { start, end: start }, newText: 'zz:' } };
  const typedFor = ({ textEdit }: CompletionItem) => (textEdit === undefined ? 'Name49' : 'z');
  expect(labels(shorten(listOf(...many.items, segment), typedFor, 1_000)).at(-1)).toBe('zz');
});
