import type { PolicyDocument, Statement } from '../../policy/model.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import { covers, type TextRange } from '../../text/range.ts';
import type { ListSpot, Sheet } from './lists.ts';
import { remarksOf } from './permute.ts';
import { slice } from './place.ts';

/**
 * Edits that put several statements in the place of one: each the statement's own text with some changes, the first one in place.
 * What is not changed stays as it is spelled, comments and expressions included. Nothing where the syntax has place for one only.
 */
export function copies(
  text: string,
  { write }: PolicyDocument,
  statement: Statement,
  variants: readonly (readonly TextEdit[])[],
): readonly TextEdit[] {
  const places = write.neighbours?.(statement.path);
  const [first, ...others] = variants.map((edits) => write.tidy?.(edits) ?? edits);
  if (places === undefined || first === undefined) return [];
  const { range, before, between, after } = places;
  if ([first, ...others].some((edits) => edits.some((edit) => !covers(range, edit.range)))) return [];
  const added = others.map((edits) => between + copyOf(slice(text, range), edits, range.start));
  return [
    ...(before === '' ? [] : [insertAt(range.start, before)]),
    ...first,
    insertAt(range.end, added.join('') + after),
  ];
}

function copyOf(text: string, edits: readonly TextEdit[], start: number): string {
  const moved = edits.map(({ range, newText }) => ({
    range: { start: range.start - start, end: range.end - start },
    newText,
  }));
  return applyEdits(text, moved);
}

function insertAt(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

/** Takes items out of a list in a copy, and with them the comments that are theirs where that is clear. */
export function withoutItems(
  { text, write }: Sheet,
  { value }: ListSpot,
  keep: (index: number) => boolean,
): readonly TextEdit[] {
  const gone = value.items.flatMap((_, index) => (keep(index) ? [] : [index]));
  if (gone.length === 0) return [];
  const removal = write.removeAll(gone.map((index) => value.items[index]?.path ?? []));
  const remarks = remarksOf(text, value);
  if (remarks === undefined || removal.length === 0) return removal;
  return cuts(text, [...removal.map(({ range }) => range), ...gone.flatMap((index) => remarks[index] ?? [])]);
}

/** The stretches as few as possible, each with its lines where nothing else is left on them. */
function cuts(text: string, ranges: readonly TextRange[]): readonly TextEdit[] {
  const united: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = united.at(-1);
    if (last !== undefined && (start <= last.end || /^[ \t]*$/.test(text.slice(last.end, start))))
      last.end = Math.max(last.end, end);
    else united.push({ start, end });
  }
  return united.map((range) => ({ range: wholeLines(text, range), newText: '' }));
}

function wholeLines(text: string, { start, end }: TextRange): TextRange {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[ \t]*\r?\n/.exec(text.slice(end, end + 200))?.[0];
  const alone = rest !== undefined && /^[ \t]*$/.test(text.slice(from, start));
  if (!alone) return { start, end };
  // Ends with a line already: what follows is the next one.
  return text[end - 1] === '\n' ? { start: from, end } : { start: from, end: end + rest.length };
}

/**
 * Another `Sid` for a copy of a statement: the statement's own with a word behind it that no statement has yet; none where
 * the own one is not known. `taken` learns it.
 */
export function sidOfCopy(
  { write }: PolicyDocument,
  { sid }: Statement,
  word: string,
  taken: Set<string>,
): readonly TextEdit[] {
  if (sid === undefined) return [];
  const own = sid.value?.value;
  if (sid.value === undefined || own === undefined || own === '') return write.remove(sid.path);
  const name = `${own}${word.replace(/[^A-Za-z0-9]/g, '')}`;
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}${number}`;
  taken.add(free);
  return write.text(sid.value, free);
}

export function sidsOf({ statements }: PolicyDocument): Set<string> {
  return new Set(statements.flatMap(({ sid }) => sid?.value?.value ?? []));
}
