/** A place as people count it. Both are zero-based; `character` counts UTF-16 units. */
export interface LineCharacter {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and lines for one text. `\r\n`, `\n` and a lone `\r` end a line, as in LSP. */
export interface LineIndex {
  /** Offsets beyond the text are taken as its end. */
  at(offset: number): LineCharacter;
  /** Characters beyond the end of their line are taken as the end of that line. */
  offset(place: LineCharacter): number;
}

export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  return {
    at(offset) {
      const wanted = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= wanted) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: wanted - (starts[low] ?? 0) };
    },
    offset({ line, character }) {
      if (line < 0) return 0;
      const start = starts[line];
      if (start === undefined) return text.length;
      let end = starts[line + 1] ?? text.length;
      while (end > start && isBreak(text.charCodeAt(end - 1))) end--;
      return Math.max(start, Math.min(start + character, end));
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) continue;
    if (isBreak(code)) starts.push(i + 1);
  }
  return starts;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}
