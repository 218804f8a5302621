import type { Piece } from '../../../policy/text.ts';
import type { TextRange } from '../../../text/range.ts';
import type { Expr, ObjectExpr, TemplateExpr } from '../hcl/ast.ts';
import type { Scope } from '../scope.ts';
import { heredocPieces, quotedPieces } from '../template.ts';
import { commentsAround } from './comments.ts';
import {
  type Doubts,
  type Entry,
  type ExprForm,
  type Form,
  joined,
  type ListForm,
  type ObjectForm,
  type Part,
  plainText,
} from './form.ts';
import { exprForm, sourceOf } from './types.ts';

/** What an expression of HCL says: lists and objects as far as they are spelled out. */
export function readExpr(expr: Expr, scope: Scope, doubts: Doubts): Form {
  switch (expr.kind) {
    case 'template':
      return readTemplate(expr, scope, doubts);
    case 'number':
      return readNumber(sourceOf(expr.range, scope), doubts);
    case 'bool':
      return { kind: 'literal', spelling: String(expr.value) };
    case 'null':
      return { kind: 'literal', spelling: 'null' };
    case 'tuple':
      return readTuple(expr.items, expr.range, scope, doubts);
    case 'object':
      return readObject(expr, scope, doubts);
    case 'missing':
      doubts.reasons.push('A value is still missing');
      return { kind: 'literal', spelling: 'null' };
    default:
      return readOther(expr, scope, doubts);
  }
}

function readOther(expr: Expr, scope: Scope, doubts: Doubts): ExprForm {
  const form = exprForm(expr, scope);
  if (form.source.includes('<<')) doubts.reasons.push('An expression in it holds a heredoc');
  return form;
}

/** Longer numbers and exponents are printed in another way than they are written. */
function readNumber(source: string, doubts: Doubts): Form {
  if (!/^(0|[1-9]\d{0,14})(\.\d{0,8}[1-9])?$/.test(source))
    doubts.reasons.push(`The number ${source} may be spelled differently afterwards`);
  return { kind: 'literal', spelling: source };
}

function readTuple(items: readonly Expr[], range: TextRange, scope: Scope, doubts: Doubts): ListForm {
  const { text } = scope.file.source;
  const told = commentsAround(
    text,
    insideOf(range),
    items.map((item) => item.range),
  );
  return {
    kind: 'list',
    items: items.map((item, index) => ({
      value: readExpr(item, scope, doubts),
      notes: told.notes[index] ?? { before: [], after: undefined },
    })),
    tail: told.tail,
  };
}

function insideOf({ start, end }: TextRange): TextRange {
  return { start: start + 1, end: end - 1 };
}

export function readObject(expr: ObjectExpr, scope: Scope, doubts: Doubts): ObjectForm {
  const { text } = scope.file.source;
  const told = commentsAround(
    text,
    insideOf(expr.range),
    expr.entries.map(({ range }) => range),
  );
  const entries = expr.entries.map(
    (entry, index): Entry => ({
      key: readKey(entry.key, entry.computed, scope, doubts),
      value: readExpr(entry.value, scope, doubts),
      notes: told.notes[index] ?? { before: [], after: undefined },
    }),
  );
  refuseRepeats(entries, doubts);
  return { kind: 'object', entries, tail: told.tail };
}

/** Of equal keys one is lost, and which one depends on who reads. */
export function refuseRepeats(entries: readonly Entry[], doubts: Doubts): void {
  const seen = new Set<string>();
  for (const { key } of entries) {
    const name = plainText(key);
    if (name === undefined) continue;
    if (seen.has(name)) doubts.reasons.push(`"${name}" stands twice in one object`);
    seen.add(name);
  }
}

function readKey(key: Expr, computed: boolean, scope: Scope, doubts: Doubts): readonly Part[] {
  if (!computed && key.kind === 'traversal' && key.steps.length === 0 && key.on === undefined)
    return [{ kind: 'text', text: key.root }];
  if (key.kind === 'template' && key.heredoc === 'no') return readParts(key, scope, doubts);
  const form = exprForm(key, scope);
  const inner =
    key.kind === 'other' && form.source.startsWith('(') ? form.source.slice(1, -1).trim() : form.source;
  return [{ ...form, source: inner }];
}

function readTemplate(expr: TemplateExpr, scope: Scope, doubts: Doubts): Form {
  const [only] = expr.parts;
  // `"${x}"` is x, whatever its type.
  if (expr.heredoc === 'no' && expr.parts.length === 1 && only?.kind === 'interpolation')
    return readExpr(only.expr, scope, doubts);
  if (expr.heredoc !== 'no') doubts.reasons.push('A string in it is a heredoc');
  if (expr.parts.some(({ kind }) => kind === 'if' || kind === 'for')) return exprForm(expr, scope);
  return { kind: 'text', parts: readParts(expr, scope, doubts) };
}

/** The characters and expressions of a template without directives; `nodes` learns what each expression was read from. */
export function readParts(
  expr: TemplateExpr,
  scope: Scope,
  doubts: Doubts,
  nodes?: Map<ExprForm, Expr>,
): readonly Part[] {
  const { text } = scope.file.source;
  const decode = expr.heredoc === 'no' ? quotedPieces : heredocPieces;
  const parts = expr.parts.flatMap((part): readonly Part[] => {
    switch (part.kind) {
      case 'literal':
        return decode(text, part.range).flatMap(ofPiece);
      case 'interpolation': {
        if (part.strip.left || part.strip.right) doubts.reasons.push('"~" in "${~ … ~}" eats blanks');
        const { expr: inner } = part;
        // `${"$"}` keeps a dollar sign from what follows it.
        if (isLiteral(inner)) return readParts(inner, scope, doubts);
        const form = readOther(inner, scope, doubts);
        nodes?.set(form, inner);
        return [form];
      }
      case 'iam-variable':
        doubts.reasons.push(
          `Terraform refuses "${sourceOf(part.range, scope)}"; its dollar sign must be doubled`,
        );
        return [];
      default:
        doubts.reasons.push('It has a directive "%{…}"');
        return [];
    }
  });
  return joined(parts);
}

function isLiteral(expr: Expr): expr is TemplateExpr {
  return (
    expr.kind === 'template' && expr.heredoc === 'no' && expr.parts.every(({ kind }) => kind === 'literal')
  );
}

function ofPiece(piece: Piece): readonly Part[] {
  return piece.kind === 'text' ? [{ kind: 'text', text: piece.text }] : [];
}
