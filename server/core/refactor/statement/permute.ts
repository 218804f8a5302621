import type { List } from '../../policy/model.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { TextRange } from '../../text/range.ts';
import { hasRemarks } from './lists.ts';
import { slice } from './place.ts';

/**
 * The items of a list in another order: at place `to` the item `order[to]`. Commas and lines stay, comments go with their item:
 * those above it and the one behind it. Undefined where it is not clear whose a comment is.
 */
export function permuted(
  text: string,
  list: List,
  order: readonly number[],
): readonly TextEdit[] | undefined {
  const parts = hasRemarks(text, list)
    ? partsWithRemarks(text, list)
    : list.items.map((item) => [item.text.range]);
  if (parts === undefined) return undefined;
  return parts.flatMap((places, to) => {
    const from = parts[order[to] ?? to] ?? places;
    return places.flatMap((range, index): readonly TextEdit[] => {
      const source = from[index];
      const newText = source === undefined ? '' : slice(text, source);
      return newText === slice(text, range) ? [] : [{ range, newText }];
    });
  });
}

/** Per item its comments, those above it with their lines; undefined where it is not clear whose one is. */
export function remarksOf(text: string, list: List): readonly (readonly TextRange[])[] | undefined {
  if (!hasRemarks(text, list)) return undefined;
  return partsWithRemarks(text, list)?.map(([above, , behind]) =>
    [above, behind].filter((one) => one !== undefined && one.start < one.end).map((one) => one ?? NOWHERE),
  );
}

const NOWHERE: TextRange = { start: 0, end: 0 };

/** Per item: the comments above it with their lines, the item, the comment behind it and its comma. */
function partsWithRemarks(
  text: string,
  { items, range }: List,
): readonly (readonly TextRange[])[] | undefined {
  const parts: (readonly TextRange[])[] = [];
  let line = nextLine(text, range.start);
  if (line === undefined || !/^\[[ \t]*\r?\n?$/.test(text.slice(range.start, line))) return undefined;
  for (const { text: item } of items) {
    const own = text.lastIndexOf('\n', item.range.start - 1) + 1;
    const end = lineEnd(text, item.range.end);
    if (own < line || text.slice(own, item.range.start).trim() !== '' || end > range.end) return undefined;
    const above = text.slice(line, own);
    if (!/^(?:[ \t]*(?:\r?|(?:#|\/\/)[^\n]*)\n)*$/.test(above)) return undefined;
    const behind = /^([ \t]*,)?([ \t]*(?:(?:#|\/\/)[^\r\n]*)?)$/.exec(text.slice(item.range.end, end));
    if (behind === null) return undefined;
    const comment = item.range.end + (behind[1]?.length ?? 0);
    parts.push([
      { start: line, end: own },
      item.range,
      { start: comment, end: comment + (behind[2]?.length ?? 0) },
    ]);
    line = nextLine(text, end) ?? text.length;
  }
  return parts;
}

function lineEnd(text: string, offset: number): number {
  const at = text.slice(offset).search(/\r?\n/);
  return at < 0 ? text.length : offset + at;
}

function nextLine(text: string, offset: number): number | undefined {
  const at = text.indexOf('\n', offset);
  return at < 0 ? undefined : at + 1;
}
