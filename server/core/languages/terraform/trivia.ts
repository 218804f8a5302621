/** The first offset at or after `from` that is neither blank, break nor comment. */
export function skipTrivia(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const char = text[at];
    if (isBlank(char) || isBreak(char)) at++;
    else if (char === '#' || (char === '/' && text[at + 1] === '/')) at = lineEnd(text, at);
    else if (char === '/' && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? limit : end + 2;
    } else break;
  }
  return Math.min(at, limit);
}

/** The offset behind the comma that follows `from`, when one does before `limit`. Comments do not count. */
export function commaAfter(text: string, from: number, limit: number): number | undefined {
  const at = skipTrivia(text, from, limit);
  return at < limit && text[at] === ',' ? at + 1 : undefined;
}

/** The end of a comment that follows `from` on its line and ends it; else `from`. */
export function endOfRemark(text: string, from: number): number {
  const at = skipBlanks(text, from);
  if (text[at] !== '#' && text[at] !== '/') return from;
  const end = skipTrivia(text, at, lineEnd(text, at));
  return end >= lineEnd(text, at) ? lineEnd(text, at) : from;
}

/** Whether a stretch without tokens other than commas has a comment. */
export function hasComment(text: string, start: number, end: number): boolean {
  return /[#/]/.test(text.slice(start, end));
}

/** Whether nothing but blanks precedes `offset` on its line. */
export function startsLine(text: string, offset: number): boolean {
  return /^[ \t\ufeff]*$/.test(text.slice(lineStart(text, offset), offset));
}

/** Whether nothing but blanks follows `offset` on its line. */
export function endsLine(text: string, offset: number): boolean {
  return skipBlanks(text, offset) === lineEnd(text, offset);
}

/** Behind a byte order mark, which nothing may precede. */
export function lineStart(text: string, offset: number): number {
  const first = text.startsWith('\ufeff') ? 1 : 0;
  let at = offset;
  while (at > first && !isBreak(text[at - 1])) at--;
  return at;
}

/** Without the break itself. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isBreak(text[at])) at++;
  return at;
}

/** The offset of the next line, when there is one. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  if (end >= text.length) return end;
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
}

export function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text[at])) at++;
  return at;
}

/** The blanks that start the line of `offset`. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return text.slice(start, Math.min(skipBlanks(text, start), offset));
}

export function hasBreak(text: string, start: number, end: number): boolean {
  return /[\r\n]/.test(text.slice(start, end));
}

export function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}

function isBreak(char: string | undefined): boolean {
  return char === '\n' || char === '\r';
}
