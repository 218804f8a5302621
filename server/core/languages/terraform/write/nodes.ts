import { covers, type TextRange } from '../../../text/range.ts';
import type { Body, Expr, TemplateExpr, TupleExpr } from '../hcl/ast.ts';
import { VARIABLE_ARGUMENTS } from '../names.ts';

/** The syntax of a policy by place: what is evaluated keeps the range of the expression that it comes from. */
export interface Nodes {
  /** An expression that stands where the policy's own literals do: not in a call, `for`, conditional or `dynamic` block. */
  plain(range: TextRange): Expr | undefined;
  /** Any expression of the policy. */
  at(range: TextRange): Found | undefined;
  /** The string or heredoc in whose content a range lies. */
  around(range: TextRange): Found | undefined;
}

export interface Found {
  readonly expr: Expr;
  /** The provider turns `&{` into `${` here. */
  readonly variables: boolean;
  /** The key of an object's entry: a bare name in it is no reference. */
  readonly key: boolean;
}

export function nodesOfBody(body: Body): Nodes {
  return lazyNodes((add) => addBody(body, true, add));
}

export function nodesOfExpr(expr: Expr): Nodes {
  return lazyNodes((add) => addExpr(expr, { plain: true, variables: false, key: false }, add));
}

/** Whether nothing in it is computed: another value may take its place. */
export function isLiteral(expr: Expr): boolean {
  switch (expr.kind) {
    case 'template':
      return isLiteralTemplate(expr);
    case 'number':
    case 'bool':
    case 'null':
      return true;
    case 'tuple':
      return expr.items.every(isLiteral);
    case 'object':
      return expr.entries.every(({ value, computed }) => !computed && isLiteral(value));
    default:
      return false;
  }
}

export function isLiteralTemplate({ parts }: TemplateExpr): boolean {
  return parts.every((part) => part.kind === 'literal' || part.kind === 'iam-variable');
}

/** The index of an item in the tuple that spells it. */
export function itemIndex({ items }: TupleExpr, range: TextRange): number {
  return items.findIndex((item) => sameRange(item.range, range));
}

export function sameRange(a: TextRange, b: TextRange): boolean {
  return a.start === b.start && a.end === b.end;
}

interface Place {
  readonly plain: boolean;
  readonly variables: boolean;
  readonly key: boolean;
}

type Add = (expr: Expr, place: Place) => void;

function lazyNodes(fill: (add: Add) => void): Nodes {
  let found: readonly (Found & Place)[] | undefined;
  const all = () => {
    if (found === undefined) {
      const list: (Found & Place)[] = [];
      fill((expr, place) => list.push({ expr, ...place }));
      found = list;
    }
    return found;
  };
  const at = (range: TextRange) => all().find(({ expr }) => sameRange(expr.range, range));
  return {
    at,
    plain: (range) => {
      const one = at(range);
      return one?.plain === true ? one.expr : undefined;
    },
    around: (range) => all().findLast(({ expr }) => expr.kind === 'template' && covers(expr.inner, range)),
  };
}

function addBody(body: Body, plain: boolean, add: Add): void {
  for (const { name, value } of body.attributes)
    addExpr(value, { plain, variables: VARIABLE_ARGUMENTS.has(name), key: false }, add);
  for (const block of body.blocks) addBody(block.body, plain && block.type !== 'dynamic', add);
}

function addExpr(expr: Expr, place: Place, add: Add): void {
  add(expr, place);
  if (expr.kind === 'object') {
    for (const { key, value } of expr.entries) {
      addExpr(key, { ...place, key: true }, add);
      addExpr(value, place, add);
    }
    return;
  }
  const inner = expr.kind === 'tuple' ? place : { ...place, plain: false };
  for (const part of partsOf(expr)) addExpr(part, inner, add);
}

function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'tuple':
      return expr.items;
    case 'call':
      return expr.args;
    case 'conditional':
      return [expr.yes, expr.no];
    case 'for':
      return expr.key === undefined ? [expr.value] : [expr.key, expr.value];
    case 'other':
      return expr.parts;
    default:
      return [];
  }
}
