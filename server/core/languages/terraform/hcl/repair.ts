import type { TextRange } from '../../../text/range.ts';
import { scan } from './scan.ts';
import type { Fixes } from './scan-state.ts';

/**
 * A text that the grammar can read although the author's is half typed, and the way back. A text without mistakes stays as it is.
 * What is repaired: quotes, brackets and values that are missing, names without a value, words where a string belongs, and IAM's
 * `${aws:username}`, which HCL cannot parse and which would take the rest of the file with it.
 */
export interface Repaired {
  readonly text: string;
  /** An offset of the repaired text in the author's text. */
  original(offset: number): number;
  /** IAM variables in the author's text, `${` to `}`. */
  readonly iamVariables: readonly TextRange[];
  /** Words that stand where a value belongs, in the author's text. */
  readonly words: readonly TextRange[];
  /** Where a quote, bracket or value is missing, in the author's text. */
  readonly missing: readonly number[];
}

export function repair(text: string): Repaired {
  const { changes, iamVariables, words, missing } = bestChangesOf(text);
  if (changes.length === 0) return { text, original: (offset) => offset, iamVariables, words, missing };
  let repaired = '';
  let at = 0;
  const places: Place[] = [];
  for (const { start, end, text: newText, isOther } of changes) {
    if (start < at) continue;
    repaired += text.slice(at, start);
    if (isOther === true || newText.length !== end - start)
      places.push({ from: repaired.length, to: repaired.length + newText.length, start, end });
    repaired += newText;
    at = end;
  }
  repaired += text.slice(at);
  return { text: repaired, original: (offset) => originalOf(places, offset), iamVariables, words, missing };
}

/** Blocks that are not closed end where others start; then what stands in them is looked at more closely. */
function bestChangesOf(text: string): ReturnType<typeof changesOf> {
  const first = changesOf(text, false, NONE);
  if (!first.unclosed) return first;
  const second = changesOf(text, true, NONE);
  return second.broken.size === 0 ? second : changesOf(text, true, second.broken);
}

const NONE: ReadonlySet<number> = new Set();

/** A stretch of the repaired text and what it stands for in the author's. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

function originalOf(places: readonly Place[], offset: number): number {
  let shift = 0;
  for (const { from, to, start, end } of places) {
    if (offset <= from) break;
    if (offset < to) return start;
    shift = end - to;
  }
  return offset + shift;
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Stands for the whole stretch, even where it is as long. */
  readonly isOther?: true;
}

function changesOf(text: string, headersCount: boolean, known: ReadonlySet<number>) {
  const changes: Change[] = [];
  const iamVariables: TextRange[] = [];
  const words: TextRange[] = [];
  const missing: number[] = [];
  const broken = new Set<number>();
  let unclosed = false;
  const fixes: Fixes = {
    headersCount,
    broken: known,
    unclosed: (header) => void broken.add(header),
    insert: (at, inserted) => {
      if (at === text.length && /[\])}]/.test(inserted)) unclosed = true;
      changes.push({ start: at, end: at, text: inserted });
      if (missing.at(-1) !== at) missing.push(at);
    },
    word: ({ start, end }) => {
      changes.push({ start, end, text: 'null' });
      words.push({ start, end });
      missing.push(start);
    },
    blank: ({ start, end }) => {
      while ((changes.at(-1)?.start ?? -1) >= start) changes.pop();
      changes.push({ start, end, text: ' '.repeat(end - start) });
      missing.push(start);
    },
    variable: ({ start, end }) => {
      changes.push({ start, end, text: '_'.repeat(end - start) });
      iamVariables.push({ start, end });
    },
    interpolation: ({ start, end }) => {
      changes.push({ start, end, text: '${null}', isOther: true });
      missing.push(start);
    },
  };
  scan(text, 0, text.length, fixes);
  changes.sort((a, b) => a.start - b.start || a.end - b.end);
  return { changes, iamVariables, words, missing, unclosed, broken };
}
