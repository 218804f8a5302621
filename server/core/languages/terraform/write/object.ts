import type { Neighbours, PlainValue, PolicyPath, Writer } from '../../../policy/model.ts';
import type { Value } from '../../../policy/value.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { follow, type Holder } from '../../json/places.ts';
import type { Expr, ObjectEntry, ObjectExpr, TupleExpr } from '../hcl/ast.ts';
import type { ModuleFile } from '../module.ts';
import { DOCUMENT_ORDER, STATEMENT_ORDER } from '../names.ts';
import { eolOf, hasBreak, indentAt, startsLine } from '../trivia.ts';
import { type Keyed, paddingAt } from './align.ts';
import { insertItem, objectContainer, tupleContainer, wrap } from './lists.ts';
import { insertMember, removeMembers, widen } from './members.ts';
import { isLiteral, type Nodes, nodesOfExpr, sameRange } from './nodes.ts';
import { printEntry, printExpr, printKey, type Style } from './print.ts';
import { styleOfObject } from './style.ts';
import { writePart, writeReference, writeText } from './texts.ts';
import { tidy } from './tidy.ts';

/** Writes a policy that is an object of HCL, or a list of its statements. `root` is what that evaluates to, with the ranges of its expressions. */
export function objectWriter(file: ModuleFile, expr: ObjectExpr | TupleExpr, root: Value): Writer {
  const { text } = file.source;
  const nodes = nodesOfExpr(expr);
  let style: Style | undefined;
  const page = (): Page => {
    style ??= styleOfObject(text, expr.kind === 'object' ? expr : firstObject(expr));
    return { text, nodes, root, style };
  };
  return {
    text: (scalar, value) => writeText(nodes, scalar, value),
    part: (range, value) => writePart(nodes, range, value),
    set: (path, value) => set(page(), path, value),
    insert: (path, value) => insert(page(), path, value),
    remove: (path) => removeAll(page(), [path]),
    removeAll: (paths) => removeAll(page(), paths),
    rename: (path, name) => rename(page(), path, name),
    refer: (scalar, reference) => writeReference(nodes, scalar, reference),
    tidy: (edits) => tidy(text, expr.range, edits),
    neighbours: (path) => neighboursAt(page(), path),
  };
}

function firstObject({ items, range }: TupleExpr): ObjectExpr {
  const first = items.find((item) => item.kind === 'object');
  return first ?? { kind: 'object', range, entries: [] };
}

interface Page {
  readonly text: string;
  readonly nodes: Nodes;
  readonly root: Value;
  readonly style: Style;
}

/** A statement without brackets gets them when it is not alone any more. */
function neighboursAt({ text, nodes, root }: Page, path: PolicyPath): Neighbours | undefined {
  const { rest, holder, value } = follow(root, path);
  const expr = rest.length > 0 ? undefined : nodes.plain(value.range);
  if (expr?.kind !== 'object' || holder === undefined) return undefined;
  const { range } = expr;
  if (holder.container.type === 'object') return { range, before: '[', between: ', ', after: ']' };
  if (nodes.plain(holder.container.range)?.kind !== 'tuple') return undefined;
  const between = startsLine(text, range.start) ? `,${eolOf(text)}${indentAt(text, range.start)}` : ', ';
  return { range, before: '', between, after: '' };
}

function set(page: Page, path: PolicyPath, value: PlainValue): readonly TextEdit[] {
  const { text, nodes, root, style } = page;
  const place = follow(root, path);
  const expr = nodes.plain(place.value.range);
  const [step, ...further] = place.rest;
  if (expr === undefined) return [];
  if (step === undefined) {
    if (!isLiteral(expr)) return [];
    const { start, end } = expr.range;
    const spread = isSpread(page, expr);
    return [
      { range: expr.range, newText: printExpr(value, style, indentAt(text, start), spread && end > start) },
    ];
  }
  const made = further.reduceRight<PlainValue | undefined>(wrap, value);
  if (made === undefined) return [];
  if (typeof step === 'string')
    return expr.kind === 'object' ? insertEntry(page, expr, place.taken, step, made) : [];
  if (expr.kind === 'tuple')
    return step === expr.items.length ? addItem(page, expr, place.value, step, made) : [];
  if (step !== 1 || place.holder === undefined || !isScalar(place.value)) return [];
  return widen(expr.range, 1, printExpr(made, style, '', false));
}

function insert(page: Page, path: PolicyPath, value: PlainValue): readonly TextEdit[] {
  const index = path.at(-1);
  if (typeof index !== 'number') return [];
  const { nodes, root, style } = page;
  const place = follow(root, path.slice(0, -1));
  if (place.rest.length > 0) return index === 0 ? set(page, path.slice(0, -1), [value]) : [];
  const expr = nodes.plain(place.value.range);
  if (expr?.kind === 'tuple') return addItem(page, expr, place.value, index, value);
  if (expr === undefined || place.holder === undefined || !isScalar(place.value)) return [];
  return index === 0 || index === 1 ? widen(expr.range, index, printExpr(value, style, '', false)) : [];
}

function addItem(
  { text, style }: Page,
  tuple: TupleExpr,
  list: Value,
  index: number,
  value: PlainValue,
): readonly TextEdit[] {
  return insertItem(text, [tuple], list, index, (indent, spread) => printExpr(value, style, indent, spread));
}

function insertEntry(
  { text, style }: Page,
  object: ObjectExpr,
  path: PolicyPath,
  name: string,
  value: PlainValue,
): readonly TextEdit[] {
  const { entries } = object;
  const own = styleOfObject(text, object, style);
  const index = placeOf(text, entries, path, name);
  const print = (indent: string, spread: boolean) => {
    const entry = printEntry(name, value, own, indent, spread);
    const alone = !spread || own.sign !== ' = ' || hasBreak(entry, 0, entry.length);
    if (alone) return entry;
    const key = printKey(name, own);
    return key + paddingAt(text, keyed(entries), index, key.length, false) + entry.slice(key.length + 1);
  };
  return insertMember(text, objectContainer(object), index, print);
}

/** After the last entry that customarily comes earlier; in an object without an order, at the end. */
function placeOf(text: string, entries: readonly ObjectEntry[], path: PolicyPath, name: string): number {
  const order =
    path.length === 0
      ? DOCUMENT_ORDER
      : path[0] === 'Statement' && (path.length === 1 || (path.length === 2 && typeof path[1] === 'number'))
        ? STATEMENT_ORDER
        : undefined;
  const rank = order?.indexOf(name) ?? -1;
  if (order === undefined || rank < 0) return entries.length;
  const ranks = entries.map(({ key }) => order.indexOf(keyName(text, key)));
  const before = ranks.findLastIndex((one) => one >= 0 && one < rank);
  if (before >= 0) return before + 1;
  const after = ranks.findIndex((one) => one > rank);
  return after >= 0 ? after : entries.length;
}

/** Enough to know the elements by. */
function keyName(text: string, key: Expr): string {
  if (key.kind === 'traversal') return key.root;
  return key.kind === 'template' ? text.slice(key.inner.start, key.inner.end) : '';
}

function rename({ text, nodes, root, style }: Page, path: PolicyPath, name: string): readonly TextEdit[] {
  const { rest, holder } = follow(root, path);
  if (rest.length > 0 || holder?.container.type !== 'object') return [];
  const object = nodes.plain(holder.container.range);
  const entry = holder.container.entries[holder.index];
  if (object?.kind !== 'object' || entry === undefined) return [];
  const index = object.entries.findIndex(({ range }) => sameRange(range, entry.range));
  const found = object.entries[index];
  if (found === undefined || found.computed || !isNameable(found.key)) return [];
  const key = printKey(name, { quotedKeys: found.key.kind === 'template' || style.quotedKeys });
  const sign = /^ +=/.exec(text.slice(found.key.range.end, found.value.range.start));
  if (sign === null) return [{ range: found.key.range, newText: key }];
  const end = found.key.range.end + sign[0].length - 1;
  const padding = paddingAt(text, keyed(object.entries), index, key.length, true);
  return [{ range: { start: found.key.range.start, end }, newText: key + padding }];
}

function keyed(entries: readonly ObjectEntry[]): readonly Keyed[] {
  return entries.map(({ key, range, value }) => ({ key: key.range, range, value }));
}

function isNameable(key: Expr): boolean {
  return (key.kind === 'traversal' && key.steps.length === 0) || (key.kind === 'template' && isLiteral(key));
}

function removeAll(page: Page, paths: readonly PolicyPath[]): readonly TextEdit[] {
  const { text, nodes, root } = page;
  const units: Unit[] = [];
  for (const path of paths) {
    const { rest, holder } = follow(root, path);
    const unit = rest.length > 0 || holder === undefined ? undefined : unitOf(nodes, holder);
    if (unit === undefined) return [];
    units.push(unit);
  }
  const byContainer = new Map<Unit['expr'], Set<number>>();
  for (const unit of units) {
    const inside = units.some(
      ({ range }) => range.start <= unit.expr.range.start && unit.expr.range.end <= range.end,
    );
    if (inside) continue;
    byContainer.set(unit.expr, (byContainer.get(unit.expr) ?? new Set<number>()).add(unit.index));
  }
  return [...byContainer].flatMap(([expr, indexes]) => {
    const sorted = [...indexes].sort((a, b) => a - b);
    if (expr.kind === 'tuple') return removeMembers(text, tupleContainer(expr), sorted);
    return removeMembers(text, objectContainer(expr), sorted);
  });
}

interface Unit {
  readonly expr: ObjectExpr | TupleExpr;
  readonly index: number;
  /** Of the member. */
  readonly range: { readonly start: number; readonly end: number };
}

function unitOf(nodes: Nodes, { container, index }: Holder): Unit | undefined {
  const expr = nodes.plain(container.range);
  if (container.type === 'list') {
    if (expr?.kind !== 'tuple' || expr.items.length !== container.items.length) return undefined;
    const item = expr.items[index];
    return item === undefined ? undefined : { expr, index, range: item.range };
  }
  const entry = container.entries[index];
  if (expr?.kind !== 'object' || entry === undefined) return undefined;
  const at = expr.entries.findIndex(({ range }) => sameRange(range, entry.range));
  return at < 0 ? undefined : { expr, index: at, range: entry.range };
}

function isScalar(value: Value): boolean {
  return value.type === 'string' || value.type === 'number' || value.type === 'boolean';
}

/** What replaces an expression may take lines where the author's do. */
function isSpread({ text, root }: Page, expr: Expr): boolean {
  return hasBreak(text, root.range.start, root.range.end) || hasBreak(text, expr.range.start, expr.range.end);
}
