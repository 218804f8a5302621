import { lineEnd, nextLine } from '../trivia.ts';
import type { Frame } from './scan-state.ts';

/**
 * Where `${aws:username}`, `${s3:prefix, 'x'}`, `${*}` at an offset ends; undefined for an expression of HCL.
 * A name with one colon right behind it is no expression: conditionals have a question mark, functions of providers two colons.
 */
export function iamVariableEnd(text: string, at: number): number | undefined {
  const match = /^\$\{(?:[A-Za-z][A-Za-z0-9-]*:(?!:)[^{}"?\r\n]*|[*?$])\}/.exec(text.slice(at, at + 300));
  return match === null ? undefined : at + match[0].length;
}

/** The same, half typed: `${aws:user` up to the quote or the end of the line. */
export function iamPrefixEnd(text: string, at: number, limit: number): number | undefined {
  const match = /^\$\{[A-Za-z][A-Za-z0-9-]*:(?!:)[^{}"?\r\n]*(?=["\r\n]|$)/.exec(
    text.slice(at, Math.min(limit, at + 300)),
  );
  return match === null ? undefined : at + match[0].length;
}

/** Behind the brace that ends the expression starting at `from`; undefined when none does before the next argument. */
export function interpolationEnd(text: string, from: number, limit: number): number | undefined {
  let depth = 0;
  let at = from;
  while (at < limit) {
    const char = text[at];
    if (char === '"') {
      const end = stringEnd(text, at + 1, limit);
      if (end === undefined) return undefined;
      at = end;
      continue;
    }
    if (char === '}' && depth === 0) return at + 1;
    if (char === '{' || char === '[' || char === '(') depth++;
    else if (char === '}' || char === ']' || char === ')') depth--;
    else if ((char === '\n' || char === '\r') && depth <= 0) {
      const next = nextLine(text, at);
      if (
        /^[ \t]*(?:[A-Za-z_][\w-]*[ \t]*=(?![=>])|[A-Za-z_][\w-]*(?:[ \t]+"[^"]*")*[ \t]*\{[ \t]*$|$)/.test(
          text.slice(next, lineEnd(text, next)),
        )
      )
        return undefined;
    }
    if (depth < 0) return undefined;
    at++;
  }
  return undefined;
}

/** Behind the quote that ends a string; undefined when its line does not have it. */
function stringEnd(text: string, from: number, limit: number): number | undefined {
  let at = from;
  while (at < limit) {
    const char = text[at];
    if (char === '"') return at + 1;
    if (char === '\n' || char === '\r') return undefined;
    if (char === '\\') at += 2;
    else if ((char === '$' || char === '%') && text[at + 1] === char && text[at + 2] === '{') at += 3;
    else if ((char === '$' || char === '%') && text[at + 1] === '{') {
      const end =
        (char === '$' ? iamVariableEnd(text, at) : undefined) ?? interpolationEnd(text, at + 2, limit);
      if (end === undefined) return undefined;
      at = end;
    } else at++;
  }
  return undefined;
}

/** Where a string most probably ends that its line does not close: before the brackets and commas at the line's end. */
export function unclosedStringEnd(text: string, start: number, around: Frame | undefined): number {
  const line = lineEnd(text, start);
  const tail =
    around?.kind === 'list'
      ? /(?<![\s\]),])[\s\]),]*$/
      : around?.kind === 'object'
        ? /(?<![\s,])[\s,]*$/
        : /(?<!\s)\s*$/;
  const content = text.slice(start + 1, line);
  return start + 1 + (tail.exec(content)?.index ?? content.length);
}
