import { larger, SUPPRESSION_MARK, type SuppressionComment } from '../../suppress/comment.ts';
import type { TextRange } from '../../text/range.ts';
import type { Body, Expr } from './hcl/ast.ts';
import { lineEnd, skipTrivia, startsLine } from './trivia.ts';

/** Comments of a file of HCL that ask to ignore findings. What stands in strings and heredocs is no comment. */
export function suppressionComments(text: string, body: Body): readonly SuppressionComment[] {
  return [...text.matchAll(OPENING)].flatMap(({ index, 2: block }): readonly SuppressionComment[] => {
    if (isInText(body, index)) return [];
    const close = block !== undefined ? text.indexOf('*/', index) : -1;
    const range = { start: index, end: close < 0 ? lineEnd(text, index) : close + 2 };
    const next = constructIn(body, skipTrivia(text, range.end, text.length));
    return [{ range, alone: startsLine(text, index), ...(next === undefined ? {} : { next }) }];
  });
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

function isInText(body: Body, offset: number): boolean {
  const attribute = body.attributes.find(({ range }) => holds(range, offset));
  if (attribute !== undefined) return isInTemplate(attribute.value, offset);
  const block = body.blocks.find(({ range }) => holds(range, offset));
  return block !== undefined && isInText(block.body, offset);
}

function isInTemplate(expr: Expr, offset: number): boolean {
  if (!holds(expr.range, offset)) return false;
  if (expr.kind === 'template') return true;
  if (expr.kind === 'object') return expr.entries.some(({ value }) => isInTemplate(value, offset));
  return partsOf(expr).some((part) => isInTemplate(part, offset));
}

/** Expressions directly in one that is no object. */
function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'tuple':
      return expr.items;
    case 'call':
      return expr.args;
    case 'conditional':
      return [expr.test, expr.yes, expr.no];
    case 'for':
      return [expr.in, ...(expr.key === undefined ? [] : [expr.key]), expr.value];
    case 'other':
      return expr.parts;
    default:
      return [];
  }
}

function holds(range: TextRange, offset: number): boolean {
  return range.start < offset && offset < range.end;
}
