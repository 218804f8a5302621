import type { Piece } from '../../policy/text.ts';
import type { Entry, Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import { callFunction } from './functions.ts';
import type { Expr, ForExpr, ObjectExpr, TemplateExpr } from './hcl/ast.ts';
import { evaluateOperation } from './operations.ts';
import { referenceValue } from './references.ts';
import { named, type Scope, sourceOf } from './scope.ts';
import { templatePieces, withoutIndent } from './template-pieces.ts';
import {
  keyText,
  knownText,
  listValue,
  objectValue,
  scalarValue,
  stringValue,
  unknown,
  weightOf,
} from './values.ts';

/**
 * What an expression is, as far as the files tell: known text, text with holes, open lists, or unknown. Never a guess.
 * Ranges are those of the scope's file; what another file says stands where it is referred to.
 */
export function evaluate(expr: Expr, scope: Scope): Value {
  const { budget } = scope.world.work;
  if (budget.depth === 0) budget.steps = 0;
  if (++budget.steps > MAX_STEPS) return unknown(expr.range);
  budget.depth++;
  try {
    const value = evaluateExpr(expr, scope);
    return weightOf(value) > MAX_WEIGHT ? unknown(expr.range) : value;
  } finally {
    budget.depth--;
  }
}

/** Far more than any policy needs; loops in loops would go on for years. */
const MAX_STEPS = 200_000;

/** Parts of a value. A policy has some hundred; locals that double each other have as many as there are atoms. */
const MAX_WEIGHT = 20_000;

function evaluateExpr(expr: Expr, scope: Scope): Value {
  const { range } = expr;
  switch (expr.kind) {
    case 'template':
      return evaluateTemplate(expr, scope);
    case 'number':
      return scalarValue('number', sourceOf(range, scope), range);
    case 'bool':
      return scalarValue('boolean', String(expr.value), range);
    case 'null':
      return { type: 'null', range };
    case 'tuple':
      return evaluateTuple(expr.items, range, scope);
    case 'object':
      return evaluateObject(expr, scope);
    case 'call':
      return callFunction(expr, scope, evaluate);
    case 'traversal':
      return referenceValue(expr, scope, evaluate);
    case 'conditional':
      return evaluateConditional(expr.yes, expr.no, evaluate(expr.test, scope), range, scope);
    case 'for':
      return evaluateFor(expr, scope);
    case 'missing':
      return { type: 'unknown', range, missing: true };
    case 'other':
      return evaluateOperation(expr, scope, evaluate);
  }
}

function evaluateTuple(items: readonly Expr[], range: TextRange, scope: Scope): Value {
  return listValue(
    items.map((item) => evaluate(item, scope)),
    range,
    yetToCome(range, ']', scope),
  );
}

/** Behind a bracket that is not closed more may come. */
function yetToCome({ start, end }: TextRange, bracket: string, scope: Scope): readonly TextRange[] {
  const { text } = scope.file.source;
  const isClosed = end - start > 1 && text[end - 1] === bracket;
  return isClosed ? [] : [{ start: end, end }];
}

function evaluateObject(expr: ObjectExpr, scope: Scope): Value {
  const entries: Entry[] = [];
  const open: TextRange[] = [...yetToCome(expr.range, '}', scope)];
  for (const entry of expr.entries) {
    const { key } = entry;
    const name = !entry.computed && key.kind === 'traversal' && key.steps.length === 0 ? key.root : undefined;
    const value = evaluate(entry.value, scope);
    if (name !== undefined) {
      entries.push({ key: keyText(name, key.range), name, range: entry.range, value });
      continue;
    }
    const read = evaluate(key, scope);
    if (read.type !== 'string') {
      open.push(entry.range);
      continue;
    }
    const { text } = read;
    entries.push({ key: text, name: text.value ?? sourceOf(text.inner, scope), range: entry.range, value });
  }
  return objectValue(lastOfEach(entries), expr.range, open);
}

/** Of equal keys Terraform takes the last in silence. */
function lastOfEach(entries: readonly Entry[]): readonly Entry[] {
  const byName = new Map<string, Entry>();
  for (const entry of entries) byName.set(entry.name, entry);
  return byName.size === entries.length
    ? entries
    : entries.filter((entry) => byName.get(entry.name) === entry);
}

function evaluateConditional(
  then: Expr,
  otherwise: Expr,
  test: Value,
  range: TextRange,
  scope: Scope,
): Value {
  const decided = knownText(test);
  if (decided === 'true') return evaluate(then, scope);
  if (decided === 'false') return evaluate(otherwise, scope);
  const left = evaluate(then, scope);
  const right = evaluate(otherwise, scope);
  if (isEmptyList(right) && left.type === 'list') return { ...left, open: [...left.open, range] };
  if (isEmptyList(left) && right.type === 'list') return { ...right, open: [...right.open, range] };
  const a = knownText(left);
  return a !== undefined && a === knownText(right) ? left : unknown(range);
}

function isEmptyList(value: Value): boolean {
  return value.type === 'list' && value.items.length === 0 && value.open.length === 0;
}

/** Over a known collection each round is done; otherwise the body is read once with its names as holes, and the result is open. */
function evaluateFor(expr: ForExpr, scope: Scope): Value {
  const source = evaluate(expr.in, scope);
  const rounds = roundsOf(source);
  const known = rounds !== undefined && rounds.length <= MAX_ROUNDS;
  const hole = (): Value => unknown(expr.in.range);
  const all = known ? rounds : [[hole(), hole()] as const];
  const items: Value[] = [];
  const entries: Entry[] = [];
  let open = !known;
  for (const [key, value] of all) {
    const [first, second] = expr.names;
    const pairs: [string, Value][] = [];
    if (second !== undefined && first !== undefined) pairs.push([first, key], [second, value]);
    else if (first !== undefined) pairs.push([first, value]);
    const inner = named(scope, pairs);
    const kept = expr.filter === undefined ? 'true' : knownText(evaluate(expr.filter, inner));
    if (kept === 'false') continue;
    if (kept === undefined) open = true;
    const result = evaluate(expr.value, inner);
    if (expr.key === undefined) {
      items.push(result);
      continue;
    }
    const name = knownText(evaluate(expr.key, inner));
    if (name === undefined || expr.grouped) open = true;
    else entries.push({ key: keyText(name, expr.key.range), name, range: expr.range, value: result });
  }
  const opened = open ? [expr.range] : [];
  return expr.key === undefined
    ? listValue(items, expr.range, opened)
    : objectValue(lastOfEach(entries), expr.range, opened);
}

/** Index or key with value of each element of a wholly known collection. */
export function roundsOf(value: Value): readonly (readonly [Value, Value])[] | undefined {
  if (value.type === 'list' && value.open.length === 0) {
    return value.items.map((item, index) => [scalarValue('number', String(index), item.range), item]);
  }
  if (value.type === 'object' && value.open.length === 0) {
    const sorted = [...value.entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return sorted.map((entry) => [{ type: 'string', range: entry.key.range, text: entry.key }, entry.value]);
  }
  return undefined;
}

/** Longer collections are read once, as unknown ones are. */
const MAX_ROUNDS = 200;

function evaluateTemplate(expr: TemplateExpr, scope: Scope): Value {
  const [only] = expr.parts;
  if (expr.heredoc === 'no' && expr.parts.length === 1 && only?.kind === 'interpolation') {
    const value = evaluate(only.expr, scope);
    return value.type === 'string' ? relocateTo(value, expr) : value;
  }
  const pieces = templatePieces(expr.parts, scope, expr.heredoc !== 'no', evaluate);
  const flushed = expr.heredoc === 'flush' ? withoutIndent(pieces) : pieces;
  const { end } = expr.range;
  const isTyped = expr.heredoc !== 'no' || expr.inner.end < end;
  const whole = isTyped ? flushed : [...flushed, { kind: 'hole' as const, range: { start: end, end } }];
  return stringValue(whole, expr.range, expr.inner);
}

/** `"${x}"` is x, but what the author edits is the template. */
function relocateTo(value: Value, expr: TemplateExpr): Value {
  if (value.type !== 'string') return value;
  const pieces = value.text.pieces.map((piece): Piece => ({ ...piece, range: expr.inner }));
  return stringValue(pieces, expr.range, expr.inner);
}
