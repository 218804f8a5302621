import type { PlainValue } from '../../../policy/model.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { own } from '../../../text/own.ts';
import type { Block } from '../hcl/ast.ts';
import { attributeOf } from '../module.ts';
import { STATEMENT_NAMES } from '../names.ts';
import { indentAt } from '../trivia.ts';
import { appendBlock, indentOf, insertBlockAfter, removeFromBody } from './body.ts';
import { wrap } from './lists.ts';
import { replace } from './members.ts';
import { isLiteral } from './nodes.ts';
import { type Inside, type Page, valueAt } from './page.ts';
import { isObject, printBlocks, printStrings } from './print.ts';
import { setItem } from './set-item.ts';
import { blocksOfElement, hasDynamic, matchingBlocks, rankOf, tuplesIn } from './statement.ts';

/** Principals and conditions, which are blocks: all of an element, one kind, operator or key, or one of its values. */
export function setBlocks(page: Page, inside: Inside, value: PlainValue): readonly TextEdit[] {
  const { text, style } = page;
  const { statement, element, rest } = inside;
  const depth = element === 'Condition' ? 2 : 1;
  if (rest.length === 0) return setWholeElement(page, inside, value);
  const matching = matchingBlocks(text, statement, element, rest.slice(0, depth));
  if (matching.length > 0 && rest.length >= depth) return setValues(page, inside, matching, depth, value);
  const made = rest.slice(depth).reduceRight<PlainValue | undefined>(wrap, value);
  if (made === undefined) return [];
  if (valueAt(page, [...inside.path, element, ...rest.slice(0, depth)]) !== undefined) return [];
  if (rest.length < depth && matching.length > 0) return [];
  if (element !== 'Condition' && blocksOfElement(statement, element).some((one) => isStar(text, one)))
    return [];
  const nested = rest
    .slice(0, depth)
    .reduceRight<PlainValue>((inner, step) => ({ [String(step)]: inner }), made);
  const indent = indentOf(text, statement);
  const printed = printBlocks(element, nested, style, indent);
  return printed === undefined ? [] : addBlocks(page, inside, printed);
}

/** `principals { type = "*" }` beside others means something else than alone. */
function isStar(text: string, { body }: Block): boolean {
  const type = attributeOf(body, 'type')?.value;
  return type !== undefined && text.slice(type.range.start, type.range.end) === '"*"';
}

/** The values of one key or kind that blocks have already. */
function setValues(
  page: Page,
  { path, element, rest }: Inside,
  matching: readonly Block[],
  depth: number,
  value: PlainValue,
): readonly TextEdit[] {
  const { text, style } = page;
  const argument = element === 'Condition' ? 'values' : 'identifiers';
  const [only, ...others] = matching;
  if (rest.length === depth) {
    const attribute = only === undefined ? undefined : attributeOf(only.body, argument);
    if (attribute === undefined || others.length > 0 || !isLiteral(attribute.value) || isObject(value))
      return [];
    const indent = indentAt(text, attribute.range.start);
    return [{ range: attribute.value.range, newText: printStrings(value, true, style, indent) }];
  }
  const list = valueAt(page, [...path, element, ...rest.slice(0, depth)]);
  const tuples = tuplesIn(matching, argument);
  return list === undefined || tuples === undefined
    ? []
    : setItem(page, tuples, list, rest.slice(depth), value, true);
}

/** A whole principal or condition: the first block's content changes, further blocks are added or go. */
function setWholeElement(page: Page, inside: Inside, value: PlainValue): readonly TextEdit[] {
  const { text, style } = page;
  const { statement, element } = inside;
  if (hasDynamic(statement, element)) return [];
  const indent = indentOf(text, statement);
  const printed = printBlocks(element, value, style, indent);
  if (printed === undefined || printed.length === 0) return [];
  const blocks = blocksOfElement(statement, element);
  if (
    !blocks.every(
      (one) => one.body.blocks.length === 0 && one.body.attributes.every((each) => isLiteral(each.value)),
    )
  )
    return [];
  const [first] = blocks;
  if (first === undefined) return addBlocks(page, inside, printed);
  const [head = '', ...more] = printed;
  const { start, end } = first.body.range;
  const content = head.slice(head.indexOf('{') + 1, head.lastIndexOf('}'));
  const added =
    more.length === 0
      ? []
      : insertBlockAfter(text, statement, first, more.join(style.eol + style.eol + indent));
  return [replace(start, end, content), ...added, ...removeFromBody(text, blocks.slice(1))];
}

function addBlocks(
  { text, style }: Page,
  { statement, element }: Inside,
  printed: readonly string[],
): readonly TextEdit[] {
  const joined = printed.join(style.eol + style.eol + indentOf(text, statement));
  const earlier = statement.body.blocks.findLast(
    (one) => rankOf(typeOf(one)) <= rankOf(own(STATEMENT_NAMES, element) ?? ''),
  );
  if (earlier !== undefined) return insertBlockAfter(text, statement, earlier, joined);
  const last = statement.body.attributes.at(-1);
  return last === undefined || statement.body.blocks.length === 0
    ? appendBlock(text, statement, () => joined)
    : insertBlockAfter(text, statement, last, joined);
}

function typeOf({ type, labels }: Block): string {
  return type === 'dynamic' ? (labels[0]?.text ?? '') : type;
}
