import type { PlainValue, PolicyPath } from '../../../policy/model.ts';
import { entryOf, type Value } from '../../../policy/value.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { LIST_ELEMENTS } from '../names.ts';
import { wrap } from '../write/lists.ts';
import { asTemplate, type Inside, isComputed, matching, objectsOf, spelledAt, valueAt } from './page.ts';
import { argumentValue, blocksOf, blocksValue, stringsValue } from './values.ts';
import type { Desk } from './write.ts';

/** An element of a statement, or something in it, becomes `value`. */
export function setInside(desk: Desk, inside: Inside, value: PlainValue): readonly TextEdit[] {
  return inside.depth === 0 ? setArgument(desk, inside, value) : setBlocks(desk, inside, value);
}

function setArgument(
  desk: Desk,
  { statement, path, element, name, rest }: Inside,
  value: PlainValue,
): readonly TextEdit[] {
  const there = entryOf(statement.value, name)?.value;
  const here = [...statement.path, name];
  if (there === undefined || rest.length === 0) {
    const made = rest.reduceRight<PlainValue | undefined>(wrap, value);
    const printed = made === undefined ? undefined : argumentValue(element, made);
    if (printed === undefined || (there !== undefined && !isLiteral(desk, there))) return [];
    return desk.json.set(here, printed);
  }
  if (!LIST_ELEMENTS.has(element)) return [];
  return setItem(desk, valueAt(desk, [...path, element]), { path: here, value: there }, rest, value);
}

/** Principals and conditions, which are blocks: all of an element, one kind, operator or key, or one of its values. */
function setBlocks(desk: Desk, inside: Inside, value: PlainValue): readonly TextEdit[] {
  const { statement, element, name, rest, depth } = inside;
  const here = [...statement.path, name];
  const there = entryOf(statement.value, name)?.value;
  if (rest.length === 0) {
    const printed = blocksValue(element, value);
    if (printed === undefined || (there !== undefined && !isLiteral(desk, there))) return [];
    return desk.json.set(here, printed);
  }
  const found = matching(desk, inside);
  if (found.length > 0) return rest.length < depth ? [] : setValues(desk, inside, value);
  const made = rest.slice(depth).reduceRight<PlainValue | undefined>(wrap, value);
  if (made === undefined) return [];
  const nested = rest
    .slice(0, depth)
    .reduceRight<PlainValue>((part, step) => ({ [String(step)]: part }), made);
  const [block, ...more] = blocksOf(element, nested) ?? [];
  const blocks = objectsOf(statement, name);
  if (block === undefined || more.length > 0 || (element !== 'Condition' && blocks.some(isForAll))) return [];
  if (there === undefined) return desk.json.set(here, block);
  return there.type === 'list' || there.type === 'object'
    ? desk.json.set([...here, countOf(there)], block)
    : [];
}

/** The values of one key or kind that blocks have already. */
function setValues(desk: Desk, inside: Inside, value: PlainValue): readonly TextEdit[] {
  const { path, element, rest, depth } = inside;
  const argument = element === 'Condition' ? 'values' : 'identifiers';
  const found = matching(desk, inside);
  const block = found.at(-1);
  const there = block === undefined ? undefined : entryOf(block.value, argument)?.value;
  if (block === undefined || there === undefined) return [];
  const here = [...block.path, argument];
  if (rest.length === depth) {
    const printed = stringsValue(argument, value);
    return printed === undefined || found.length > 1 || !isLiteral(desk, there)
      ? []
      : desk.json.set(here, printed);
  }
  const list = valueAt(desk, [...path, element, ...rest.slice(0, depth)]);
  return setItem(desk, list, { path: here, value: there }, rest.slice(depth), value);
}

/** One item of a list of strings, or one more in the list that is spelled. */
function setItem(
  desk: Desk,
  list: Value | undefined,
  spelled: { readonly path: PolicyPath; readonly value: Value },
  rest: PolicyPath,
  value: PlainValue,
): readonly TextEdit[] {
  const [index, ...more] = rest;
  if (list?.type !== 'list' || typeof index !== 'number' || more.length > 0 || typeof value === 'object')
    return [];
  const argument = String(spelled.path.at(-1));
  const printed = asTemplate(String(value), argument);
  const item = list.items[index];
  if (item !== undefined) {
    const at = spelledAt(desk.object, item.range);
    return at === undefined || !isLiteral(desk, at.value) ? [] : desk.json.set(at.path, printed);
  }
  if (index !== list.items.length || spelled.value.type !== 'list') return [];
  return desk.json.set([...spelled.path, spelled.value.items.length], printed);
}

/** `type = "*"` beside others means something else than alone. */
function isForAll({ value }: { readonly value: Value }): boolean {
  const type = entryOf(value, 'type')?.value;
  return type?.type === 'string' && type.text.value === '*';
}

function countOf(value: Value): number {
  return value.type === 'list' ? value.items.length : 1;
}

function isLiteral({ sheet }: Desk, { range }: Value): boolean {
  return !isComputed(sheet().text.slice(range.start, range.end));
}
