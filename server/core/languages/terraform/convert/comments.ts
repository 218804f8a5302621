import type { TextRange } from '../../../text/range.ts';
import type { Block, Expr, TemplatePart } from '../hcl/ast.ts';
import { partsOf } from '../mentions.ts';
import { hasBreak, lineEnd } from '../trivia.ts';
import type { Notes } from './form.ts';

/** Comments of a container of HCL, told to its members. */
export interface Told {
  /** In step with the members. */
  readonly notes: readonly Notes[];
  readonly tail: readonly string[];
}

/** `inner`: between the brackets. Members are in the order of the text. */
export function commentsAround(text: string, inner: TextRange, members: readonly TextRange[]): Told {
  const before: string[][] = members.map(() => []);
  const after: (string | undefined)[] = members.map(() => undefined);
  const tail: string[] = [];
  let from = inner.start;
  for (let index = 0; index <= members.length; index++) {
    const member = members[index];
    const end = member?.start ?? inner.end;
    for (const comment of commentsIn(text, from, end)) {
      const behind = index > 0 && !hasBreak(text, from, comment.start);
      const alone = hasBreak(text, comment.end, end) || member === undefined || comment.toLineEnd;
      const spelled = text.slice(comment.start, comment.end);
      if (behind && alone && after[index - 1] === undefined) after[index - 1] = spelled;
      else (before[index] ?? tail).push(spelled);
    }
    from = member?.end ?? end;
  }
  return { notes: members.map((_, index) => ({ before: before[index] ?? [], after: after[index] })), tail };
}

interface Comment extends TextRange {
  readonly toLineEnd: boolean;
}

/** The comments of a stretch that has no other tokens than commas. */
export function commentsIn(text: string, from: number, limit: number): readonly Comment[] {
  const found: Comment[] = [];
  let at = from;
  while (at < limit) {
    const char = text[at];
    if (char === '#' || (char === '/' && text[at + 1] === '/')) {
      const end = Math.min(lineEnd(text, at), limit);
      found.push({ start: at, end, toLineEnd: true });
      at = end;
    } else if (char === '/' && text[at + 1] === '*') {
      const close = text.indexOf('*/', at + 2);
      const end = close < 0 ? limit : Math.min(close + 2, limit);
      found.push({ start: at, end, toLineEnd: false });
      at = end;
    } else at++;
  }
  return found;
}

/** The comments of an expression, wherever they stand in it. */
export function commentsOfExpr(text: string, expr: Expr): readonly string[] {
  return commentsBetween(text, expr.range, literalsOf(expr));
}

/** The comments of a block, wherever they stand in it. */
export function commentsOfBlock(text: string, block: Block): readonly string[] {
  return commentsBetween(text, block.range, literalsOfBlock(block));
}

/** `literals`: characters of strings, in any order. */
function commentsBetween(
  text: string,
  { start, end }: TextRange,
  literals: readonly TextRange[],
): readonly string[] {
  const found: string[] = [];
  let from = start;
  for (const literal of [...literals.toSorted((a, b) => a.start - b.start), { start: end, end }]) {
    for (const comment of commentsIn(text, from, literal.start))
      found.push(text.slice(comment.start, comment.end));
    from = Math.max(from, literal.end);
  }
  return found;
}

function literalsOfBlock({ labels, body }: Block): readonly TextRange[] {
  return [
    ...labels.map(({ range }) => range),
    ...body.attributes.flatMap(({ value }) => literalsOf(value)),
    ...body.blocks.flatMap(literalsOfBlock),
  ];
}

function literalsOf(expr: Expr): readonly TextRange[] {
  const own = expr.kind === 'template' ? expr.parts.flatMap(literalsOfPart) : [];
  return [...own, ...partsOf(expr).flatMap(literalsOf)];
}

/** Without those of expressions in it. */
function literalsOfPart(part: TemplatePart): readonly TextRange[] {
  switch (part.kind) {
    case 'literal':
    case 'iam-variable':
      return [part.range];
    case 'interpolation':
      return [];
    case 'if':
      return [...part.yes, ...part.no].flatMap(literalsOfPart);
    case 'for':
      return part.body.flatMap(literalsOfPart);
  }
}
