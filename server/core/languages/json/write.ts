import type { Neighbours, PlainValue, PolicyPath, Writer } from '../../policy/model.ts';
import type { ListValue, ObjectValue, Value } from '../../policy/value.ts';
import type { TextEdit } from '../../text/edit.ts';
import { type Embedded, escapeInString, HOLE } from './embedded.ts';
import type { JsonError } from './errors.ts';
import { insertEntry, insertItem, widen } from './insertion.ts';
import { indentAt, type Layout, layoutOf, membersOf, print } from './layout.ts';
import { follow, type Holder, type Place } from './places.ts';
import { removeMembers } from './removal.ts';
import type { Sheet } from './sheet.ts';
import { startsLine } from './trivia.ts';

export interface JsonWriter extends Writer {
  /** What the writer writes on; `locate` looks at the same. */
  readonly sheet: () => Sheet;
}

export function isJsonWriter(writer: Writer): writer is JsonWriter {
  return 'sheet' in writer;
}

/** Writes a policy that is all or part of a JSON text, or stands inside a string of it. Nothing is computed before an intent is asked. */
export function jsonWriter(origin: () => Sheet, embedded: Embedded | undefined): JsonWriter {
  let lazily: Page | undefined;
  const page = () => {
    const sheet = origin();
    lazily ??= { ...sheet, layout: layoutOf(sheet.text, sheet.root) };
    return lazily;
  };
  const quote = (value: string) => {
    const spelled = JSON.stringify(value);
    return embedded === undefined ? spelled : embedded.escape(spelled);
  };
  const placed = (edits: readonly TextEdit[]) =>
    embedded === undefined ? edits : placeEdits(edits, embedded);
  return {
    sheet: origin,
    text: (scalar, value) => [{ range: scalar.range, newText: quote(value) }],
    part: (range, value) => {
      const inside = escapeInString(value);
      return [{ range, newText: embedded === undefined ? inside : embedded.escape(inside) }];
    },
    set: (path, value) => placed(set(page(), path, value)),
    insert: (path, value) => placed(insert(page(), path, value)),
    remove: (path) => placed(removeAll(page(), [path])),
    removeAll: (paths) => placed(removeAll(page(), paths)),
    rename: (path, name) => placed(rename(page(), path, name)),
    neighbours: (path) => {
      const found = neighboursAt(page(), path);
      if (found === undefined || embedded === undefined) return found;
      const { range, before, between, after } = found;
      return {
        range: embedded.placement.range(range.start, range.end),
        before: embedded.escape(before),
        between: embedded.escape(between),
        after: embedded.escape(after),
      };
    },
  };
}

/** A policy's text with all that writing in it needs. */
interface Page extends Sheet {
  readonly layout: Layout;
}

function set(page: Page, path: PolicyPath, value: PlainValue): readonly TextEdit[] {
  const { text, layout } = page;
  const place = follow(page.root, path);
  if (place.rest.length > 0) return add(page, place, value);
  const { range } = place.value;
  if (!isWhole(page, place.value)) return [];
  const spread = layout.spread;
  return [{ range, newText: print(value, layout, indentAt(text, range.start), spread) }];
}

/** Makes what the path still lacks. */
function add(page: Page, place: Place, value: PlainValue): readonly TextEdit[] {
  const [step, ...further] = place.rest;
  const parent = place.value;
  if (step === undefined) return [];
  const made = further.reduceRight<PlainValue | undefined>(wrap, value);
  if (made === undefined) return [];
  const { text, layout } = page;
  if (typeof step === 'string') {
    if (parent.type !== 'object' || !isSound(page, parent)) return [];
    return insertEntry(text, layout, parent, place.taken, step, made);
  }
  if (parent.type === 'list') {
    if (step !== parent.items.length || !isSound(page, parent)) return [];
    return insertItem(text, layout, parent, step, made);
  }
  if (step !== 1 || place.holder === undefined || !isWhole(page, parent)) return [];
  return widen(text, layout, parent, 1, made);
}

/** A list can only begin with its first item. */
function wrap(value: PlainValue | undefined, step: string | number): PlainValue | undefined {
  if (value === undefined) return undefined;
  if (typeof step === 'string') return { [step]: value };
  return step === 0 ? [value] : undefined;
}

function insert(page: Page, path: PolicyPath, value: PlainValue): readonly TextEdit[] {
  const index = path.at(-1);
  if (typeof index !== 'number') return [];
  const place = follow(page.root, path.slice(0, -1));
  const { text, layout } = page;
  if (place.rest.length > 0) return index === 0 ? add(page, place, [value]) : [];
  const list = place.value;
  if (list.type === 'list') {
    if (index > list.items.length || !isSound(page, list)) return [];
    return insertItem(text, layout, list, index, value);
  }
  if (place.holder === undefined || (index !== 0 && index !== 1) || !isWhole(page, list)) return [];
  return widen(text, layout, list, index, value);
}

function rename(page: Page, path: PolicyPath, name: string): readonly TextEdit[] {
  const { rest, holder } = follow(page.root, path);
  if (rest.length > 0 || holder?.container.type !== 'object') return [];
  const entry = holder.container.entries[holder.index];
  if (entry === undefined || errorsTouch(page, entry.key.range.start, entry.key.range.end)) return [];
  return [{ range: entry.key.range, newText: JSON.stringify(name) }];
}

/** A statement without brackets gets them when it is not alone any more. */
function neighboursAt(page: Page, path: PolicyPath): Neighbours | undefined {
  const { text, layout, root } = page;
  const { rest, holder, value } = follow(root, path);
  if (rest.length > 0 || holder === undefined || !isWhole(page, value)) return undefined;
  const { range } = value;
  const alone = holder.container.type === 'object';
  const lines = !alone && startsLine(text, range.start);
  const between = lines ? `,${layout.eol}${indentAt(text, range.start)}` : layout.comma;
  return { range, before: alone ? '[' : '', between, after: alone ? ']' : '' };
}

function removeAll(page: Page, paths: readonly PolicyPath[]): readonly TextEdit[] {
  const holders = paths.map((path) => holderOf(page, path));
  const byContainer = new Map<ObjectValue | ListValue, Set<number>>();
  for (const holder of holders) {
    if (holder === undefined) return [];
    if (isInsideAnother(holder, holders)) continue;
    const indexes = byContainer.get(holder.container) ?? new Set<number>();
    byContainer.set(holder.container, indexes.add(holder.index));
  }
  return [...byContainer].flatMap(([container, indexes]) =>
    removeMembers(
      page,
      container,
      [...indexes].sort((a, b) => a - b),
    ),
  );
}

function holderOf(page: Page, path: PolicyPath): Holder | undefined {
  const { rest, holder } = follow(page.root, path);
  if (rest.length > 0 || holder === undefined || !isSound(page, holder.container)) return undefined;
  const member = memberOf(holder);
  return member !== undefined && !errorsTouch(page, member.range.start, member.range.end)
    ? holder
    : undefined;
}

function isInsideAnother({ container }: Holder, holders: readonly (Holder | undefined)[]): boolean {
  return holders.some((other) => {
    const range = other === undefined ? undefined : memberOf(other)?.range;
    return range !== undefined && range.start <= container.range.start && container.range.end <= range.end;
  });
}

function memberOf({ container, index }: Holder) {
  return membersOf(container)[index];
}

/** Whether a value is there and all of it is understood: a broken one may have swallowed what follows it. */
function isWhole(page: Page, value: Value): boolean {
  if (value.type === 'unknown' && value.missing === true) return false;
  return !errorsTouch(page, value.range.start, value.range.end);
}

/** Whether the container's own brackets and commas are in order; what is wrong inside a member does not matter. */
function isSound(page: Page, container: ObjectValue | ListValue): boolean {
  const members = membersOf(container);
  const { start, end } = container.range;
  return !page.errors.some(
    (error) =>
      error.start >= start &&
      error.start <= end &&
      !HARMLESS.has(error.code) &&
      !members.some(({ range }) => range.start <= error.start && error.end < range.end),
  );
}

function errorsTouch({ errors }: Page, start: number, end: number): boolean {
  return errors.some((error) => error.start <= end && start <= error.end && !HARMLESS.has(error.code));
}

/** Mistakes that leave no doubt about where things begin and end. */
const HARMLESS: ReadonlySet<JsonError['code']> = new Set(['missing-comma', 'trailing-comma']);

/** None where an edit would have to spell a hole. */
function placeEdits(edits: readonly TextEdit[], embedded: Embedded): readonly TextEdit[] {
  if (edits.some(({ newText }) => newText.includes(HOLE))) return [];
  return edits.map(({ range, newText }) => ({
    range: embedded.placement.range(range.start, range.end),
    newText: embedded.escape(newText),
  }));
}
