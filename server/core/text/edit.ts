import type { TextRange } from './range.ts';

/** Replaces the characters of `range` by `newText`. An insertion has an empty range. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/**
 * The text after the edits, which all speak of the same base text and do not overlap.
 * Edits may come in any order; an edit that overlaps an earlier one (by position) is a bug of its maker and throws.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let at = 0;
  for (const { range, newText } of sorted) {
    if (range.start < at) throw new Error(`overlapping edits at offset ${range.start}`);
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at);
}
