import type {
  Condition,
  Field,
  List,
  PolicyDocument,
  PolicyPath,
  Principal,
  Statement,
} from '../../policy/model.ts';
import type { Text } from '../../policy/text.ts';
import { slice } from './place.ts';

/** A list of a statement, by what it is about: `Action`, `Principal AWS`, `Condition StringEquals aws:SourceVpc`. */
export interface Part {
  readonly path: PolicyPath;
  readonly value: List;
  /** What the items say, expressions by their spelling: equal lists in any order are equal here. */
  readonly said: ReadonlySet<string>;
}

/** The lists of a statement by what they are about, and its effect. Two statements with equal parts mean the same. */
export function partsOf(
  text: string,
  { implied }: PolicyDocument,
  statement: Statement,
): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  const add = (key: string, path: PolicyPath, value: List, lower = false) => {
    const words = value.items.map((item) => wordOf(text, item.text));
    parts.set(key, { path, value, said: new Set(lower ? words.map((one) => one.toLowerCase()) : words) });
  };
  const { effect, action, notAction, resource, notResource, condition } = statement;
  for (const field of [action, notAction])
    if (field !== undefined) add(field.name, field.path, field.value, true);
  for (const field of [resource, notResource])
    if (field !== undefined) add(field.name, field.path, field.value);
  for (const field of [statement.principal, statement.notPrincipal])
    if (field !== undefined) addPrincipal(field, add);
  if (condition !== undefined) addCondition(condition, add);
  const verb = effect?.value === undefined ? (implied.effect ?? '') : wordOf(text, effect.value);
  parts.set(`Effect ${verb}`, { path: [], value: NONE, said: new Set() });
  return parts;
}

type Add = (key: string, path: PolicyPath, value: List) => void;

function addPrincipal({ name, value, path }: Field<Principal>, add: Add): void {
  const { bare, entries } = value;
  if (bare !== undefined)
    add(`${name} bare`, path, { range: bare.text.range, items: [bare], open: [], single: true });
  for (const entry of entries) add(`${name} ${entry.kind}`, entry.path, entry.values);
}

function addCondition({ value }: Field<Condition>, add: Add): void {
  for (const operator of value.operators)
    for (const entry of operator.entries)
      add(`Condition ${operator.name} ${entry.name}`, entry.path, entry.values);
}

const NONE: List = { range: { start: 0, end: 0 }, items: [], open: [], single: false };

/** A text by what it says; of expressions by what they are spelled as. */
export function wordOf(text: string, { value, pieces }: Text): string {
  if (value !== undefined) return value;
  return pieces
    .map((piece) => (piece.kind === 'text' ? piece.text : `\0${slice(text, piece.range)}\0`))
    .join('');
}

export function isSame({ said: a }: Part, { said: b }: Part): boolean {
  return a.size === b.size && [...a].every((word) => b.has(word));
}
