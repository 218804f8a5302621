import type { PolicyPath } from '../../../policy/model.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { own } from '../../../text/own.ts';
import type { Attribute, Block, TupleExpr } from '../hcl/ast.ts';
import { blocksOf } from '../module.ts';
import { BLOCK_ELEMENTS, DOCUMENT_NAMES } from '../names.ts';
import { removeFromBody } from './body.ts';
import { tupleContainer, tupleOfItem } from './lists.ts';
import { removeMembers } from './members.ts';
import { insideOf, listsAt, type Page, statementAt, valueAt } from './page.ts';
import { argumentOf, blocksOfElement, hasDynamic, matchingBlocks, statementBlock } from './statement.ts';

/** Takes arguments, blocks and items of lists away; nothing at all where one of the paths leads to what cannot go. */
export function removeAll(page: Page, paths: readonly PolicyPath[]): readonly TextEdit[] {
  const { text } = page;
  const members = new Set<Attribute | Block>();
  const items = new Map<TupleExpr, Set<number>>();
  for (const path of paths) {
    const gone = goneAt(page, path);
    if (gone === undefined) return [];
    for (const member of gone.members) members.add(member);
    if (gone.item !== undefined) {
      const { tuple, index } = gone.item;
      items.set(tuple, (items.get(tuple) ?? new Set<number>()).add(index));
    }
  }
  const inAnother = (range: { readonly start: number; readonly end: number }) =>
    [...members].some((one) => one.range.start < range.start && range.end <= one.range.end);
  const outer = [...members].filter(({ range }) => !inAnother(range));
  const lists = [...items].filter(([{ range }]) => !inAnother(range));
  return [
    ...removeFromBody(text, outer),
    ...lists.flatMap(([tuple, indexes]) =>
      removeMembers(
        text,
        tupleContainer(tuple),
        [...indexes].sort((a, b) => a - b),
      ),
    ),
  ];
}

interface Gone {
  readonly members: readonly (Attribute | Block)[];
  readonly item?: { readonly tuple: TupleExpr; readonly index: number };
}

function goneAt(page: Page, path: PolicyPath): Gone | undefined {
  const { text, block } = page;
  const [root, index] = path;
  if (path.length === 1)
    return some(block.body.attributes.filter(({ name }) => name === own(DOCUMENT_NAMES, String(root))));
  if (path.length === 2 && root === 'Statement' && typeof index === 'number') {
    return some(
      blocksOf(block.body, 'statement').filter(
        (one) => one === statementBlock(block, statementAt(page, index)),
      ),
    );
  }
  const inside = insideOf(page, path);
  if (inside === undefined) return undefined;
  const { statement, element, rest } = inside;
  const whole = BLOCK_ELEMENTS.has(element) ? (element === 'Condition' ? 2 : 1) : 0;
  if (rest.length > whole) {
    const at = rest.at(-1);
    const list = valueAt(page, path.slice(0, -1));
    if (typeof at !== 'number' || list === undefined) return undefined;
    const item = tupleOfItem(listsAt(page, inside, list).tuples ?? [], list, at);
    return item === undefined ? undefined : { members: [], item };
  }
  if (whole === 0)
    return some(statement.body.attributes.filter((one) => one === argumentOf(statement, element)));
  if (hasDynamic(statement, element)) return undefined;
  return some(
    rest.length === 0 ? blocksOfElement(statement, element) : matchingBlocks(text, statement, element, rest),
  );
}

function some(members: readonly (Attribute | Block)[]): Gone | undefined {
  return members.length === 0 ? undefined : { members };
}
