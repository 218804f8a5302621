import type { Cursor } from '../../../policy/cursor.ts';
import type { PolicyDocument, PolicyPath } from '../../../policy/model.ts';
import { entryOf, type Value } from '../../../policy/value.ts';
import { locate as locateJson } from '../../json/locate.ts';
import { jsonWriter } from '../../json/write.ts';
import { expressionCursor } from '../locate/expression.ts';
import type { ModuleFile } from '../module.ts';
import { BLOCK_ELEMENTS, DOCUMENT_NAMES, elementOf, LIST_ELEMENTS, STATEMENT_NAMES } from '../names.ts';
import { asRamCursor } from '../ram-blocks.ts';
import { argumentCursor, blockLinesCursor, elementCursor, type Raw } from './cursors.ts';
import { type JsonPage, saidBy } from './page.ts';

/** A place in a document's block in Terraform's JSON syntax, in IAM's terms. */
export function locateInTfJson(
  { source }: ModuleFile,
  policy: PolicyDocument,
  page: JsonPage,
  offset: number,
): Cursor | undefined {
  const found = cursorAt(policy, page, source, offset);
  const text = found?.raw.cursor.text;
  const start = text === undefined ? undefined : openExpression(source.text, text.inner.start, offset);
  if (start === undefined) return found?.cursor;
  return expressionCursor(source.text, cursorAt(policy, page, source, start)?.cursor, start, offset);
}

/** Where the `${` starts that an offset stands in. */
function openExpression(text: string, from: number, offset: number): number | undefined {
  const before = text.slice(from, offset);
  const at = before.lastIndexOf('${');
  if (at < 0 || before[at - 1] === '$' || before.indexOf('}', at) >= 0) return undefined;
  return offset < from + at + 2 ? undefined : from + at;
}

/** The place in terms of the block's JSON, in the names of AWS's provider. */
export function cursorInBlock(
  policy: PolicyDocument,
  { sheet, names }: JsonPage,
  source: ModuleFile['source'],
  offset: number,
): Cursor | undefined {
  const document = { ...policy, write: jsonWriter(sheet, undefined) };
  const cursor = locateJson({ source, policies: [{ document }] }, offset);
  if (cursor === undefined || names === undefined) return cursor;
  const own = { ...cursor, path: names.path(cursor.path), label: (name: string) => name };
  return asRamCursor(own, (spelled) => names.text(spelled, cursor.role === 'key'));
}

function cursorAt(policy: PolicyDocument, page: JsonPage, source: ModuleFile['source'], offset: number) {
  const cursor = cursorInBlock(policy, page, source, offset);
  if (cursor === undefined) return undefined;
  const raw: Raw = { cursor, policy, text: source.text };
  const here = place(page, raw, cursor.path, cursor.role);
  return here === undefined ? undefined : { raw, cursor: here };
}

function place(page: JsonPage, raw: Raw, path: PolicyPath, role: Cursor['role']): Cursor | undefined {
  const [first, ...rest] = path;
  if (rest.length === 0) {
    if (role === 'key') return elementCursor(raw, [], DOCUMENT_NAMES, page.object);
    const name = elementOf(DOCUMENT_NAMES, String(first));
    if (name === undefined) return undefined;
    return argumentCursor(raw, name === 'Statement' ? ['Statement', 0] : [name], 'value', 'version', 'none');
  }
  if (first !== 'statement') return undefined;
  const held = entryOf(page.object, 'statement')?.value;
  const [index, ...inside] = rest;
  if (held?.type === 'object')
    return inStatement(raw, held, statementPath(raw, held.range.start), rest, role);
  if (held?.type !== 'list' || typeof index !== 'number') return undefined;
  const statement = held.items[index];
  if (inside.length === 0) {
    const before = raw.policy.statements.filter(({ range }) => range.start < raw.cursor.offset).length;
    return argumentCursor(raw, ['Statement', before], 'value', 'statement', 'none');
  }
  if (statement === undefined) return undefined;
  return inStatement(raw, statement, statementPath(raw, statement.range.start), inside, role);
}

function statementPath({ policy: { statements } }: Raw, start: number): PolicyPath {
  const found = statements.find(({ range }) => range.start === start);
  return found?.path ?? ['Statement', statements.filter(({ range }) => range.start < start).length];
}

function inStatement(
  raw: Raw,
  statement: Value,
  base: PolicyPath,
  [argument, ...rest]: PolicyPath,
  role: Cursor['role'],
): Cursor | undefined {
  if (rest.length === 0 && role === 'key') return elementCursor(raw, base, STATEMENT_NAMES, statement);
  const element = elementOf(STATEMENT_NAMES, String(argument));
  if (element === undefined) return undefined;
  const here = [...base, element];
  if (!BLOCK_ELEMENTS.has(element)) return inArgument(raw, here, String(argument), rest);
  const held = entryOf(statement, String(argument))?.value;
  if (held?.type === 'object') return inBlock(raw, held, here, rest, role);
  const [index, ...inside] = rest;
  if (held?.type === 'list' && typeof index === 'number' && inside.length > 0) {
    const block = held.items[index];
    return block === undefined ? undefined : inBlock(raw, block, here, inside, role);
  }
  return inside.length > 0 ? undefined : argumentCursor(raw, here, 'value', String(argument), 'none');
}

function inArgument(raw: Raw, path: PolicyPath, argument: string, rest: PolicyPath): Cursor | undefined {
  const isList = LIST_ELEMENTS.has(path.at(-1)?.toString() ?? '');
  if (rest.length > (isList ? 1 : 0)) return undefined;
  return argumentCursor(
    raw,
    [...path, ...rest],
    'value',
    argument,
    isList && rest.length === 0 ? 'wrap' : 'none',
  );
}

/** A principal or condition. */
function inBlock(
  raw: Raw,
  block: Value,
  base: PolicyPath,
  [argument, ...rest]: PolicyPath,
  role: Cursor['role'],
): Cursor | undefined {
  if (rest.length === 0 && role === 'key') {
    const isEmpty = block.type === 'object' && block.entries.length === 0;
    return isEmpty && raw.cursor.text === undefined ? blockLinesCursor(raw, base) : undefined;
  }
  const said = (name: string) => saidBy(raw.text, block, name);
  const list = rest.length === 0 ? 'wrap' : 'none';
  if (rest.length > 1) return undefined;
  switch (argument) {
    case 'type':
    case 'test':
      return argumentCursor(raw, [...base, said(argument)], 'key', argument, 'none');
    case 'variable':
      return argumentCursor(raw, [...base, said('test'), said('variable')], 'key', argument, 'none');
    case 'identifiers':
      return argumentCursor(raw, [...base, said('type'), ...rest], 'value', argument, list);
    case 'values':
      return argumentCursor(raw, [...base, said('test'), said('variable'), ...rest], 'value', argument, list);
    default:
      return undefined;
  }
}
