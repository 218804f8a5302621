import type { PolicyPath } from '../../../policy/model.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { own } from '../../../text/own.ts';
import type { Attribute, Block } from '../hcl/ast.ts';
import { attributeOf } from '../module.ts';
import { BLOCK_ELEMENTS, DOCUMENT_NAMES, STATEMENT_NAMES } from '../names.ts';
import { paddingAt } from './align.ts';
import { isLiteralTemplate } from './nodes.ts';
import { type Inside, insideOf, type Page } from './page.ts';
import { argumentOf, blocksOfElement, hasDynamic, matchingBlocks } from './statement.ts';
import { quote } from './texts.ts';

/** Another name for an argument, for blocks, or for the operator, key or kind that blocks say. */
export function rename(page: Page, path: PolicyPath, name: string): readonly TextEdit[] {
  const { text, block } = page;
  const [root] = path;
  if (path.length === 1) {
    const attribute = attributeOf(block.body, own(DOCUMENT_NAMES, String(root)) ?? String(root));
    const key = own(DOCUMENT_NAMES, name);
    return attribute === undefined || key === undefined || name === 'Statement'
      ? []
      : renameArgument(text, block, attribute, key);
  }
  const inside = insideOf(page, path);
  if (inside === undefined) return [];
  const { statement, element, rest } = inside;
  if (rest.length > 0) return renameInBlocks(page, inside, name);
  const key = own(STATEMENT_NAMES, name);
  if (key === undefined) return [];
  if (BLOCK_ELEMENTS.has(element) || BLOCK_ELEMENTS.has(name)) {
    if (!element.endsWith('Principal') || !name.endsWith('Principal') || hasDynamic(statement, element))
      return [];
    return blocksOfElement(statement, element).map(({ typeRange }) => ({ range: typeRange, newText: key }));
  }
  const attribute = argumentOf(statement, element);
  return attribute === undefined ? [] : renameArgument(text, statement, attribute, key);
}

function renameArgument(
  text: string,
  { body }: Block,
  attribute: Attribute,
  key: string,
): readonly TextEdit[] {
  const index = body.attributes.indexOf(attribute);
  const sign = /^ +=/.exec(text.slice(attribute.key.end, attribute.value.range.start));
  if (sign === null) return [{ range: attribute.key, newText: key }];
  const end = attribute.key.end + sign[0].length - 1;
  const padding = paddingAt(text, body.attributes, index, key.length, true);
  return [{ range: { start: attribute.key.start, end }, newText: key + padding }];
}

/** An operator, condition key or kind of principal: in every block that says it. */
function renameInBlocks(
  { text }: Page,
  { statement, element, rest }: Inside,
  name: string,
): readonly TextEdit[] {
  const depth = element === 'Condition' ? 2 : 1;
  if (rest.length > depth || !BLOCK_ELEMENTS.has(element)) return [];
  const argument = element !== 'Condition' ? 'type' : rest.length === 1 ? 'test' : 'variable';
  const values = matchingBlocks(text, statement, element, rest).map(
    ({ body }) => attributeOf(body, argument)?.value,
  );
  const edits: TextEdit[] = [];
  for (const value of values) {
    if (value?.kind !== 'template' || !isLiteralTemplate(value)) return [];
    edits.push({ range: value.range, newText: quote(name, false) });
  }
  return edits;
}
