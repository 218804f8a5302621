/**
 * IAM's policy variables as an author writes them: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}` and the
 * escapes `${*}`, `${?}`, `${$}`. Offsets count UTF-16 units of the scanned text.
 */
export interface Variable {
  /** Of the `$`. */
  readonly start: number;
  /** Past the closing brace; the end of the text where there is none. */
  readonly end: number;
  readonly closed: boolean;
  /** What stands before the comma or brace, blanks included. */
  readonly name: string;
  readonly nameStart: number;
  /** What stands between the comma and the closing brace. */
  readonly fallback?: Fallback;
  /** A literal `*`, `?` or `$`. */
  readonly escape: boolean;
}

export interface Fallback {
  readonly text: string;
  readonly start: number;
  /** In single quotes on both sides. */
  readonly quoted: boolean;
}

/** Every policy variable in a text, left to right. A variable inside another one is part of the outer name. */
export function scanVariables(text: string): readonly Variable[] {
  let at = text.indexOf('${');
  if (at < 0) return none;
  const found: Variable[] = [];
  while (at >= 0) {
    const variable = readVariable(text, at);
    found.push(variable);
    at = text.indexOf('${', variable.closed ? variable.end : at + 2);
  }
  return found;
}

/** The text with every closed variable replaced: what is left holds only the author's own characters. */
export function withoutVariables(text: string, filler = ''): string {
  let rest = '';
  let from = 0;
  for (const { start, end, closed } of scanVariables(text)) {
    if (!closed) continue;
    rest += text.slice(from, start) + filler;
    from = end;
  }
  return from === 0 ? text : rest + text.slice(from);
}

/** Whether a request fills in part of the text; escapes do not count. */
export function hasVariable(text: string): boolean {
  return text.includes('${') && scanVariables(text).some((one) => one.closed && !one.escape);
}

/**
 * `${account_id}` has no prefix, so IAM knows no such variable: most likely another program fills it in before AWS sees
 * the policy.
 */
export function looksLikePlaceholder({ name }: Variable): boolean {
  return !name.includes(':');
}

const none: readonly Variable[] = [];

function readVariable(text: string, start: number): Variable {
  const nameStart = start + 2;
  const stop = endOfName(text, nameStart);
  const name = text.slice(nameStart, stop);
  const head = { start, name, nameStart, escape: false };
  if (text[stop] === '}') {
    return { ...head, end: stop + 1, closed: true, escape: name === '*' || name === '?' || name === '$' };
  }
  if (text[stop] !== ',') return { ...head, end: text.length, closed: false };
  quotedFallback.lastIndex = stop + 1;
  const quoted = quotedFallback.exec(text);
  const end = quoted === null ? text.indexOf('}', stop) : quotedFallback.lastIndex - 1;
  if (end < 0) return { ...head, end: text.length, closed: false };
  const fallback: Fallback = {
    text: text.slice(stop + 1, end),
    start: stop + 1,
    quoted: quoted !== null,
  };
  return { ...head, end: end + 1, closed: true, fallback };
}

/** The comma or brace that ends a name, or where the text or another unclosed variable makes an end of it. */
function endOfName(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === DOLLAR && text.charCodeAt(i + 1) === OPEN) {
      if (!closesTwice(text, i)) return i;
      depth++;
      i++;
    } else if (c === CLOSE && depth > 0) {
      depth--;
    } else if (c === CLOSE || (c === COMMA && depth === 0)) {
      return i;
    }
  }
  return text.length;
}

/** Whether two braces follow before any other variable begins: the inner and the outer one. */
function closesTwice(text: string, from: number): boolean {
  const first = text.indexOf('}', from);
  const second = first < 0 ? -1 : text.indexOf('}', first + 1);
  if (second < 0) return false;
  const next = text.indexOf('${', from + 2);
  return next < 0 || next > second;
}

const DOLLAR = 36;
const COMMA = 44;
const OPEN = 123;
const CLOSE = 125;

const quotedFallback = /\s*'[^']*'\s*\}/y;
