import type { TextRange } from '../../../text/range.ts';

/**
 * A text that the grammar can read although the author's is half typed, and the way back.
 * What is repaired: a quote that its line never closes, `name =` with nothing after it, and IAM's `${aws:username}`,
 * which HCL cannot parse and which would take the rest of the file with it.
 */
export interface Repaired {
  readonly text: string;
  /** An offset of the repaired text in the author's text. */
  original(offset: number): number;
  /** IAM variables in the author's text, `${` to `}`. */
  readonly iamVariables: readonly TextRange[];
  /** Where a closing quote or a value is missing, in the author's text. */
  readonly missing: readonly number[];
}

export function repair(text: string): Repaired {
  const scan = scanText(text);
  if (scan.insertions.length === 0 && scan.variables.length === 0) {
    return { text, original: (offset) => offset, iamVariables: [], missing: [] };
  }
  let repaired = '';
  let at = 0;
  const places: { readonly repairedAt: number; readonly length: number }[] = [];
  const changes = [
    ...scan.insertions.map(({ at: start, text: inserted }) => ({ start, end: start, text: inserted })),
    ...scan.variables.map(({ start, end }) => ({ start, end, text: '_'.repeat(end - start) })),
  ].sort((a, b) => a.start - b.start);
  for (const change of changes) {
    repaired += text.slice(at, change.start);
    if (change.start === change.end) places.push({ repairedAt: repaired.length, length: change.text.length });
    repaired += change.text;
    at = change.end;
  }
  repaired += text.slice(at);
  return {
    text: repaired,
    original: (offset) => {
      let shift = 0;
      for (const { repairedAt, length } of places) {
        if (offset <= repairedAt) break;
        shift += Math.min(length, offset - repairedAt);
      }
      return offset - shift;
    },
    iamVariables: scan.variables,
    missing: scan.insertions.map((insertion) => insertion.at),
  };
}

interface Scan {
  readonly insertions: { readonly at: number; readonly text: string }[];
  readonly variables: TextRange[];
}

/** What the scanner is inside of; `code` frames remember their bracket. */
type Frame = { readonly mode: 'code'; readonly open: string } | { readonly mode: 'string' };

function scanText(text: string): Scan {
  const scan: Scan = { insertions: [], variables: [] };
  const frames: Frame[] = [{ mode: 'code', open: '' }];
  let at = 0;
  while (at < text.length) {
    const frame = frames[frames.length - 1];
    at = frame?.mode === 'string' ? scanString(text, at, frames, scan) : scanCode(text, at, frames, scan);
  }
  if (frames[frames.length - 1]?.mode === 'string') scan.insertions.push({ at: text.length, text: '"' });
  return scan;
}

function scanString(text: string, at: number, frames: Frame[], scan: Scan): number {
  const char = text[at];
  if (char === '\\') return at + 2;
  if (char === '"') {
    frames.pop();
    return at + 1;
  }
  if (char === '\n' || char === '\r') {
    scan.insertions.push({ at, text: '"' });
    frames.pop();
    return at;
  }
  return scanTemplate(text, at, frames, scan);
}

/** One step in a string or heredoc: an escape, an IAM variable, the start of an expression, or a character. */
function scanTemplate(text: string, at: number, frames: Frame[], scan: Scan): number {
  const char = text[at];
  if (char !== '$' && char !== '%') return at + 1;
  if (text[at + 1] === char && text[at + 2] === '{') return at + 3;
  if (text[at + 1] !== '{') return at + 1;
  const end = char === '$' ? iamVariableEnd(text, at) : undefined;
  if (end !== undefined) {
    scan.variables.push({ start: at, end });
    return end;
  }
  frames.push({ mode: 'code', open: '${' });
  return at + 2;
}

function scanCode(text: string, at: number, frames: Frame[], scan: Scan): number {
  const char = text[at];
  switch (char) {
    case '"':
      frames.push({ mode: 'string' });
      return at + 1;
    case '#':
      return lineEnd(text, at);
    case '/':
      if (text[at + 1] === '/') return lineEnd(text, at);
      if (text[at + 1] === '*') return after(text, '*/', at + 2);
      return at + 1;
    case '<':
      return text[at + 1] === '<' ? scanHeredoc(text, at, scan) : at + 1;
    case '{':
    case '[':
    case '(':
      frames.push({ mode: 'code', open: char });
      return at + 1;
    case '}':
    case ']':
    case ')':
      closeBracket(frames, char);
      return at + 1;
    case '=':
      return scanEquals(text, at, frames, scan);
    default:
      return at + 1;
  }
}

/** Closes the nearest fitting bracket; a stray one closes nothing, and an expression in a string ends at its brace. */
function closeBracket(frames: Frame[], char: string): void {
  for (let i = frames.length - 1; i > 0; i--) {
    const frame = frames[i];
    if (frame?.mode !== 'code') return;
    const fits = char === '}' ? frame.open === '{' || frame.open === '${' : PAIRS[char] === frame.open;
    if (fits) {
      frames.length = i;
      return;
    }
    if (frame.open === '${') return;
  }
}

const PAIRS: Readonly<Record<string, string>> = { ']': '[', ')': '(' };

function scanEquals(text: string, at: number, frames: readonly Frame[], scan: Scan): number {
  const next = text[at + 1];
  if (next === '=' || next === '>') return at + 2;
  const before = text[at - 1];
  if (before === '!' || before === '<' || before === '>') return at + 1;
  const frame = frames[frames.length - 1];
  const newlinesCount = frame?.mode === 'code' && (frame.open === '{' || frame.open === '');
  if (newlinesCount && /^[ \t]*(?=[\r\n}]|#|\/\/|$)/.test(text.slice(at + 1, lineEnd(text, at) + 1))) {
    scan.insertions.push({ at: at + 1, text: ' null' });
  }
  return at + 1;
}

/** Steps over a whole heredoc; only its IAM variables matter here. */
function scanHeredoc(text: string, at: number, scan: Scan): number {
  const start = /^<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/u.exec(text.slice(at, at + 200));
  if (start === null) return at + 2;
  const word = start[1] ?? '';
  let line = at + start[0].length;
  while (line < text.length) {
    const end = lineEnd(text, line);
    const content = text.slice(line, end);
    if (content.trim() === word) return end;
    for (const match of content.matchAll(/\$\{/g)) {
      const place = line + match.index;
      if (text[place - 1] === '$') continue;
      const stop = iamVariableEnd(text, place);
      if (stop !== undefined) scan.variables.push({ start: place, end: stop });
    }
    line = end + 1;
  }
  return text.length;
}

/**
 * Where `${aws:username}`, `${s3:prefix, 'x'}`, `${*}` at an offset ends; undefined for an expression of HCL.
 * A name with one colon right behind it is no expression: conditionals have a question mark, functions of providers two colons.
 */
export function iamVariableEnd(text: string, at: number): number | undefined {
  const match = /^\$\{(?:[A-Za-z][A-Za-z0-9-]*:(?!:)[^{}"?\r\n]*|[*?$])\}/.exec(text.slice(at, at + 300));
  return match === null ? undefined : at + match[0].length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > at ? end - 1 : end;
}

function after(text: string, word: string, at: number): number {
  const found = text.indexOf(word, at);
  return found < 0 ? text.length : found + word.length;
}
