import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { TextRange } from '../../text/range.ts';

/**
 * What stands in JSON text, blanks and comments aside. A `word` has no quotes; a `quoted` has single ones;
 * both are what people write who come from elsewhere or are still typing.
 */
export const Kind = {
  end: 0,
  openObject: 1,
  closeObject: 2,
  openList: 3,
  closeList: 4,
  comma: 5,
  colon: 6,
  string: 7,
  number: 8,
  literal: 9,
  word: 10,
  quoted: 11,
} as const;

export type Kind = (typeof Kind)[keyof typeof Kind];

/** The token at hand. One object serves all tokens of a text, for speed: read it before the next one. */
export interface Token {
  kind: Kind;
  start: number;
  /** Behind the closing quote, where there is one. */
  end: number;
  /** The content of a string or word, decoded. */
  value: string;
  fault: Fault | undefined;
}

/** What is wrong with the spelling of a token. */
export type Fault =
  | 'unclosed-string'
  | 'unopened-string'
  | 'bad-escape'
  | 'bad-character'
  | 'unclosed-comment'
  | 'hash-comment'
  | 'odd-blank';

export interface Tokens {
  readonly token: Token;
  /** Moves on. A word goes over colons (`aps:Query`) unless a key is expected. */
  next(expectsKey: boolean): void;
  /** Goes back, or forth: the next token is the one at or after `offset`. */
  seek(offset: number): void;
}

/** Called for each comment and each run of blanks that JSON does not know, as far as the text is read. */
export type OnAside = (range: TextRange, fault: Fault | undefined) => void;

/** Tokens of a text by the grammar of `jsonc-parser`, except where an author's half-typed text needs better guesses. */
export function tokensOf(text: string, onAside: OnAside): Tokens {
  let scanner: JSONScanner | undefined;
  const token: Token = { kind: Kind.end, start: 0, end: 0, value: '', fault: undefined };
  let at = text.charCodeAt(0) === BOM ? 1 : 0;

  const isPlain = plainIn(text);

  const set = (kind: Kind, start: number, end: number, value: string, fault: Fault | undefined) => {
    token.kind = kind;
    token.start = start;
    token.end = end;
    token.value = value;
    token.fault = fault;
    at = end;
  };
  const scan = (start: number): JSONScanner => {
    scanner ??= createScanner(text, false);
    scanner.setPosition(start);
    scanner.scan();
    return scanner;
  };
  const comment = () => {
    const start = at;
    if (text.charCodeAt(start) === HASH) {
      at = lineEnd(text, start);
      onAside({ start, end: at }, 'hash-comment');
      return;
    }
    const scanned = scan(start);
    at = Math.min(scanned.getPosition(), text.length);
    const unclosed = text[start + 1] === '*' && scanned.getTokenError() !== 0;
    onAside({ start, end: at }, unclosed ? 'unclosed-comment' : undefined);
  };
  const oddBlank = () => {
    const start = at;
    while (text.charCodeAt(at) === NBSP || text.charCodeAt(at) === BOM) at++;
    onAside({ start, end: at }, 'odd-blank');
  };
  const string = (start: number, expectsKey: boolean) => {
    const stop = text.indexOf('"', start + 1);
    if (stop > 0 && isPlain(start + 1, stop)) {
      return closed(start, stop + 1, text.slice(start + 1, stop), expectsKey, 0);
    }
    const scanned = scan(start);
    const end = scanned.getPosition();
    const error = scanned.getTokenError();
    if (error === ScanError.endOfString) return unclosed(start, end, expectsKey);
    closed(start, end, scanned.getTokenValue(), expectsKey, error);
  };
  const closed = (start: number, end: number, value: string, expectsKey: boolean, error: number) => {
    if (wordFollows(text, end) && hasSwallowed(text.slice(start + 1, end - 1), expectsKey)) {
      return unclosed(start, end - 1, expectsKey);
    }
    const fault = error === 0 ? undefined : error === ScanError.character ? 'bad-character' : 'bad-escape';
    set(Kind.string, start, end, value, fault);
  };
  const unclosed = (start: number, end: number, expectsKey: boolean) => {
    const stop = endOfUnclosed(text, start + 1, end, expectsKey);
    set(Kind.string, start, stop, decode(text.slice(start + 1, stop)), 'unclosed-string');
  };
  const number = (start: number, expectsKey: boolean) => {
    const scanned = scan(start);
    const end = scanned.getPosition();
    if (scanned.getToken() !== NUMERIC || scanned.getTokenError() !== 0 || !isDelimiter(text, end)) {
      return word(start, expectsKey);
    }
    set(Kind.number, start, end, text.slice(start, end), undefined);
  };
  const word = (start: number, expectsKey: boolean) => {
    const long = endOfWord(text, start, false);
    if (text.charCodeAt(long) === QUOTE && long > start && endsString(text, long + 1)) {
      return set(Kind.word, start, long + 1, text.slice(start, long), 'unopened-string');
    }
    const end = Math.max(start + 1, expectsKey ? endOfWord(text, start, true) : long);
    const value = text.slice(start, end);
    set(LITERALS.has(value) ? Kind.literal : Kind.word, start, end, value, undefined);
  };
  const quoted = (start: number) => {
    const stop = lineEnd(text, start);
    const close = text.indexOf("'", start + 1);
    if (close < 0 || close >= stop) return word(start, true);
    set(Kind.quoted, start, close + 1, text.slice(start + 1, close), undefined);
  };

  return {
    token,
    seek: (offset) => {
      at = offset;
    },
    next: (expectsKey) => {
      const { length } = text;
      let code = 0;
      // Never asked behind the end, where the answer is no integer: that would slow down every character of every text.
      for (let place = at; ; ) {
        if (place >= length) return set(Kind.end, length, length, '', undefined);
        code = text.charCodeAt(place);
        if (code === 32 || code === 10 || code === 13 || code === 9) {
          place++;
          continue;
        }
        at = place;
        if (code === HASH || (code === SLASH && startsComment(text, place))) comment();
        else if (code === NBSP || code === BOM) oddBlank();
        else break;
        place = at;
      }
      const start = at;
      if (code === QUOTE) return string(start, expectsKey);
      const mark = markOf(code);
      if (mark !== undefined) return set(mark, start, start + 1, '', undefined);
      if (code === 45 || (code >= 48 && code <= 57)) return number(start, expectsKey);
      if (code === APOSTROPHE) return quoted(start);
      word(start, expectsKey);
    },
  };
}

/**
 * Tells whether a stretch of the text has nothing that JSON would not have in a string as it is: escapes, line breaks and
 * other control characters. Asked from the beginning to the end of the text, it costs next to nothing: almost every
 * backslash and line break is looked for once.
 */
function plainIn(text: string): (start: number, end: number) => boolean {
  const odd = ODD.test(text);
  const places = ['\\', '\n', '\r', '\t'].map((character) => placesOf(text, character));
  let asked = 0;
  /** The first of all from there on. */
  let found = -1;
  return (start, end) => {
    if (start < asked || start > found) {
      found = odd ? start : Number.MAX_SAFE_INTEGER;
      asked = start;
      for (const place of places) found = Math.min(found, place(start));
    }
    return found >= end;
  };
}

/** The first place of a character from an offset on. */
function placesOf(text: string, character: string): (from: number) => number {
  let asked = 0;
  let found = -1;
  return (from) => {
    if (from < asked || from > found) {
      const place = text.indexOf(character, from);
      asked = from;
      found = place < 0 ? Number.MAX_SAFE_INTEGER : place;
    }
    return found;
  };
}

/** Where the content of a string without its closing quote ends: before the colon of a key, or what ends the line. */
function endOfUnclosed(text: string, start: number, end: number, expectsKey: boolean): number {
  const colon = expectsKey ? text.slice(start, end).search(/:(?=\s|["[{])/) : -1;
  let stop = colon < 0 ? end : start + colon;
  for (;;) {
    while (stop > start && (text[stop - 1] === ' ' || text[stop - 1] === '\t')) stop--;
    const last = text[stop - 1];
    if (stop <= start) return start;
    if (last === ',') stop--;
    else if (last === ']' && !isBalanced(text, start, stop, '[', ']')) stop--;
    else if (last === '}' && !isBalanced(text, start, stop, '{', '}')) stop--;
    else return stop;
  }
}

/**
 * A string that ends in a comma or bracket and is followed by a word without a gap, `"aps:, "Resource`,
 * has swallowed the quote that opens the next one; so has a key that ends in a colon.
 */
function hasSwallowed(content: string, expectsKey: boolean): boolean {
  return /[,{[\]}]\s*$/.test(content) || (expectsKey && /:\s*$/.test(content));
}

function wordFollows(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 42
  );
}

function isBalanced(text: string, start: number, end: number, open: string, close: string): boolean {
  let depth = 0;
  for (let at = start; at < end; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close) depth--;
  }
  return depth >= 0;
}

/** A word goes on over `${…}`, and over colons that something follows directly. */
function endOfWord(text: string, start: number, expectsKey: boolean): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 36 && text[at + 1] === '{') {
      const close = text.indexOf('}', at);
      if (close > 0 && close < lineEnd(text, at)) {
        at = close + 1;
        continue;
      }
    }
    if (code === COLON) {
      if (expectsKey || text.charCodeAt(at + 1) === QUOTE) break;
    } else if (code <= 32 || code === QUOTE || markOf(code) !== undefined) break;
    at++;
  }
  return at;
}

/** Whether a quote before `at` can be a closing one. */
function endsString(text: string, at: number): boolean {
  return isDelimiter(text, at) && text.charCodeAt(at) !== 123 && text.charCodeAt(at) !== 91;
}

function isDelimiter(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return code <= 32 || markOf(code) !== undefined || (code === SLASH && startsComment(text, at));
}

function startsComment(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next === SLASH || next === 42;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
  return at;
}

function decode(content: string): string {
  if (!content.includes('\\')) return content;
  const scanner = createScanner(`"${content}"`, false);
  scanner.scan();
  return scanner.getTokenValue();
}

const BOM = 0xfeff;
const NBSP = 0xa0;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const SLASH = 47;
const COLON = 58;

function markOf(code: number): Kind | undefined {
  switch (code) {
    case 123:
      return Kind.openObject;
    case 125:
      return Kind.closeObject;
    case 91:
      return Kind.openList;
    case 93:
      return Kind.closeList;
    case 44:
      return Kind.comma;
    case 58:
      return Kind.colon;
    default:
      return undefined;
  }
}

/** Control characters that end no line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

const LITERALS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/** `jsonc-parser` exports these only as ambient const enums, which a bundler cannot see. */
const NUMERIC = 11;
const ScanError = { endOfString: 2, character: 6 } as const;
