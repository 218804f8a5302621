import type { PolicyPath } from '../../../policy/model.ts';
import { entryOf, type ObjectValue, type Value } from '../../../policy/value.ts';
import { own } from '../../../text/own.ts';
import type { TextRange } from '../../../text/range.ts';
import { recent } from '../../../text/recent.ts';
import type { Source } from '../../../text/source.ts';
import { follow } from '../../json/places.ts';
import { type Sheet, sheetOf } from '../../json/sheet.ts';
import { type JsonReading, readJson } from '../../json/value.ts';
import type { Block } from '../hcl/ast.ts';
import { BLOCK_ELEMENTS, STATEMENT_NAMES, VARIABLE_ARGUMENTS } from '../names.ts';
import { escapeHeredoc } from '../spell.ts';
import { withAmpersands } from '../write/texts.ts';
import type { JsonNames } from './ram.ts';

/** A document's block as JSON has it, beside the policy that it is. Ranges are those of the file, paths of JSON lead from the block. */
export interface JsonPage {
  readonly sheet: () => Sheet;
  readonly object: ObjectValue;
  /** What the block evaluates to. */
  readonly root: Value;
  /** Of a provider that calls things otherwise; `object` has AWS's names. */
  readonly names: JsonNames | undefined;
}

/** A place in the block's JSON. */
export interface Spelled {
  readonly path: PolicyPath;
  readonly value: Value;
}

const readings = recent<Source, JsonReading>(2);

/** Undefined where the block is no object any more. */
export function jsonPage(source: Source, block: Block, root: Value, names?: JsonNames): JsonPage | undefined {
  const known = readings.get(source);
  const reading = known ?? readJson(source.text);
  if (known === undefined) readings.set(source, reading);
  const object = reading.value === undefined ? undefined : spelledAt(reading.value, block.body.range)?.value;
  if (object?.type !== 'object') return undefined;
  const sheet = sheetOf(source.text, reading, object, undefined);
  return { object: names?.object(object) ?? object, root, names, sheet };
}

/** The value that takes exactly this range. */
export function spelledAt(root: Value, range: TextRange): Spelled | undefined {
  const path: (string | number)[] = [];
  let value: Value | undefined = root;
  while (value !== undefined) {
    if (value.range.start === range.start && value.range.end === range.end) return { path, value };
    const step = childAround(value, range);
    if (step === undefined) return undefined;
    path.push(step.step);
    value = step.value;
  }
  return undefined;
}

function childAround(
  value: Value,
  { start, end }: TextRange,
): { step: string | number; value: Value } | undefined {
  const holds = ({ range }: Value) => range.start <= start && end <= range.end;
  if (value.type === 'object') {
    const entry = value.entries.find((one) => holds(one.value));
    return entry === undefined ? undefined : { step: entry.name, value: entry.value };
  }
  if (value.type !== 'list') return undefined;
  const step = value.items.findIndex(holds);
  const item = value.items[step];
  return item === undefined ? undefined : { step, value: item };
}

/** The object that a statement of the policy is; undefined where a `dynamic` block makes it. */
export function statementAt(page: JsonPage, index: string | number | undefined): Spelled | undefined {
  if (typeof index !== 'number') return undefined;
  const there = valueAt(page, ['Statement', index]);
  const spelled = there === undefined ? undefined : spelledAt(page.object, there.range);
  return spelled?.value.type === 'object' && spelled.path[0] === 'statement' ? spelled : undefined;
}

/** What a path of the policy leads to. */
export function valueAt({ root }: JsonPage, path: PolicyPath): Value | undefined {
  const place = follow(root, path);
  return place.rest.length === 0 ? place.value : undefined;
}

/** The objects of an entry that holds one or a list of them. */
export function objectsOf({ path, value }: Spelled, name: string): readonly Spelled[] {
  const held = entryOf(value, name)?.value;
  const here = [...path, name];
  if (held?.type === 'object') return [{ path: here, value: held }];
  if (held?.type !== 'list') return [];
  return held.items.flatMap((item, index) =>
    item.type === 'object' ? [{ path: [...here, index], value: item }] : [],
  );
}

/** Where a path leads inside a statement. */
export interface Inside {
  readonly statement: Spelled;
  readonly path: PolicyPath;
  readonly element: string;
  /** What the block calls it. */
  readonly name: string;
  /** Steps that name a block: the kind of a principal, or operator and key. */
  readonly depth: 0 | 1 | 2;
  /** Below the element. */
  readonly rest: PolicyPath;
}

export function insideOf(page: JsonPage, path: PolicyPath): Inside | undefined {
  const [root, index, element, ...rest] = path;
  const statement = root === 'Statement' ? statementAt(page, index) : undefined;
  if (statement === undefined || typeof element !== 'string') return undefined;
  const depth = !BLOCK_ELEMENTS.has(element) ? 0 : element === 'Condition' ? 2 : 1;
  const name = own(STATEMENT_NAMES, element) ?? element;
  return { statement, path: path.slice(0, 2), element, name, depth, rest };
}

/** The blocks of an element for one kind of principal, or one operator and perhaps one key; without steps all of them. */
export function matching(
  { sheet }: JsonPage,
  { statement, name, element, rest, depth }: Inside,
): readonly Spelled[] {
  const { text } = sheet();
  const says = element === 'Condition' ? ['test', 'variable'] : ['type'];
  const wanted = rest.slice(0, depth);
  return objectsOf(statement, name).filter(({ value }) =>
    wanted.every((step, index) => saidBy(text, value, says[index] ?? '') === step),
  );
}

/** A name as the reader of documents takes it: what a string says, or its source where something is computed. */
export function saidBy(text: string, block: Value, argument: string): string {
  const value = entryOf(block, argument)?.value;
  if (value?.type !== 'string') return '';
  const { inner } = value.text;
  const source = text.slice(inner.start, inner.end);
  return isComputed(source) ? source : (value.text.value ?? '').replace(/([$%])\1\{/g, '$1{');
}

/** Whether a stretch of the file has an expression or directive in it. */
export function isComputed(source: string): boolean {
  return /(?:^|[^$])\$\{|(?:^|[^%])%\{/.test(source);
}

/** Text as the value of an argument, before JSON has its say. */
export function asTemplate(text: string, argument: string): string {
  return escapeHeredoc(VARIABLE_ARGUMENTS.has(argument) ? withAmpersands(text) : text);
}
