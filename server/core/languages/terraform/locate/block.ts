import type { Cursor } from '../../../policy/cursor.ts';
import type { PolicyPath } from '../../../policy/model.ts';
import type { Block, Body } from '../hcl/ast.ts';
import type { BodyFrame, Member, Scan } from '../hcl/scan-state.ts';
import { attributeOf, type ModuleFile } from '../module.ts';
import {
  BLOCK_ELEMENTS,
  DOCUMENT_NAMES,
  elementOf,
  LIST_ELEMENTS,
  STATEMENT_NAMES,
  VARIABLE_ARGUMENTS,
} from '../names.ts';
import { asRamCursor, ramNameOf } from '../ram-blocks.ts';
import { hasBreak } from '../trivia.ts';
import { isLiteralTemplate } from '../write/nodes.ts';
import { argumentKeyCursor, blockLinesCursor } from './block-keys.ts';
import { pointAt } from './point.ts';
import { listIn, type Site } from './site.ts';
import { valueCursor } from './values.ts';

export type BlockSite = Extract<Site, { kind: 'block' }>;

/** A place in a document's block: names of arguments, and their values in IAM's terms. */
export function locateInBlock(
  file: ModuleFile,
  site: BlockSite,
  scan: Scan,
  offset: number,
): Cursor | undefined {
  const cursor = cursorIn(file, site, scan, offset);
  return cursor === undefined || site.policy.dialect === 'aws' ? cursor : asRamCursor(cursor);
}

function cursorIn(file: ModuleFile, site: BlockSite, scan: Scan, offset: number): Cursor | undefined {
  const { bodies } = site;
  const body = bodies.at(-1);
  if (body === undefined || bodies.length > 3) return undefined;
  const base = basePath(site);
  if (base === undefined) return undefined;
  const { text } = file.source;
  const { member } = body;
  const typing =
    member === undefined || (member.sign === undefined && member.labels.length === 0 && offset <= member.end);
  if (typing) return site.inner.length === 0 ? keyCursor(file, site, scan, offset, base) : undefined;
  if (member.labels.length > 0 || member.form !== 'word') return undefined;
  if (member.sign === undefined && hasBreak(text, member.end, offset)) return undefined;
  return valueIn(file, site, scan, offset, base, member);
}

/** Where the innermost block stands in the policy: nothing for the document, the statement, or its principal or condition. */
function basePath({ bodies, policy }: BlockSite): PolicyPath | undefined {
  const [, statement, nested] = bodies;
  if (statement === undefined) return [];
  if (statement.type !== 'statement') return undefined;
  const found = policy.statements.find(({ range }) => range.start === statement.header);
  const before = policy.statements.filter(({ range }) => range.start < statement.header).length;
  const path = found?.path ?? ['Statement', before];
  if (nested === undefined) return path;
  const element = elementOf(STATEMENT_NAMES, nested.type);
  return element !== undefined && BLOCK_ELEMENTS.has(element) ? [...path, element] : undefined;
}

function keyCursor(
  file: ModuleFile,
  { bodies, policy }: BlockSite,
  scan: Scan,
  offset: number,
  base: PolicyPath,
): Cursor | undefined {
  const { text } = file.source;
  const point = pointAt(text, scan, offset, false);
  if (point === undefined || point.quotes !== 'none') return undefined;
  const body = bodies.at(-1);
  if (bodies.length === 3 && body !== undefined) {
    const has = blockAt(file.hcl.body, body.header)?.body.attributes ?? [];
    const named = has.some(({ name }) => NAMING.has(name));
    return point.text === undefined && !named ? blockLinesCursor(policy, point, offset, base) : undefined;
  }
  return argumentKeyCursor(
    policy,
    point,
    offset,
    base,
    text,
    bodies.length === 1 ? DOCUMENT_NAMES : STATEMENT_NAMES,
  );
}

function valueIn(
  file: ModuleFile,
  site: BlockSite,
  scan: Scan,
  offset: number,
  base: PolicyPath,
  member: Member,
): Cursor | undefined {
  const { text } = file.source;
  const list = listIn(site.inner);
  const place = placeOf(file, site, base, member.name);
  if (list === undefined || place === undefined) return undefined;
  const variables = VARIABLE_ARGUMENTS.has(member.name);
  const point = pointAt(text, scan, offset, variables);
  if (point === undefined) return undefined;
  const start = list === 'none' ? member.value : list.item;
  const isThere = start === undefined || start >= point.range.start;
  const separated = list !== 'none' && !isThere && point.text === undefined;
  if (!isThere && !separated) return undefined;
  if (list === 'none' && member.value !== undefined && point.text === undefined) return undefined;
  const index = list === 'none' ? [] : [list.index + (separated ? 1 : 0)];
  const lead = member.sign === undefined ? '= ' : member.sign === offset ? ' ' : '';
  return valueCursor({
    policy: site.policy,
    offset,
    path: place.list ? [...place.path, ...index] : place.path,
    role: place.role,
    text,
    point,
    variables,
    lead: text[offset - 1] === ' ' || lead.startsWith(' ') || lead === '' ? lead : ` ${lead}`,
    wrap: place.list && list === 'none',
    listed: list !== 'none',
    commaBefore: separated ? scan.last : undefined,
  });
}

interface Place {
  readonly path: PolicyPath;
  readonly role: Cursor['role'];
  readonly list: boolean;
}

/** What an argument's value is in the policy. */
function placeOf(
  file: ModuleFile,
  { bodies }: BlockSite,
  base: PolicyPath,
  argument: string,
): Place | undefined {
  const [, , nested] = bodies;
  if (nested !== undefined) return placeInNested(file, nested, base, argument);
  const names = bodies.length === 1 ? DOCUMENT_NAMES : STATEMENT_NAMES;
  const element = elementOf(names, argument);
  if (element === undefined || BLOCK_ELEMENTS.has(element)) return undefined;
  return { path: [...base, element], role: 'value', list: LIST_ELEMENTS.has(element) };
}

function placeInNested(
  file: ModuleFile,
  nested: BodyFrame,
  base: PolicyPath,
  argument: string,
): Place | undefined {
  const block = blockAt(file.hcl.body, nested.header);
  const said = (name: string) => saidBy(file, block, name);
  switch (argument) {
    case 'type':
      return { path: [...base, said('type')], role: 'key', list: false };
    case 'identifiers':
      return { path: [...base, said('type')], role: 'value', list: true };
    case 'test':
      return { path: [...base, said('test')], role: 'key', list: false };
    case 'variable':
      return { path: [...base, said('test'), said('variable')], role: 'key', list: false };
    case 'values':
      return { path: [...base, said('test'), said('variable')], role: 'value', list: true };
    default:
      return undefined;
  }
}

/** Arguments that say what a nested block is about, of either provider. */
const NAMING: ReadonlySet<string> = new Set(['test', 'variable', 'type', 'operator', 'entity']);

/** The literal that an argument of a block is, `''` where none is. */
function saidBy({ source }: ModuleFile, block: Block | undefined, name: string): string {
  const body =
    block?.type === 'dynamic' ? block.body.blocks.find(({ type }) => type === 'content')?.body : block?.body;
  const value =
    body === undefined ? undefined : (attributeOf(body, name) ?? attributeOf(body, ramNameOf(name)))?.value;
  if (value?.kind !== 'template') return '';
  const inner = source.text.slice(value.inner.start, value.inner.end);
  return isLiteralTemplate(value) ? inner.trimEnd() : inner;
}

function blockAt(body: Body, header: number): Block | undefined {
  for (const block of body.blocks) {
    if (block.range.start === header) return block;
    if (block.range.start <= header && header <= block.range.end) return blockAt(block.body, header);
  }
  return undefined;
}
