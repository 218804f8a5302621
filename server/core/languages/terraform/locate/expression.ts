import type { Cursor } from '../../../policy/cursor.ts';
import type { TextRange } from '../../../text/range.ts';

/**
 * A place inside `${…}` of a string, where a name is being typed. `string` is the cursor at the interpolation's start.
 * Undefined where more than a name stands there.
 */
export function expressionCursor(
  text: string,
  string: Cursor | undefined,
  start: number,
  offset: number,
): Cursor | undefined {
  if (string?.refer === undefined || string.text === undefined || text.slice(start, start + 2) !== '${')
    return undefined;
  const typed = /^\s*([\w.-]*)$/.exec(text.slice(start + 2, offset))?.[1];
  if (typed === undefined) return undefined;
  const word = {
    start: offset - typed.length,
    end: offset + (/^[\w.-]*/.exec(text.slice(offset, offset + 300))?.[0].length ?? 0),
  };
  const closing = /^\s*\}/.exec(text.slice(word.end, word.end + 100))?.[0].length;
  const range: TextRange = { start: word.start, end: word.end + (closing ?? 0) };
  const isLast = range.end >= string.text.inner.end;
  const suffixOf = (suffix: string) =>
    (isLast ? string.refer?.('', suffix).replace(/^[^}]*\}/, '') : '') ?? '';
  return {
    ...string,
    offset,
    text: { ...string.text, value: undefined },
    before: `${string.before}\${${typed}`,
    expression: range,
    refer: (expression, suffix) => `${expression}}${suffixOf(suffix)}`,
  };
}
