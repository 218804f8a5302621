import type { Value } from '../../policy/value.ts';
import type { Expr, OtherExpr } from './hcl/ast.ts';
import { type Scope, sourceOf } from './scope.ts';
import { knownText, scalarValue, unknown } from './values.ts';

type Evaluate = (expr: Expr, scope: Scope) => Value;

/** Parentheses, comparisons and logic. Arithmetic decides nothing in policies. */
export function evaluateOperation({ parts, range }: OtherExpr, scope: Scope, evaluate: Evaluate): Value {
  const [left, right] = parts;
  if (left === undefined || parts.length > 2) return unknown(range);
  const before = sourceOf({ start: range.start, end: left.range.start }, scope).trim();
  if (right === undefined) {
    const value = evaluate(left, scope);
    if (/^\(+$/.test(before)) return value;
    const text = /^!\(*$/.test(before) && value.type === 'boolean' ? value.text.value : undefined;
    return text === undefined ? unknown(range) : scalarValue('boolean', String(text !== 'true'), range);
  }
  const operator = sourceOf({ start: left.range.end, end: right.range.start }, scope).replaceAll(
    /[()\s]/g,
    '',
  );
  const holds = compare(operator, evaluate(left, scope), evaluate(right, scope));
  return holds === undefined ? unknown(range) : scalarValue('boolean', String(holds), range);
}

function compare(operator: string, left: Value, right: Value): boolean | undefined {
  const a = left.type === 'null' ? null : knownText(left);
  const b = right.type === 'null' ? null : knownText(right);
  if (operator === '&&' && (a === 'false' || b === 'false')) return false;
  if (operator === '||' && (a === 'true' || b === 'true')) return true;
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case '==':
      return left.type === right.type && a === b;
    case '!=':
      return left.type !== right.type || a !== b;
    case '&&':
      return a === 'true' && b === 'true';
    case '||':
      return a === 'true' || b === 'true';
    case '<':
      return Number(a) < Number(b);
    case '<=':
      return Number(a) <= Number(b);
    case '>':
      return Number(a) > Number(b);
    case '>=':
      return Number(a) >= Number(b);
    default:
      return undefined;
  }
}
