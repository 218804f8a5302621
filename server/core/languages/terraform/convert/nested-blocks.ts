import { own } from '../../../text/own.ts';
import { STATEMENT_NAMES } from '../names.ts';
import {
  type Doubts,
  type Entry,
  type Form,
  knownString,
  type ListForm,
  NO_NOTES,
  type ObjectForm,
  type Part,
  plainText,
  spelled,
  textForm,
} from './form.ts';

/** A nested block of a statement. */
export interface Block {
  readonly type: string;
  readonly before: readonly string[];
  readonly after: string | undefined;
  /** The arguments before the list of strings. */
  readonly lead: readonly (readonly [key: string, value: readonly Part[]])[];
  readonly list: readonly [key: string, value: Form];
  readonly tail: readonly string[];
}

/** The blocks that say a principal or condition; what they cannot say goes to `doubts`. */
export function blocksOf(entry: Entry, doubts: Doubts): readonly Block[] {
  const name = plainText(entry.key) ?? '';
  return name === 'Condition' ? conditionsOf(entry, doubts) : principalsOf(entry, name, doubts);
}

function principalsOf({ value, notes }: Entry, name: string, doubts: Doubts): readonly Block[] {
  const type = own(STATEMENT_NAMES, name) ?? name;
  const star = {
    lead: [['type', [{ kind: 'text', text: '*' }]]],
    list: ['identifiers', listOf('*')],
  } as const;
  if (knownString(value) === '*')
    return [{ type, before: notes.before, after: notes.after, ...star, tail: [] }];
  if (value.kind !== 'object') {
    doubts.reasons.push(`"${name}" is neither "*" nor spelled out`);
    return [];
  }
  if (value.entries.length === 0) doubts.reasons.push(`"${name}" is empty`);
  for (const { key } of value.entries) {
    if (plainText(key) === undefined && value.entries.length > 1)
      doubts.reasons.push(`A type in "${name}" is computed`);
    if (plainText(key) === '*')
      doubts.reasons.push(`The data source would print the type "*" in another way`);
  }
  return blocksWithNotes(value, notes, ({ key, value: identifiers, notes: own }) => [
    {
      type,
      before: own.before,
      after: own.after,
      lead: [['type', key]],
      list: ['identifiers', identifiers],
      tail: [],
    },
  ]);
}

function listOf(text: string): ListForm {
  return { kind: 'list', items: [{ value: textForm(text), notes: NO_NOTES }], tail: [] };
}

function conditionsOf({ value, notes }: Entry, doubts: Doubts): readonly Block[] {
  if (value.kind !== 'object') {
    doubts.reasons.push('A condition is computed');
    return [];
  }
  if (value.entries.length === 0) doubts.reasons.push('"Condition" is empty');
  return blocksWithNotes(value, notes, (operator) => {
    if (operator.value.kind !== 'object') {
      doubts.reasons.push(`The conditions of ${spelled(operator.key)} are computed`);
      return [];
    }
    if (operator.value.entries.length === 0) doubts.reasons.push(`${spelled(operator.key)} is empty`);
    return blocksWithNotes(operator.value, operator.notes, (entry) => [
      {
        type: 'condition',
        before: entry.notes.before,
        after: entry.notes.after,
        lead: [
          ['test', operator.key],
          ['variable', entry.key],
        ],
        list: ['values', entry.value],
        tail: [],
      },
    ]);
  });
}

/** The blocks of an object's entries; its own comments go to the first and last. */
function blocksWithNotes(
  { entries, tail }: ObjectForm,
  { before, after }: Entry['notes'],
  make: (entry: Entry) => readonly Block[],
): readonly Block[] {
  const blocks = entries.flatMap(make);
  const [first, ...others] = blocks;
  if (first === undefined) return [];
  const all = [{ ...first, before: [...before, ...first.before] }, ...others];
  const last = all.at(-1);
  const more = [...tail, ...(after === undefined ? [] : [after])];
  if (last === undefined || more.length === 0) return all;
  return [...all.slice(0, -1), { ...last, tail: [...last.tail, ...more] }];
}
