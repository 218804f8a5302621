import type { Neighbours, PlainValue, PolicyPath, Writer } from '../../../policy/model.ts';
import type { Value } from '../../../policy/value.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { own } from '../../../text/own.ts';
import { follow } from '../../json/places.ts';
import type { Block } from '../hcl/ast.ts';
import { attributeOf, type ModuleFile } from '../module.ts';
import { BLOCK_ELEMENTS, DOCUMENT_NAMES, STATEMENT_NAMES } from '../names.ts';
import { eolOf, indentAt } from '../trivia.ts';
import { removeAll } from './block-removal.ts';
import { rename } from './block-rename.ts';
import { appendBlock, indentOf, insertArgument, insertBlockAfter, insertBlockBefore } from './body.ts';
import { insertItem, plainTuple, wrap } from './lists.ts';
import { isLiteral, nodesOfBody } from './nodes.ts';
import { type Inside, insideOf, listsAt, type Page, statementAt, valueAt } from './page.ts';
import { printArgument, printStatement, type Style } from './print.ts';
import { setBlocks } from './set-blocks.ts';
import { setItem } from './set-item.ts';
import { argumentOf, rankOf, statementBlock } from './statement.ts';
import { styleOfBlock } from './style.ts';
import { quote, writePart, writeReference, writeText } from './texts.ts';
import { tidy } from './tidy.ts';

/** Writes a policy that is a document's block. `root` is what the block evaluates to, with the ranges of its parts. */
export function blockWriter(file: ModuleFile, block: Block, root: Value): Writer {
  const { text } = file.source;
  const nodes = nodesOfBody(block.body);
  let style: Style | undefined;
  const page = (): Page => {
    style ??= styleOfBlock(text, block);
    return { text, block, nodes, root, style };
  };
  return {
    text: (scalar, value) => writeText(nodes, scalar, value),
    part: (range, value) => writePart(nodes, range, value),
    set: (path, value) => set(page(), path, value),
    insert: (path, value) => insert(page(), path, value),
    remove: (path) => removeAll(page(), [path]),
    removeAll: (paths) => removeAll(page(), paths),
    rename: (path, name) => rename(page(), path, name),
    refer: (scalar, reference) => writeReference(nodes, scalar, reference),
    tidy: (edits) => tidy(text, block.range, edits),
    neighbours: (path) => neighboursAt(page(), path),
  };
}

function neighboursAt(page: Page, path: PolicyPath): Neighbours | undefined {
  const [root, index] = path;
  if (root !== 'Statement' || typeof index !== 'number' || path.length > 2) return undefined;
  const statement = statementBlock(page.block, statementAt(page, index));
  if (statement === undefined) return undefined;
  const eol = eolOf(page.text);
  const between = eol + eol + indentAt(page.text, statement.range.start);
  return { range: statement.range, before: '', between, after: '' };
}

function set(page: Page, path: PolicyPath, value: PlainValue): readonly TextEdit[] {
  const [root, index] = path;
  if (root === 'Statement' && path.length === 2 && typeof index === 'number')
    return setStatement(page, index, value);
  if (path.length === 1 && (root === 'Version' || root === 'Id')) return setRoot(page, root, value);
  const inside = insideOf(page, path);
  if (inside === undefined) return [];
  return BLOCK_ELEMENTS.has(inside.element)
    ? setBlocks(page, inside, value)
    : setArgument(page, inside, value);
}

function setRoot({ text, block }: Page, name: string, value: PlainValue): readonly TextEdit[] {
  if (typeof value === 'object') return [];
  const key = own(DOCUMENT_NAMES, name) ?? name;
  const attribute = attributeOf(block.body, key);
  const spelled = quote(String(value), false);
  if (attribute !== undefined)
    return isLiteral(attribute.value) ? [{ range: attribute.value.range, newText: spelled }] : [];
  return insertArgument(
    text,
    block,
    key,
    (other) => ['version', 'policy_id'].indexOf(other),
    () => spelled,
  );
}

function setStatement(page: Page, index: number, value: PlainValue): readonly TextEdit[] {
  const { text, block, style, root } = page;
  const list = follow(root, ['Statement']).value;
  if (list.type !== 'list') return [];
  const there = list.items[index];
  if (there === undefined) {
    if (index !== list.items.length || printStatement(value, style, '') === undefined) return [];
    const last = block.body.blocks.findLast(({ type }) => type === 'statement' || type === 'dynamic');
    const print = (indent: string) => printStatement(value, style, indent) ?? '';
    return last === undefined
      ? appendBlock(text, block, print)
      : insertBlockAfter(text, block, last, print(indentOf(text, block)));
  }
  const statement = statementBlock(block, there);
  const printed = printStatement(value, style, indentAt(text, there.range.start));
  return statement === undefined || printed === undefined
    ? []
    : [{ range: statement.range, newText: printed }];
}

function setArgument(
  page: Page,
  { statement, path, element, rest }: Inside,
  value: PlainValue,
): readonly TextEdit[] {
  const { text, style, nodes } = page;
  const attribute = argumentOf(statement, element);
  if (attribute === undefined) {
    const made = rest.reduceRight<PlainValue | undefined>(wrap, value);
    if (made === undefined || printArgument(element, made, style, '') === undefined) return [];
    if (statement.body.attributes.some(({ name }) => name === own(STATEMENT_NAMES, element))) return [];
    return insertArgument(
      text,
      statement,
      own(STATEMENT_NAMES, element) ?? element,
      rankOf,
      (indent) => printArgument(element, made, style, indent)?.value ?? '',
    );
  }
  if (rest.length === 0) {
    const printed = printArgument(element, value, style, indentAt(text, attribute.range.start));
    if (printed === undefined || !isLiteral(attribute.value)) return [];
    return [{ range: attribute.value.range, newText: printed.value }];
  }
  const list = valueAt(page, [...path, element]);
  const tuple = list === undefined ? undefined : plainTuple(nodes, list);
  if (list === undefined || tuple === undefined) return [];
  return setItem(page, [tuple], list, rest, value, element.endsWith('Resource'));
}

function insert(page: Page, path: PolicyPath, value: PlainValue): readonly TextEdit[] {
  const index = path.at(-1);
  if (typeof index !== 'number') return [];
  if (path.length === 2 && path[0] === 'Statement') {
    const there = statementBlock(page.block, statementAt(page, index));
    if (there === undefined) return setStatement(page, index, value);
    const printed = printStatement(value, page.style, indentAt(page.text, there.range.start));
    return printed === undefined ? [] : insertBlockBefore(page.text, there, printed);
  }
  const inside = insideOf(page, path);
  const list = valueAt(page, path.slice(0, -1));
  if (inside === undefined || typeof value === 'object') return [];
  if (list === undefined) return index === 0 ? set(page, path, value) : [];
  const { tuples, variables } = listsAt(page, inside, list);
  return tuples === undefined
    ? []
    : insertItem(page.text, tuples, list, index, () => quote(String(value), variables));
}
