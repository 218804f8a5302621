import type { Block, Expr, ObjectExpr } from '../hcl/ast.ts';
import { commaAfter, eolOf, hasBreak } from '../trivia.ts';
import type { Style } from './print.ts';

/** The style of a document's blocks. */
export function styleOfBlock(text: string, block: Block): Style {
  return {
    eol: eolOf(text),
    sign: ' = ',
    quotedKeys: false,
    commas: false,
    inlineLists: writesListsInline(text, valuesIn(block)),
  };
}

/** The style of an object, judged by its first entry, or that of another where it has none. */
export function styleOfObject(text: string, object: ObjectExpr, outer?: Style): Style {
  const [first] = object.entries;
  if (first === undefined && outer !== undefined) return outer;
  const between = first === undefined ? '=' : text.slice(first.key.range.end, first.value.range.start);
  return {
    eol: eolOf(text),
    sign: /^[ \t]*:[ \t]*$/.test(between) ? between : ' = ',
    quotedKeys: first?.key.kind === 'template',
    commas:
      first !== undefined &&
      hasBreak(text, object.range.start, first.range.start) &&
      commaAfter(text, first.range.end, object.range.end) !== undefined,
    inlineLists: outer?.inlineLists ?? writesListsInline(text, [object]),
  };
}

/** Judged by the first list of several scalars; without one, on one line. */
function writesListsInline(text: string, values: readonly Expr[]): boolean {
  for (const value of values) {
    const list = firstList(value);
    if (list !== undefined) return !hasBreak(text, list.range.start, list.range.end);
  }
  return true;
}

function firstList(expr: Expr): Expr | undefined {
  if (expr.kind === 'tuple') {
    if (expr.items.length > 1 && expr.items.every(({ kind }) => kind !== 'object' && kind !== 'tuple'))
      return expr;
    return firstOf(expr.items);
  }
  return expr.kind === 'object' ? firstOf(expr.entries.map(({ value }) => value)) : undefined;
}

function firstOf(exprs: readonly Expr[]): Expr | undefined {
  for (const expr of exprs) {
    const list = firstList(expr);
    if (list !== undefined) return list;
  }
  return undefined;
}

function valuesIn({ body }: Block): readonly Expr[] {
  return [...body.attributes.map(({ value }) => value), ...body.blocks.flatMap(valuesIn)];
}
