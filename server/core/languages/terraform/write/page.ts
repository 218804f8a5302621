import type { PolicyPath } from '../../../policy/model.ts';
import type { Value } from '../../../policy/value.ts';
import { follow } from '../../json/places.ts';
import type { Block, TupleExpr } from '../hcl/ast.ts';
import { BLOCK_ELEMENTS, LIST_ELEMENTS } from '../names.ts';
import { plainTuple } from './lists.ts';
import type { Nodes } from './nodes.ts';
import type { Style } from './print.ts';
import { matchingBlocks, statementBlock, tuplesIn } from './statement.ts';

/** A document's block with all that writing in it needs. */
export interface Page {
  readonly text: string;
  readonly block: Block;
  readonly nodes: Nodes;
  readonly root: Value;
  readonly style: Style;
}

/** Where a path leads inside a statement. */
export interface Inside {
  readonly statement: Block;
  readonly path: PolicyPath;
  readonly element: string;
  /** Below the element. */
  readonly rest: PolicyPath;
}

/** Undefined outside statements, and where a `dynamic` block makes the statement. */
export function insideOf(page: Page, path: PolicyPath): Inside | undefined {
  const [root, index, element, ...rest] = path;
  if (root !== 'Statement' || typeof index !== 'number' || typeof element !== 'string') return undefined;
  const statement = statementBlock(page.block, statementAt(page, index));
  return statement === undefined ? undefined : { statement, path: path.slice(0, 2), element, rest };
}

export function statementAt({ root }: Page, index: number): Value | undefined {
  const { value, rest } = follow(root, ['Statement']);
  return rest.length === 0 && value.type === 'list' ? value.items[index] : undefined;
}

/** What stands at a path; undefined where nothing does. */
export function valueAt({ root }: Page, path: PolicyPath): Value | undefined {
  const { value, rest } = follow(root, path);
  return rest.length === 0 ? value : undefined;
}

/** The lists whose items a path's last step counts. */
export function listsAt(
  { text, nodes }: Page,
  { statement, element, rest }: Inside,
  list: Value,
): { readonly tuples: readonly TupleExpr[] | undefined; readonly variables: boolean } {
  if (!BLOCK_ELEMENTS.has(element)) {
    const tuple = rest.length === 1 && LIST_ELEMENTS.has(element) ? plainTuple(nodes, list) : undefined;
    return { tuples: tuple && [tuple], variables: element.endsWith('Resource') };
  }
  const depth = element === 'Condition' ? 2 : 1;
  if (rest.length !== depth + 1) return { tuples: undefined, variables: true };
  const blocks = matchingBlocks(text, statement, element, rest.slice(0, depth));
  return { tuples: tuplesIn(blocks, element === 'Condition' ? 'values' : 'identifiers'), variables: true };
}
