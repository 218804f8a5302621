import { own } from '../../../text/own.ts';
import type { Attribute, Block } from '../hcl/ast.ts';
import { attributeOf } from '../module.ts';
import { ELEMENT_OF_ARGUMENT } from '../names.ts';
import type { Scope } from '../scope.ts';
import { type Reading, scalar, strings } from './arguments.ts';
import { commentsAround } from './comments.ts';
import {
  type Doubts,
  type Entry,
  type Form,
  type Item,
  knownString,
  NO_NOTES,
  type Notes,
  type ObjectForm,
  type Part,
  plainText,
  textForm,
} from './form.ts';
import {
  addCondition,
  addGroup,
  type Condition,
  conditionForm,
  type Group,
  principalEntry,
  type ReadCondition,
} from './groups.ts';
import { readExpr } from './read-object.ts';

/** The policy that a data source renders, as far as its blocks say all of it. `repeated`: an argument that need not be said. */
export function readDataSource(
  block: Block,
  scope: Scope,
  doubts: Doubts,
  repeated?: 'for_each' | 'count',
): ObjectForm {
  const { members, tail } = membersOf(block, scope);
  const version = attributeOf(block.body, 'version');
  const old =
    version !== undefined && knownString(readExpr(version.value, scope, { reasons: [] })) !== '2012-10-17';
  const reading: Reading = { scope, doubts, ampersands: !old };
  const entries: Entry[] = [];
  if (version === undefined) entries.push(entry('Version', textForm('2012-10-17'), NO_NOTES));
  const statements: Item[] = [];
  const loose: string[] = [];
  for (const { node, notes } of members) {
    if ('labels' in node) {
      if (node.type === 'statement') statements.push({ value: readStatement(node, reading), notes });
      else if (node.type === 'dynamic') doubts.reasons.push('A "dynamic" block makes statements');
      else doubts.reasons.push(`It has a "${node.type}" block`);
    } else if (node.name === 'version') entries.push(entry('Version', scalar(node, reading), notes));
    else if (node.name === 'policy_id') entries.push(entry('Id', scalar(node, reading), notes));
    else if (node.name !== repeated) doubts.reasons.push(reasonAgainst(node.name));
    else loose.push(...notes.before, ...(notes.after === undefined ? [] : [notes.after]));
  }
  if (statements.length === 0) doubts.reasons.push('It has no statement');
  entries.push(entry('Statement', { kind: 'list', items: statements, tail: [...loose, ...tail] }, NO_NOTES));
  entries.sort((a, b) => RANKS.indexOf(plainText(a.key) ?? '') - RANKS.indexOf(plainText(b.key) ?? ''));
  return { kind: 'object', entries, tail: [] };
}

const RANKS = ['Version', 'Id', 'Statement'];

function reasonAgainst(argument: string): string {
  if (argument.endsWith('_policy_documents')) return 'It merges other documents';
  if (argument === 'count' || argument === 'for_each') return `It has "${argument}", so there may be several`;
  return `Its argument "${argument}" has no place there`;
}

interface Member {
  readonly node: Attribute | Block;
  readonly notes: Notes;
}

/** Arguments and blocks in the author's order, with their comments. */
function membersOf(
  { body }: Block,
  { file }: Scope,
): { members: readonly Member[]; tail: readonly string[] } {
  const nodes = [...body.attributes, ...body.blocks].sort((a, b) => a.range.start - b.range.start);
  const told = commentsAround(
    file.source.text,
    body.range,
    nodes.map(({ range }) => range),
  );
  return {
    members: nodes.map((node, index) => ({ node, notes: told.notes[index] ?? NO_NOTES })),
    tail: told.tail,
  };
}

function entry(name: string, value: Form, notes: Notes): Entry {
  return { key: [{ kind: 'text', text: name }], value, notes };
}

function readStatement(block: Block, reading: Reading): ObjectForm {
  const { members, tail } = membersOf(block, reading.scope);
  const { doubts } = reading;
  const entries: Entry[] = [];
  const principals = new Map<string, Group[]>();
  const conditions: Condition[] = [];
  const loose: string[] = [];
  for (const { node, notes } of members) {
    if (!('labels' in node)) {
      readArgument(entries, node, notes, reading, loose);
      continue;
    }
    if (node.type === 'principals' || node.type === 'not_principals') {
      const name = node.type === 'principals' ? 'Principal' : 'NotPrincipal';
      if (!principals.has(name)) entries.push(entry(name, textForm(''), NO_NOTES));
      principals.set(
        name,
        addGroup(principals.get(name) ?? [], readPrincipals(node, notes, reading), doubts),
      );
    } else if (node.type === 'condition') {
      if (conditions.length === 0) entries.push(entry('Condition', textForm(''), NO_NOTES));
      addCondition(conditions, readCondition(node, notes, reading), doubts);
    } else if (node.type === 'dynamic')
      doubts.reasons.push(`A "dynamic" block makes its "${node.labels[0]?.text}"`);
    else doubts.reasons.push(`A statement has a "${node.type}" block`);
  }
  const filled = entries.map((one): Entry => {
    const name = plainText(one.key) ?? '';
    const groups = principals.get(name);
    if (groups !== undefined) return principalEntry(groups, one);
    return name === 'Condition' ? { ...one, value: conditionForm(conditions) } : one;
  });
  if (!filled.some(({ key }) => plainText(key) === 'Effect')) {
    const at = plainText(filled[0]?.key ?? []) === 'Sid' ? 1 : 0;
    filled.splice(at, 0, entry('Effect', textForm('Allow'), NO_NOTES));
  }
  return { kind: 'object', entries: filled, tail: [...loose, ...tail] };
}

/** `loose`: comments of what is not said in the policy. */
function readArgument(
  entries: Entry[],
  attribute: Attribute,
  notes: Notes,
  reading: Reading,
  loose: string[],
): void {
  const { doubts } = reading;
  const dropped = () => loose.push(...notes.before, ...(notes.after === undefined ? [] : [notes.after]));
  const name = own(ELEMENT_OF_ARGUMENT, attribute.name);
  const value = attribute.value.kind;
  const empty =
    value === 'null' || (value === 'tuple' && name !== undefined && attribute.value.items.length === 0);
  if (name === undefined) doubts.reasons.push(`A statement has no argument "${attribute.name}"`);
  else if (empty) dropped();
  else if (name === 'Sid' || name === 'Effect') {
    const form = scalar(attribute, reading);
    if (name === 'Sid' && knownString(form) === '') dropped();
    else entries.push(entry(name, form, notes));
  } else entries.push(entry(name, strings(attribute, reading), notes));
}

function readPrincipals(block: Block, notes: Notes, reading: Reading): Group {
  const read = partsOfBlock(block, notes, ['type'], 'identifiers', reading);
  return { key: read.lead[0] ?? [], values: read.values, notes: read.notes };
}

function readCondition(block: Block, notes: Notes, reading: Reading): ReadCondition {
  const read = partsOfBlock(block, notes, ['test', 'variable'], 'values', reading);
  return { test: read.lead[0] ?? [], key: read.lead[1] ?? [], values: read.values, notes: read.notes };
}

/** Comments inside a block go before what it becomes, but for those of its list. */
function partsOfBlock(
  block: Block,
  notes: Notes,
  names: readonly string[],
  list: string,
  reading: Reading,
): { readonly lead: readonly (readonly Part[])[]; readonly values: Form; readonly notes: Notes } {
  const { scope, doubts } = reading;
  const { members, tail } = membersOf(block, scope);
  const before = [...notes.before];
  let values: Form | undefined;
  const lead = new Map<string, readonly Part[]>();
  for (const { node, notes: own } of members) {
    before.push(...own.before, ...(own.after === undefined ? [] : [own.after]));
    if ('labels' in node) doubts.reasons.push(`It has a "${node.type}" block in a "${block.type}"`);
    else if (node.name === list) values = strings(node, reading);
    else if (names.includes(node.name)) {
      const form = scalar(node, reading);
      lead.set(node.name, form.kind === 'text' ? form.parts : form.kind === 'expr' ? [form] : []);
    } else doubts.reasons.push(`A "${block.type}" block has no argument "${node.name}"`);
  }
  if (values === undefined || names.some((name) => !lead.has(name)))
    doubts.reasons.push(`A "${block.type}" block is not complete`);
  if (values?.kind === 'list' && values.items.length === 0)
    doubts.reasons.push(`The list "${list}" of a "${block.type}" block is empty`);
  return {
    lead: names.map((name) => lead.get(name) ?? []),
    values: values ?? textForm(''),
    notes: { before: [...before, ...tail], after: notes.after },
  };
}
