import type { Piece } from '../../policy/text.ts';
import type { Value } from '../../policy/value.ts';
import type { Expr, TemplatePart } from './hcl/ast.ts';
import type { Scope } from './scope.ts';
import { heredocPieces, quotedPieces } from './template.ts';
import { isKnown, piecesOf, relocate } from './values.ts';

type Evaluate = (expr: Expr, scope: Scope) => Value;

/** The pieces of a template's parts. Directives are holes: which of their branches counts only Terraform knows. */
export function templatePieces(
  parts: readonly TemplatePart[],
  scope: Scope,
  heredoc: boolean,
  evaluate: Evaluate,
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
export function withoutIndent(pieces: readonly Piece[]): readonly Piece[] {
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
