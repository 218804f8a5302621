import type { LineIndex, TextRange } from '../../core/index.ts';

/** A line of source with the columns to underline, ready for a terminal. */
export interface Frame {
  /** One-based, as people count; `column` counts characters of the file, not cells. */
  readonly line: number;
  readonly column: number;
  /** Without tabs and control characters; a long line is cut to the part that matters. */
  readonly text: string;
  /** In cells of `text`. */
  readonly indent: number;
  readonly width: number;
  /** The last line of the range, when it is another one. */
  readonly until?: number;
}

/** Where the range stands, shown by its first line. */
export function frameOf(text: string, lines: LineIndex, range: TextRange): Frame {
  const start = lines.at(range.start);
  const end = lines.at(range.end);
  const lineStart = range.start - start.character;
  const lineEnd = lines.offset({ line: start.line, character: Number.MAX_SAFE_INTEGER });
  const stop = Math.min(end.line === start.line ? range.end : lineEnd, lineEnd);
  const cut = windowOf(text, { start: lineStart, end: lineEnd }, { start: range.start, end: stop });
  const before = cut.head + visible(text.slice(cut.start, range.start));
  const marked = visible(text.slice(range.start, Math.min(stop, cut.end)));
  const after = visible(text.slice(Math.min(stop, cut.end), cut.end)) + cut.tail;
  return {
    line: start.line + 1,
    column: start.character + 1,
    text: (before + marked + after).trimEnd(),
    indent: cells(before),
    width: Math.max(1, cells(marked)),
    ...(end.line === start.line ? {} : { until: end.line + 1 }),
  };
}

interface Window extends TextRange {
  readonly head: string;
  readonly tail: string;
}

/** The part of a long line around what is marked: minified policies are one line of thousands of characters. */
function windowOf(text: string, line: TextRange, marked: TextRange): Window {
  if (line.end - line.start <= WIDEST) return { ...line, head: '', tail: '' };
  const room = Math.max(20, WIDEST - (marked.end - marked.start));
  const start = outside(text, Math.max(line.start, marked.start - Math.floor(room / 2)));
  const end = outside(text, Math.min(line.end, start + WIDEST));
  return {
    start,
    end,
    head: start > line.start ? '…' : '',
    tail: end < line.end ? '…' : '',
  };
}

/** The offset, or the next one when it would cut a surrogate pair. */
function outside(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset;
}

/** Text that does nothing to a terminal: tabs as two blanks, control and direction characters as a placeholder. */
export function visible(text: string): string {
  return text.replaceAll('\t', '  ').replace(UNSAFE, '\ufffd');
}

const UNSAFE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** How many terminal cells the text takes: East Asian characters and emoji two, combining marks none. */
function cells(text: string): number {
  let sum = 0;
  for (const character of text) {
    if (/^(?:\p{Mn}|\p{Me}|\u200d|\ufe0f)$/u.test(character)) continue;
    sum += WIDE.test(character) ? 2 : 1;
  }
  return sum;
}

const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

/** In characters. */
const WIDEST = 120;
