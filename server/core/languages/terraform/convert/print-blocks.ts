import { own } from '../../../text/own.ts';
import { BLOCK_ELEMENTS, LIST_ELEMENTS, STATEMENT_NAMES } from '../names.ts';
import { quote } from '../write/texts.ts';
import {
  type Doubts,
  type Entry,
  type Form,
  type Item,
  knownString,
  type ListForm,
  NO_NOTES,
  type ObjectForm,
  type Part,
  plainText,
  spelled,
  textForm,
} from './form.ts';
import type { Line } from './lines.ts';
import { type Block, blocksOf } from './nested-blocks.ts';
import { printArgumentText, pushComments, pushMember, pushValue } from './print-object.ts';

/** An argument that makes several data sources of one block. */
export interface Repetition {
  readonly key: 'for_each' | 'count';
  readonly source: string;
}

/** The lines of a data source that renders the policy; what it cannot say goes to `doubts`. */
export function pushDataSource(
  lines: Line[],
  name: string,
  policy: Form,
  doubts: Doubts,
  repetition?: Repetition,
): void {
  lines.push({ level: 0, text: `data "aws_iam_policy_document" "${name}" {` });
  if (policy.kind !== 'object') doubts.reasons.push('Its elements are not spelled out');
  else pushDocument(lines, policy, doubts, repetition);
  lines.push({ level: 0, text: '}' });
}

function pushDocument(
  lines: Line[],
  policy: ObjectForm,
  doubts: Doubts,
  repetition: Repetition | undefined,
): void {
  const version = policy.entries.find(({ key }) => plainText(key) === 'Version');
  const state: State = { doubts, variables: versionOf(version) };
  let content = 0;
  const space = () => {
    if (content++ > 0) lines.push({ level: 0, text: '' });
  };
  const waiting: string[] = [];
  if (repetition !== undefined) {
    const { key, source } = repetition;
    lines.push({ level: 1, key, text: source, ...(/[\r\n]/.test(source) ? { open: true } : {}) });
    content = 1;
  }
  const args = (entry: Entry, push: () => void) => {
    content = Math.max(content, 1);
    pushMember(lines, 1, { notes: withBefore(entry.notes, waiting.splice(0)) }, push);
  };
  for (const entry of policy.entries.filter(({ key }) => plainText(key) !== 'Statement')) {
    const name = plainText(entry.key);
    if (name === 'Version') {
      const known = knownString(entry.value);
      if (known !== undefined && !VERSIONS.has(known))
        doubts.reasons.push(`The data source takes no version "${known}"`);
      if (known === DEFAULT_VERSION) waiting.push(...allNotes(entry));
      else args(entry, () => pushScalar(lines, 1, 'version', entry.value, doubts));
    } else if (name === 'Id') args(entry, () => pushScalar(lines, 1, 'policy_id', entry.value, doubts));
    else doubts.reasons.push(`The data source has no argument for ${spelled(entry.key)}`);
  }
  // AWS takes a policy without a version for one of the old language.
  if (version === undefined) {
    content = 1;
    lines.push({ level: 1, key: 'version', text: quote('2008-10-17', false) });
  }
  const statement = policy.entries.find(({ key }) => plainText(key) === 'Statement');
  if (statement === undefined) doubts.reasons.push('It has no "Statement"');
  else {
    waiting.push(...statement.notes.before);
    const list = statementsOf(statement, doubts);
    for (const item of list.items) {
      space();
      pushMember(lines, 1, { notes: withBefore(item.notes, waiting.splice(0)) }, () =>
        pushStatement(lines, item.value, state),
      );
    }
    waiting.push(...list.tail);
    if (statement.notes.after !== undefined) waiting.push(statement.notes.after);
  }
  pushComments(lines, 1, [...waiting, ...policy.tail]);
}

interface State {
  readonly doubts: Doubts;
  /** The version knows policy variables, so that `&{` may be written for `${`. */
  readonly variables: boolean;
}

const DEFAULT_VERSION = '2012-10-17';

const VERSIONS: ReadonlySet<string> = new Set([DEFAULT_VERSION, '2008-10-17']);

function versionOf(version: Entry | undefined): boolean {
  return version !== undefined && knownString(version.value) === DEFAULT_VERSION;
}

function statementsOf({ value }: Entry, doubts: Doubts): ListForm {
  const list: ListForm =
    value.kind === 'list'
      ? value
      : { kind: 'list', items: value.kind === 'object' ? [{ value, notes: NO_NOTES }] : [], tail: [] };
  if (list.items.length === 0)
    doubts.reasons.push(value.kind === 'list' ? 'It has no statement' : 'Its statements are computed');
  const sids = new Set<string>();
  for (const { value: statement } of list.items) {
    const sid = statement.kind === 'object' ? elementOf(statement, 'Sid') : undefined;
    const text = sid === undefined ? '' : knownString(sid.value);
    if (text === undefined && list.items.length > 1) continue;
    if (text !== undefined && text !== '' && sids.has(text))
      doubts.reasons.push(`Two statements have the Sid "${text}", which the data source refuses`);
    if (text !== undefined) sids.add(text);
  }
  return list;
}

function elementOf(statement: ObjectForm, name: string): Entry | undefined {
  return statement.entries.find(({ key }) => plainText(key) === name);
}

function pushStatement(lines: Line[], statement: Form, state: State): void {
  const { doubts } = state;
  if (statement.kind !== 'object') {
    doubts.reasons.push('A statement in it is computed');
    return;
  }
  if (elementOf(statement, 'Effect') === undefined) doubts.reasons.push('A statement has no "Effect"');
  lines.push({ level: 1, text: 'statement {' });
  const [args, blocks] = [[] as Entry[], [] as Entry[]];
  for (const entry of statement.entries) {
    const name = plainText(entry.key) ?? '';
    if (own(STATEMENT_NAMES, name) === undefined)
      doubts.reasons.push(`A statement block has no argument for ${spelled(entry.key)}`);
    else (BLOCK_ELEMENTS.has(name) ? blocks : args).push(entry);
  }
  const start = lines.length;
  const waiting: string[] = [];
  for (const entry of args) {
    // The provider leaves an empty one out.
    if (plainText(entry.key) === 'Sid' && knownString(entry.value) === '') waiting.push(...allNotes(entry));
    else
      pushMember(lines, 2, { notes: withBefore(entry.notes, waiting.splice(0)) }, () =>
        pushArgument(lines, entry, state),
      );
  }
  for (const entry of blocks) {
    for (const block of blocksOf(entry, doubts)) {
      if (lines.length > start) lines.push({ level: 0, text: '' });
      pushComments(lines, 2, [...waiting.splice(0), ...block.before]);
      pushBlock(lines, block, state);
    }
  }
  pushComments(lines, 2, [...waiting, ...statement.tail]);
  lines.push({ level: 1, text: '}' });
}

function pushArgument(lines: Line[], { key, value }: Entry, state: State): void {
  const name = plainText(key) ?? '';
  const argument = own(STATEMENT_NAMES, name) ?? name;
  if (!LIST_ELEMENTS.has(name)) {
    if (name === 'Effect' && value.kind === 'text' && !EFFECTS.has(plainText(value.parts) ?? 'Allow'))
      state.doubts.reasons.push(`The data source takes no other effects than "Allow" and "Deny"`);
    pushScalar(lines, 2, argument, value, state.doubts);
    return;
  }
  pushStrings(lines, 2, argument, value, name.endsWith('Resource'), state);
}

const EFFECTS: ReadonlySet<string> = new Set(['Allow', 'Deny']);

function pushScalar(lines: Line[], level: number, key: string, value: Form, doubts: Doubts): void {
  if (value.kind === 'text') lines.push({ level, key, text: printArgumentText(value.parts, false) });
  else if (value.kind === 'expr') pushValue(lines, level, key, value);
  else doubts.reasons.push(`"${key}" takes a string`);
}

/** A list of strings, whatever the author wrote. `place`: the provider turns `&{` into `${` there. */
function pushStrings(
  lines: Line[],
  level: number,
  key: string,
  value: Form,
  place: boolean,
  { doubts, variables }: State,
): void {
  if (value.kind === 'expr' && value.type !== 'string') {
    const source = value.type === 'list' ? value.source : `flatten([${value.source}])`;
    refuseAmpersand([value], place, doubts);
    pushValue(lines, level, key, { ...value, source });
    return;
  }
  if (value.kind === 'object') {
    doubts.reasons.push(`"${key}" takes strings`);
    return;
  }
  const list: ListForm =
    value.kind === 'list' ? value : { kind: 'list', items: [{ value, notes: NO_NOTES }], tail: [] };
  if (list.items.length === 0) doubts.reasons.push(`The data source leaves an empty list of "${key}" out`);
  const items = list.items.map((item) => ({ ...item, value: asString(item.value, key, doubts) }));
  for (const { value: item } of items)
    refuseAmpersand(item.kind === 'text' ? item.parts : item.kind === 'expr' ? [item] : [], place, doubts);
  const asWritten = items.map((item): Item => {
    const { value: form } = item;
    return form.kind === 'text' && form.parts.length === 1 && form.parts[0]?.kind === 'expr'
      ? { ...item, value: form.parts[0] }
      : item;
  });
  pushValue(lines, level, key, { ...list, items: asWritten }, '', place && variables);
}

/** Text that the provider would turn into a variable. */
function refuseAmpersand(parts: readonly Part[], place: boolean, doubts: Doubts): void {
  if (!place) return;
  for (const part of parts)
    if ((part.kind === 'text' ? part.text : part.source).includes('&{'))
      doubts.reasons.push('The data source would turn "&{" in it into "${"');
}

/** IAM takes numbers and booleans as the words that they are. */
function asString(value: Form, key: string, doubts: Doubts): Form {
  if (value.kind === 'text' || value.kind === 'expr') return value;
  if (value.kind === 'literal' && value.spelling !== 'null' && key === 'values')
    return textForm(value.spelling);
  doubts.reasons.push(`"${key}" takes strings`);
  return value;
}

function pushBlock(lines: Line[], { type, lead, list, after, tail }: Block, state: State): void {
  lines.push({ level: 2, text: `${type} {` });
  for (const [key, parts] of lead) lines.push({ level: 3, key, text: printArgumentText(parts, false) });
  pushStrings(lines, 3, list[0], list[1], true, state);
  pushComments(lines, 3, tail);
  lines.push({ level: 2, text: '}', ...(after === undefined ? {} : { comment: after }) });
}

function withBefore(notes: Entry['notes'], before: readonly string[]): Entry['notes'] {
  return before.length === 0 ? notes : { ...notes, before: [...before, ...notes.before] };
}

function allNotes({ notes: { before, after } }: Entry): readonly string[] {
  return after === undefined ? before : [...before, after];
}
