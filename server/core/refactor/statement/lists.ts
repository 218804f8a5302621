import type { List, PolicyPath, Writer } from '../../policy/model.ts';
import type { TextEdit } from '../../text/edit.ts';
import { covers, type TextRange } from '../../text/range.ts';
import { slice } from './place.ts';

/** An item of the list as it shall be: one of the list's own, a new text, or the very spelling of something of the file. */
export type Wanted = number | string | { readonly spelled: string };

/** A list and its path: of an element, a kind of principal or a condition key. */
export interface ListSpot {
  readonly path: PolicyPath;
  readonly value: List;
}

/** What a list stands in. */
export interface Sheet {
  /** Of the file. */
  readonly text: string;
  readonly write: Writer;
}

/**
 * What makes of the items of a list what `wanted` says per item: none takes it away, several stand in its place.
 * Comments stay, and so do lines that do not change. Nothing where the list is not spelled there item by item.
 */
export function rewriteItems(
  sheet: Sheet,
  field: ListSpot,
  wanted: ReadonlyMap<number, readonly Wanted[]>,
): readonly TextEdit[] {
  const { items } = field.value;
  if (!isSpelledOut(sheet, field)) return [];
  const all = items.flatMap((_, index) => wanted.get(index) ?? [index]);
  if (all.length === 0) return [];
  const flat = asWhole(sheet, field, all);
  if (flat !== undefined) return flat;
  const edits: TextEdit[] = [];
  const gone: number[] = [];
  const separator = separatorOf(sheet.text, field.value);
  for (const [index, parts] of wanted) {
    const item = items[index];
    if (item === undefined) return [];
    if (parts.length === 0) {
      gone.push(index);
      continue;
    }
    const spelled = parts.map((part) => spell(sheet, field, index, part));
    const known = spelled.filter((one) => one !== undefined);
    if (known.length < spelled.length) return [];
    const newText = known.join(separator);
    if (newText !== slice(sheet.text, item.text.range)) edits.push({ range: item.text.range, newText });
  }
  if (gone.length === 0) return edits;
  const removal = sheet.write.removeAll(gone.map((index) => items[index]?.path ?? []));
  return removal.length === 0 ? [] : [...edits, ...removal];
}

/** Whether each item of a list stands in it as a literal or expression of its own. */
export function isSpelledOut({ write }: Sheet, { value, path }: ListSpot): boolean {
  const { items, open, range } = value;
  const [first] = items;
  if (first === undefined || open.length > 0) return false;
  const inOrder = items.every(
    ({ text }, index) =>
      covers(range, text.range) && (items[index - 1]?.text.range.end ?? range.start) <= text.range.start,
  );
  if (!inOrder) return false;
  if (value.single) return write.insert([...path, 1], 'x').length > 0;
  return write.remove(first.path).length > 0;
}

/** Whether something other than items, commas and blanks stands in the brackets. */
export function hasRemarks(text: string, { range, items, single }: List): boolean {
  if (single) return false;
  let at = range.start + 1;
  const gaps = [...items.map((item) => item.text.range), { start: range.end - 1, end: range.end }].map(
    ({ start, end }) => {
      const gap = text.slice(at, start);
      at = end;
      return gap;
    },
  );
  return gaps.some((gap) => /[^\s,\\rnt]/.test(gap) || /\/|#/.test(gap));
}

/** A list without lines of its own is written anew, in the layout of the file; undefined where it has such or a spelling to keep. */
function asWhole(sheet: Sheet, field: ListSpot, all: readonly Wanted[]): readonly TextEdit[] | undefined {
  const { value } = field;
  const texts = all.flatMap((one) => textOf(value, one) ?? []);
  if (texts.length === all.length && !spansLines(sheet.text, value) && !hasRemarks(sheet.text, value)) {
    const edits = sheet.write.set(field.path, texts.length === 1 && value.single ? (texts[0] ?? '') : texts);
    if (edits.length > 0) return edits;
  }
  if (!value.single) return undefined;
  const spelled = all.flatMap((one) => spell(sheet, field, 0, one) ?? []);
  if (spelled.length < all.length) return [];
  const [only] = value.items;
  const newText = spelled.length === 1 ? (spelled[0] ?? '') : `[${spelled.join(', ')}]`;
  return only === undefined ? [] : [{ range: only.text.range, newText }];
}

function textOf({ items }: List, wanted: Wanted): string | undefined {
  if (typeof wanted === 'string') return wanted;
  return typeof wanted === 'number' ? items[wanted]?.text.value : undefined;
}

/** How the file spells an item in the list. */
function spell({ text, write }: Sheet, field: ListSpot, index: number, wanted: Wanted): string | undefined {
  if (typeof wanted === 'object') return wanted.spelled;
  const { items } = field.value;
  if (typeof wanted === 'number') {
    const own = items[wanted];
    return own === undefined ? undefined : slice(text, own.text.range);
  }
  const near = [items[index], ...items].filter((item) => item !== undefined);
  for (const item of near) {
    const [edit, ...others] = write.text(item.text, wanted);
    if (edit !== undefined && others.length === 0 && same(edit.range, item.text.range)) return edit.newText;
  }
  return undefined;
}

function same(a: TextRange, b: TextRange): boolean {
  return a.start === b.start && a.end === b.end;
}

function spansLines(text: string, { range, items }: List): boolean {
  return items.length > 1 && BREAK.test(slice(text, range));
}

/** A line break, also where it is spelled inside a string. */
const BREAK = /[\r\n]|\\n/;

/** What stands between neighbours of a list: taken from two of them, or from what leads to the only one. */
export function separatorOf(text: string, { items, range, single }: List): string {
  for (let index = 1; index < items.length; index++) {
    const [before, after] = [items[index - 1], items[index]];
    if (before === undefined || after === undefined) continue;
    const gap = text.slice(before.text.range.end, after.text.range.start);
    if (/^,(\s|\\[rnt])*$/.test(gap)) return gap;
  }
  const [first] = items;
  const lead = first === undefined || single ? '' : text.slice(range.start + 1, first.text.range.start);
  return /^(\s|\\[rnt])*$/.test(lead) && BREAK.test(lead) ? `,${lead}` : ', ';
}
