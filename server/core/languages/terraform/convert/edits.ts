import type { DocumentEdits } from '../../../refactor/refactoring.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { TextRange } from '../../../text/range.ts';
import type { Uri } from '../../../text/source.ts';
import type { Block } from '../hcl/ast.ts';
import { endOfRemark, lineEnd, lineStart, nextLine, startsLine } from '../trivia.ts';
import { commentsIn } from './comments.ts';

/** Edits by document, in the order in which documents come first. */
export function byDocument(edits: readonly (readonly [Uri, TextEdit])[]): readonly DocumentEdits[] {
  const documents = new Map<Uri, TextEdit[]>();
  for (const [uri, edit] of edits) documents.set(uri, [...(documents.get(uri) ?? []), edit]);
  return [...documents].map(([uri, all]) => ({ uri, edits: all }));
}

/** Where a block of a file begins with the comments that stand right above it. */
export function startWithComments(text: string, { range }: Block): number {
  let start = lineStart(text, range.start);
  while (start > 0) {
    const above = lineStart(text, start - (text[start - 2] === '\r' ? 2 : 1));
    const line = text.slice(above, start).trim();
    if (/^(#|\/\/)/.test(line)) start = above;
    else {
      const open = line.endsWith('*/') ? text.lastIndexOf('/*', start) : -1;
      if (open < 0 || !startsLine(text, open)) break;
      start = lineStart(text, open);
    }
  }
  return start;
}

/** A block of a file with its lines, its comments and one of the empty lines around it. */
export function wholeBlock(text: string, block: Block): TextRange & { readonly comments: readonly string[] } {
  let start = startWithComments(text, block);
  const before = commentsIn(text, start, block.range.start);
  const remark = endOfRemark(text, block.range.end);
  const behind = commentsIn(text, block.range.end, remark);
  const comments = [...before, ...behind].map((one) => text.slice(one.start, one.end));
  if (lineEnd(text, remark) !== remark && text.slice(remark, lineEnd(text, remark)).trim() !== '')
    return { start: block.range.start, end: remark, comments };
  let end = nextLine(text, remark);
  const emptyBelow = end < text.length && text.slice(end, lineEnd(text, end)).trim() === '';
  if (emptyBelow) end = nextLine(text, end);
  else if (end >= text.length) {
    while (start > 0 && /^\s*$/.test(text.slice(lineStart(text, start - 1), start)))
      start = lineStart(text, start - 1);
  }
  return { start, end, comments };
}
