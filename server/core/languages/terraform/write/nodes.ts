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
}

export function nodesOfBody(body: Body): Nodes {
  return lazyNodes((add) => addBody(body, true, add));
}

export function nodesOfExpr(expr: Expr): Nodes {
  return lazyNodes((add) => addExpr(expr, true, false, add));
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

type Add = (expr: Expr, plain: boolean, variables: boolean) => void;

function lazyNodes(fill: (add: Add) => void): Nodes {
  let found: readonly (Found & { readonly plain: boolean })[] | undefined;
  const all = () => {
    if (found === undefined) {
      const list: (Found & { readonly plain: boolean })[] = [];
      fill((expr, plain, variables) => list.push({ expr, plain, variables }));
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
    around: (range) =>
      all().findLast(({ expr }) => expr.kind === 'template' && covers(expr.inner, range)),
  };
}

function addBody(body: Body, plain: boolean, add: Add): void {
  for (const { name, value } of body.attributes) addExpr(value, plain, VARIABLE_ARGUMENTS.has(name), add);
  for (const block of body.blocks) addBody(block.body, plain && block.type !== 'dynamic', add);
}

function addExpr(expr: Expr, plain: boolean, variables: boolean, add: Add): void {
  add(expr, plain, variables);
  switch (expr.kind) {
    case 'tuple':
      for (const item of expr.items) addExpr(item, plain, variables, add);
      break;
    case 'object':
      for (const { key, value } of expr.entries) {
        addExpr(key, plain, variables, add);
        addExpr(value, plain, variables, add);
      }
      break;
    case 'call':
      for (const arg of expr.args) addExpr(arg, false, variables, add);
      break;
    case 'conditional':
      addExpr(expr.yes, false, variables, add);
      addExpr(expr.no, false, variables, add);
      break;
    case 'for':
      if (expr.key !== undefined) addExpr(expr.key, false, variables, add);
      addExpr(expr.value, false, variables, add);
      break;
    case 'other':
      for (const part of expr.parts) addExpr(part, false, variables, add);
      break;
  }
}
