import type { TextRange } from '../../text/range.ts';
import type { Fold } from '../language.ts';
import type { Body, Expr, HclFile } from './hcl/ast.ts';
import { partsOf } from './mentions.ts';

/** Blocks, brackets, heredocs and comments of a file of HCL. */
export function foldsOf(text: string, { body }: HclFile): readonly Fold[] {
  const folds: Fold[] = [];
  const texts: TextRange[] = [];
  const add = (range: TextRange) => folds.push({ range, kind: 'region', closed: true });
  const visit = (expr: Expr) => {
    switch (expr.kind) {
      case 'tuple':
      case 'object':
      case 'call':
      case 'for':
        add(expr.range);
        break;
      case 'template':
        texts.push(expr.range);
        if (expr.heredoc !== 'no') add(expr.range);
        break;
    }
    for (const part of partsOf(expr)) visit(part);
  };
  const walk = ({ attributes, blocks }: Body) => {
    for (const { value } of attributes) visit(value);
    for (const block of blocks) {
      add(block.range);
      walk(block.body);
    }
  };
  walk(body);
  return [...folds, ...comments(text, texts)];
}

/** Comments of several lines: between signs, or on lines one below the other. */
function comments(text: string, texts: readonly TextRange[]): readonly Fold[] {
  const sorted = texts.toSorted((a, b) => a.start - b.start);
  let next = 0;
  const folds: Fold[] = [];
  for (const { 0: words, index } of text.matchAll(COMMENTS)) {
    while ((sorted[next]?.end ?? Number.POSITIVE_INFINITY) <= index) next++;
    const start = index + words.search(/\S/);
    if ((sorted[next]?.start ?? Number.POSITIVE_INFINITY) < start) continue;
    folds.push({ range: { start, end: index + words.trimEnd().length }, kind: 'comment', closed: false });
  }
  return folds;
}

const COMMENTS = /^[ \t]*\/\*(?:[\s\S]*?\*\/|[\s\S]*)|(?:^[ \t]*(?:#|\/\/).*(?:\r?\n|$)){2,}/gm;
