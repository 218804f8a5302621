import {
  certainlyDiffer,
  type Doubts,
  type Entry,
  type Form,
  knownString,
  type ListForm,
  NO_NOTES,
  type Notes,
  type ObjectForm,
  type Part,
  plainText,
} from './form.ts';

/** Nested blocks of one key: the type of a principal, the key of a condition. */
export interface Group {
  readonly key: readonly Part[];
  readonly values: Form;
  readonly notes: Notes;
}

/** Conditions of one operator. */
export interface Condition {
  readonly test: readonly Part[];
  groups: readonly Group[];
}

export interface ReadCondition extends Group {
  readonly test: readonly Part[];
}

/** Blocks of one key become one list, as the provider does it. */
export function addGroup(groups: readonly Group[], group: Group, doubts: Doubts): Group[] {
  const index = groups.findIndex(({ key }) => sameParts(key, group.key));
  const known = groups[index];
  if (known === undefined) {
    if (groups.some(({ key }) => !certainlyDiffer(key, group.key)))
      doubts.reasons.push('Two blocks may turn out to have the same key');
    return [...groups, group];
  }
  if (plainText(known.key) === undefined) doubts.reasons.push('Two blocks have the same computed key');
  const merged = mergeValues(known.values, group.values, doubts);
  const after = [known.notes.after, group.notes.after].filter((one) => one !== undefined);
  const notes = { before: [...known.notes.before, ...group.notes.before, ...after], after: undefined };
  return groups.map((one, at) => (at === index ? { ...one, values: merged, notes } : one));
}

function mergeValues(a: Form, b: Form, doubts: Doubts): Form {
  if (a.kind !== 'list' || b.kind !== 'list') {
    doubts.reasons.push('Two blocks have the same key, and the values of one are computed');
    return a;
  }
  const tail: ListForm['tail'] = [...a.tail, ...b.tail];
  return { kind: 'list', items: [...a.items, ...b.items], tail };
}

export function addCondition(conditions: Condition[], read: ReadCondition, doubts: Doubts): void {
  const known = conditions.find(({ test }) => sameParts(test, read.test));
  if (known !== undefined) {
    known.groups = addGroup(known.groups, read, doubts);
    return;
  }
  if (conditions.some(({ test }) => !certainlyDiffer(test, read.test)))
    doubts.reasons.push('Two conditions may turn out to have the same operator');
  conditions.push({ test: read.test, groups: [read] });
}

function sameParts(a: readonly Part[], b: readonly Part[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** `place`: the entry that is to say them. */
export function principalEntry(groups: readonly Group[], place: Entry): Entry {
  const [only] = groups;
  const items = only?.values.kind === 'list' ? only.values.items : [];
  const [star] = items;
  if (
    only !== undefined &&
    groups.length === 1 &&
    plainText(only.key) === '*' &&
    items.length === 1 &&
    star !== undefined &&
    knownString(star.value) === '*'
  ) {
    const before = [
      ...only.notes.before,
      ...star.notes.before,
      ...tailOf(only.values),
      ...afterOf(star.notes),
    ];
    return { ...place, value: star.value, notes: { before, after: only.notes.after } };
  }
  return { ...place, value: groupsForm(groups) };
}

function tailOf(form: Form): readonly string[] {
  return form.kind === 'list' ? form.tail : [];
}

function afterOf({ after }: Notes): readonly string[] {
  return after === undefined ? [] : [after];
}

function groupsForm(groups: readonly Group[]): ObjectForm {
  return {
    kind: 'object',
    entries: groups.map(({ key, values, notes }) => ({ key, value: values, notes })),
    tail: [],
  };
}

export function conditionForm(conditions: readonly Condition[]): ObjectForm {
  return {
    kind: 'object',
    entries: conditions.map(({ test, groups }) => ({
      key: test,
      value: groupsForm(groups),
      notes: NO_NOTES,
    })),
    tail: [],
  };
}
