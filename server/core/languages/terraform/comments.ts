import {
  type CommentPlace,
  larger,
  SUPPRESSION_MARK,
  type SuppressionComment,
} from '../../suppress/comment.ts';
import type { TextRange } from '../../text/range.ts';
import type { Attribute, Body, Expr } from './hcl/ast.ts';
import { partsOf } from './mentions.ts';
import { lineEnd, lineStart, skipTrivia, startsLine } from './trivia.ts';

/** Comments of a file of HCL that ask to ignore findings. What stands in strings and heredocs is no comment. */
export function suppressionComments(text: string, body: Body): readonly SuppressionComment[] {
  const found: SuppressionComment[] = [];
  // From the last to the first: comments in a row lead to the same construct, and are walked over once.
  let below: { readonly start: number; readonly next: number } | undefined;
  for (const { index, 2: block } of [...text.matchAll(OPENING)].reverse()) {
    if (isInText(body, index)) continue;
    const close = block !== undefined ? text.indexOf('*/', index) : -1;
    const range = { start: index, end: close < 0 ? lineEnd(text, index) : close + 2 };
    const limit = below?.start ?? text.length;
    const reached = skipTrivia(text, range.end, limit);
    const offset = below !== undefined && reached === limit ? below.next : reached;
    below = { start: index, next: offset };
    const next = constructIn(body, offset);
    found.push({ range, alone: startsLine(text, index), ...(next === undefined ? {} : { next }) });
  }
  return found.reverse();
}

const OPENING = new RegExp(`(?:(#|//)[ \\t]*|(/\\*)[\\s*]*)${SUPPRESSION_MARK}`, 'g');

/** The largest block, argument, member or item that begins at the offset. */
function constructIn(body: Body, offset: number): TextRange | undefined {
  for (const { range, value } of body.attributes) {
    if (range.start === offset) return range;
    if (holds(range, offset)) return constructAt(value, offset);
  }
  const block = body.blocks.find(({ range }) => range.start === offset || holds(range, offset));
  if (block === undefined) return undefined;
  return block.range.start === offset ? block.range : constructIn(block.body, offset);
}

function constructAt(expr: Expr, offset: number): TextRange | undefined {
  if (expr.kind === 'object') {
    const entry = expr.entries.find(({ range }) => range.start === offset || holds(range, offset));
    if (entry?.range.start === offset) return larger(entry.range, entry.value.range);
    return entry === undefined ? undefined : constructAt(entry.value, offset);
  }
  for (const part of partsOf(expr)) {
    if (part.range.start === offset) return part.range;
    if (holds(part.range, offset)) return constructAt(part, offset);
  }
  return undefined;
}

/** The line of the offset, or of the argument whose heredoc holds it. */
export function commentPlace(text: string, body: Body, offset: number): CommentPlace {
  const attribute = attributeAt(body, offset);
  const inText = attribute !== undefined && isInTemplate(attribute.value, lineStart(text, offset));
  return { at: lineStart(text, inText ? attribute.range.start : offset), sign: '#' };
}

function isInText(body: Body, offset: number): boolean {
  const attribute = attributeAt(body, offset);
  return attribute !== undefined && isInTemplate(attribute.value, offset);
}

function attributeAt(body: Body, offset: number): Attribute | undefined {
  const attribute = body.attributes.find(({ range }) => holds(range, offset));
  if (attribute !== undefined) return attribute;
  const block = body.blocks.find(({ range }) => holds(range, offset));
  return block === undefined ? undefined : attributeAt(block.body, offset);
}

function isInTemplate(expr: Expr, offset: number): boolean {
  if (!holds(expr.range, offset)) return false;
  if (expr.kind === 'template') return true;
  if (expr.kind === 'object') return expr.entries.some(({ value }) => isInTemplate(value, offset));
  return partsOf(expr).some((part) => isInTemplate(part, offset));
}

function holds(range: TextRange, offset: number): boolean {
  return range.start < offset && offset < range.end;
}
