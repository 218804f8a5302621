/** The offset behind the comma that follows `from`, when one does before `limit`. Comments do not count. */
export function commaAfter(text: string, from: number, limit: number): number | undefined {
  const at = skipTrivia(text, from, limit);
  return at < limit && text.charCodeAt(at) === COMMA ? at + 1 : undefined;
}

/** The first offset at or after `from` that is neither blank, break nor comment. */
export function skipTrivia(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || isBreak(code)) at++;
    else if (code === SLASH && text.charCodeAt(at + 1) === SLASH) {
      while (at < limit && !isBreak(text.charCodeAt(at))) at++;
    } else if (code === SLASH && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? limit : end + 2;
    } else break;
  }
  return Math.min(at, limit);
}

/** The end of a comment that follows `from` on the same line and ends it; else `from`. */
export function endOfRemark(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) !== SLASH) return from;
  const end = skipTrivia(text, at, text.length);
  let stop = at;
  while (stop < text.length && !isBreak(text.charCodeAt(stop))) stop++;
  return end >= stop && !hasBreak(text, from, stop) ? stop : from;
}

/** Whether nothing but blanks precedes `offset` on its line. */
export function startsLine(text: string, offset: number): boolean {
  let at = offset;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at === 0 || isBreak(text.charCodeAt(at - 1));
}

export function hasBreak(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isBreak(text.charCodeAt(at))) return true;
  return false;
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

export function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

const COMMA = 44;
const SLASH = 47;
