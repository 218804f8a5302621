import type { Value } from '../../policy/value.ts';
import {
  type CommentPlace,
  larger,
  SUPPRESSION_MARK,
  type SuppressionComment,
} from '../../suppress/comment.ts';
import type { TextRange } from '../../text/range.ts';
import type { Source } from '../../text/source.ts';
import { readJson } from './value.ts';

/** Comments of a JSON document that ask to ignore findings. */
export function suppressionComments({ text }: Source): readonly SuppressionComment[] {
  if (!text.includes(SUPPRESSION_MARK)) return [];
  const { value, comments } = readJson(text);
  return comments.flatMap((range): readonly SuppressionComment[] => {
    if (!text.slice(range.start, range.end).includes(SUPPRESSION_MARK)) return [];
    const token = nextToken(text, range.end, comments);
    const next = value === undefined ? undefined : constructAt(value, token);
    const before = text.slice(text.lastIndexOf('\n', range.start - 1) + 1, range.start);
    return [{ range, alone: before.trim() === '', ...(next === undefined ? {} : { next }) }];
  });
}

/** AWS refuses comments: only documents that are taken for JSON with comments have room for one. */
export function commentPlace(
  { text, languageId }: Source,
  _project: unknown,
  offset: number,
): CommentPlace | undefined {
  if (languageId !== 'jsonc') return undefined;
  return { at: text.lastIndexOf('\n', offset - 1) + 1, sign: '//' };
}

/** The offset behind blanks, commas and further comments. */
function nextToken(text: string, from: number, comments: readonly TextRange[]): number {
  let at = from;
  for (;;) {
    while (at < text.length && /[\s,]/.test(text.charAt(at))) at++;
    const comment = comments.find(({ start }) => start === at);
    if (comment === undefined) return at;
    at = comment.end;
  }
}

/** The largest member or item that begins at the offset. */
function constructAt(value: Value, offset: number): TextRange | undefined {
  if (value.range.start === offset) return value.range;
  if (value.type === 'object') {
    const entry = value.entries.find(({ range }) => range.start <= offset && offset < range.end);
    if (entry?.range.start === offset) return larger(entry.range, entry.value.range);
    return entry === undefined ? undefined : constructAt(entry.value, offset);
  }
  if (value.type !== 'list') return undefined;
  const item = value.items.find(({ range }) => range.start <= offset && offset < range.end);
  return item === undefined ? undefined : constructAt(item, offset);
}
