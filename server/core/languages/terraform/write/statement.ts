import type { Value } from '../../../policy/value.ts';
import { own } from '../../../text/own.ts';
import type { Attribute, Block, Expr, TupleExpr } from '../hcl/ast.ts';
import { attributeOf, blocksOf } from '../module.ts';
import { STATEMENT_MEMBERS, STATEMENT_NAMES } from '../names.ts';
import { quotedPieces } from '../template.ts';
import { isLiteralTemplate, sameRange } from './nodes.ts';

/** The `statement` block that a statement of the policy is; undefined where a `dynamic` block makes it. */
export function statementBlock(block: Block, statement: Value | undefined): Block | undefined {
  if (statement === undefined) return undefined;
  return blocksOf(block.body, 'statement').find(({ range }) => sameRange(range, statement.range));
}

/** The argument that says an element; elements that IAM does not have keep the author's name. */
export function argumentOf(statement: Block, element: string): Attribute | undefined {
  const name = own(STATEMENT_NAMES, element) ?? element;
  const all = statement.body.attributes.filter((attribute) => attribute.name === name);
  return all.length === 1 ? all[0] : undefined;
}

/** The nested blocks that say an element; `dynamic` ones say more, which nobody can see. */
export function blocksOfElement(statement: Block, element: string): readonly Block[] {
  return blocksOf(statement.body, own(STATEMENT_NAMES, element) ?? element);
}

export function hasDynamic({ body }: Block, element: string): boolean {
  const name = own(STATEMENT_NAMES, element) ?? element;
  return body.blocks.some(({ type, labels }) => type === 'dynamic' && labels[0]?.text === name);
}

/** The blocks of an element for one kind of principal, or one operator and perhaps one key. */
export function matchingBlocks(
  text: string,
  statement: Block,
  element: string,
  names: readonly (string | number)[],
): readonly Block[] {
  const [first, second] = names;
  const [outer, inner] = element === 'Condition' ? ['test', 'variable'] : ['type', undefined];
  return blocksOfElement(statement, element).filter(
    ({ body }) =>
      nameIn(text, attributeOf(body, outer)?.value) === first &&
      (inner === undefined ||
        second === undefined ||
        nameIn(text, attributeOf(body, inner)?.value) === second),
  );
}

/** The lists that say an element's values: identifiers or condition values. Undefined unless all of them are lists. */
export function tuplesIn(blocks: readonly Block[], argument: string): readonly TupleExpr[] | undefined {
  const tuples: TupleExpr[] = [];
  for (const { body } of blocks) {
    const value = attributeOf(body, argument)?.value;
    if (value?.kind !== 'tuple') return undefined;
    tuples.push(value);
  }
  return tuples;
}

/** A name as the reader of documents takes it: what a string says, or its source where something is computed. */
function nameIn(text: string, expr: Expr | undefined): string | undefined {
  if (expr?.kind !== 'template' || expr.heredoc !== 'no') return undefined;
  if (!isLiteralTemplate(expr)) return text.slice(expr.inner.start, expr.inner.end);
  return quotedPieces(text, expr.inner)
    .map((piece) => (piece.kind === 'text' ? piece.text : ''))
    .join('');
}

/** Arguments come first, in the order of the documentation; then principals, then conditions. */
export function rankOf(name: string): number {
  return STATEMENT_MEMBERS.indexOf(name);
}
