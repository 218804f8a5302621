import type { Piece } from '../../policy/text.ts';
import type { Entry, Value } from '../../policy/value.ts';
import type { TextRange } from '../../text/range.ts';
import { callFunction } from './functions.ts';
import type { Expr, ForExpr, ObjectExpr, OtherExpr, TemplateExpr, TemplatePart } from './hcl/ast.ts';
import { referenceValue } from './references.ts';
import { named, type Scope } from './scope.ts';
import { heredocPieces, quotedPieces } from './template.ts';
import {
  isKnown,
  keyText,
  knownText,
  listValue,
  objectValue,
  piecesOf,
  relocate,
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
      return evaluateOperation(expr, scope);
  }
}

function sourceOf(range: TextRange, scope: Scope): string {
  return scope.file.source.text.slice(range.start, range.end);
}

/** Parentheses, comparisons and logic. Arithmetic decides nothing in policies. */
function evaluateOperation({ parts, range }: OtherExpr, scope: Scope): Value {
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

function evaluateTuple(items: readonly Expr[], range: TextRange, scope: Scope): Value {
  return listValue(
    items.map((item) => evaluate(item, scope)),
    range,
  );
}

function evaluateObject(expr: ObjectExpr, scope: Scope): Value {
  const entries: Entry[] = [];
  const open: TextRange[] = [];
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
  const pieces = templatePieces(expr.parts, scope, expr.heredoc !== 'no');
  const flushed = expr.heredoc === 'flush' ? withoutIndent(pieces) : pieces;
  return stringValue(flushed, expr.range, expr.inner);
}

/** `"${x}"` is x, but what the author edits is the template. */
function relocateTo(value: Value, expr: TemplateExpr): Value {
  if (value.type !== 'string') return value;
  const pieces = value.text.pieces.map((piece): Piece => ({ ...piece, range: expr.inner }));
  return stringValue(pieces, expr.range, expr.inner);
}

/** The pieces of a template's parts. Directives are holes: which of their branches counts only Terraform knows. */
export function templatePieces(
  parts: readonly TemplatePart[],
  scope: Scope,
  heredoc: boolean,
): readonly Piece[] {
  const pieces: Piece[] = [];
  const { text } = scope.file.source;
  let eat = false;
  const add = (more: readonly Piece[]) => {
    pieces.push(...(eat ? trimStart(more) : more));
    eat = false;
  };
  for (const part of parts) {
    switch (part.kind) {
      case 'literal':
        add(heredoc ? heredocPieces(text, part.range) : quotedPieces(text, part.range));
        break;
      case 'iam-variable':
        add([{ kind: 'text', text: text.slice(part.range.start, part.range.end), range: part.range }]);
        break;
      case 'interpolation': {
        const value = evaluate(part.expr, scope);
        if (part.strip.left) trimEnd(pieces);
        const inPlace = value.type === 'string' || isKnown(value) ? relocate(value, part.range) : value;
        pieces.push(...piecesOf(inPlace, part.range));
        eat = part.strip.right;
        break;
      }
      default:
        pieces.push({ kind: 'hole', range: part.range });
    }
  }
  return pieces;
}

function trimStart(pieces: readonly Piece[]): readonly Piece[] {
  const [first, ...rest] = pieces;
  if (first?.kind !== 'text') return pieces;
  const text = first.text.trimStart();
  const cut = first.text.length - text.length;
  return [{ ...first, text, range: { start: first.range.start + cut, end: first.range.end } }, ...rest];
}

function trimEnd(pieces: Piece[]): void {
  const last = pieces.pop();
  if (last === undefined) return;
  if (last.kind !== 'text') {
    pieces.push(last);
    return;
  }
  const text = last.text.trimEnd();
  const cut = last.text.length - text.length;
  pieces.push({ ...last, text, range: { start: last.range.start, end: last.range.end - cut } });
}

/** `<<-` takes from each line the least indentation of all lines. */
function withoutIndent(pieces: readonly Piece[]): readonly Piece[] {
  const indent = leastIndent(pieces);
  if (indent === 0) return pieces;
  const result: Piece[] = [];
  let lineStart = true;
  for (const piece of pieces) {
    if (piece.kind === 'hole' || piece.range.end - piece.range.start !== piece.text.length) {
      result.push(piece);
      lineStart = piece.kind === 'text' && piece.text.endsWith('\n');
      continue;
    }
    let at = 0;
    while (at < piece.text.length) {
      const end = piece.text.indexOf('\n', at);
      const stop = end < 0 ? piece.text.length : end + 1;
      const from = lineStart ? Math.min(at + indent, at + leading(piece.text.slice(at, stop))) : at;
      const text = piece.text.slice(from, stop);
      const start = piece.range.start + from;
      if (text !== '') result.push({ kind: 'text', text, range: { start, end: start + text.length } });
      lineStart = end >= 0;
      at = stop;
    }
  }
  return result;
}

function leastIndent(pieces: readonly Piece[]): number {
  let least = Number.POSITIVE_INFINITY;
  let lineStart = true;
  for (const piece of pieces) {
    if (piece.kind === 'hole') {
      if (lineStart) least = 0;
      lineStart = false;
      continue;
    }
    for (const line of piece.text.split(/(?<=\n)/)) {
      if (lineStart && line.trim() !== '') least = Math.min(least, leading(line));
      lineStart = line.endsWith('\n');
    }
  }
  return Number.isFinite(least) ? least : 0;
}

function leading(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}
