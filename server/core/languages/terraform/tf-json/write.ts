import type { PlainValue, PolicyPath, Writer } from '../../../policy/model.ts';
import type { Text } from '../../../policy/text.ts';
import type { Value } from '../../../policy/value.ts';
import { entryOf } from '../../../policy/value.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { own } from '../../../text/own.ts';
import type { TextRange } from '../../../text/range.ts';
import { escapeInString } from '../../json/embedded.ts';
import { type JsonWriter, jsonWriter } from '../../json/write.ts';
import type { Block } from '../hcl/ast.ts';
import type { ModuleFile } from '../module.ts';
import { DOCUMENT_NAMES, LIST_ELEMENTS, STATEMENT_NAMES } from '../names.ts';
import {
  asTemplate,
  insideOf,
  isComputed,
  type JsonPage,
  jsonPage,
  matching,
  objectsOf,
  spelledAt,
  statementAt,
  valueAt,
} from './page.ts';
import type { JsonNames } from './ram.ts';
import { removedPaths } from './removal.ts';
import { setInside } from './set.ts';
import { statementObject } from './values.ts';

export interface TfJsonWriter extends Writer {
  readonly page: () => JsonPage | undefined;
}

export function isTfJsonWriter(writer: Writer): writer is TfJsonWriter {
  return 'page' in writer;
}

/** A page with the writer of its JSON. */
export interface Desk extends JsonPage {
  readonly json: JsonWriter;
}

/** Writes a document's block in Terraform's JSON syntax. `root` is what the block evaluates to. */
export function tfJsonWriter(file: ModuleFile, block: Block, root: Value, names?: JsonNames): TfJsonWriter {
  let lazily: { readonly desk: Desk | undefined } | undefined;
  const desk = () => {
    if (lazily === undefined) {
      const page = jsonPage(file.source, block, root, names);
      lazily = { desk: page === undefined ? undefined : deskOf(page) };
    }
    return lazily.desk;
  };
  const on = (write: (desk: Desk) => readonly TextEdit[]) => {
    const here = desk();
    return here === undefined ? [] : write(here);
  };
  return {
    page: desk,
    text: (scalar, value) => on((here) => whole(here, scalar, (name) => asTemplate(value, name))),
    part: (range, value) => on((here) => part(here, range, value)),
    set: (path, value) => on((here) => set(here, path, value)),
    insert: (path, value) => on((here) => insert(here, path, value)),
    remove: (path) => on((here) => removeAll(here, [path])),
    removeAll: (paths) => on((here) => removeAll(here, paths)),
    rename: (path, name) => on((here) => rename(here, path, name)),
    neighbours(path) {
      const here = desk();
      const [root, index, ...rest] = path;
      const there = root === 'Statement' && rest.length === 0 && here && statementAt(here, index);
      return there ? here.json.neighbours?.(there.path) : undefined;
    },
    refer: (scalar, { target, attribute }) =>
      on((here) =>
        whole(here, scalar, () => `\${${attribute === undefined ? target : `${target}.${attribute}`}}`),
      ),
  };
}

function deskOf(page: JsonPage): Desk {
  const json = jsonWriter(page.sheet, undefined);
  return { ...page, json: page.names?.writer(json) ?? json };
}

/** The name of the argument that a path leads to or into. */
function argumentOf(path: PolicyPath): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

function whole({ object, sheet }: Desk, { range }: Text, spell: (argument: string) => string) {
  const spelled = spelledAt(object, range);
  if (spelled === undefined || !('text' in spelled.value)) return [];
  if (isComputed(sheet().text.slice(range.start, range.end))) return [];
  return [{ range, newText: JSON.stringify(spell(argumentOf(spelled.path))) }];
}

/** Of the string that holds the stretch; none where an expression stands in the way. */
function part({ object, sheet }: Desk, range: TextRange, value: string): readonly TextEdit[] {
  const found = stringAround(object, range, []);
  if (found === undefined) return [];
  const { text } = sheet();
  const { inner } = found.text;
  const expressions = text
    .slice(inner.start, inner.end)
    .matchAll(/(?:(?<!\$)\$|(?<!%)%)\{(?:[^}$%]|[$%](?!\{))*\}/g);
  for (const { index, 0: expression } of expressions) {
    const start = inner.start + index;
    if (start < range.end && range.start < start + expression.length) return [];
  }
  return [{ range, newText: escapeInString(asTemplate(value, argumentOf(found.path))) }];
}

function stringAround(
  value: Value,
  range: TextRange,
  path: PolicyPath,
): { text: Text; path: PolicyPath } | undefined {
  if (range.start < value.range.start || value.range.end < range.end) return undefined;
  if (value.type === 'string') return { text: value.text, path };
  const parts: readonly (readonly [string | number, Value])[] =
    value.type === 'object'
      ? value.entries.map((entry) => [entry.name, entry.value] as const)
      : value.type === 'list'
        ? value.items.map((item, index) => [index, item] as const)
        : [];
  for (const [step, child] of parts) {
    const found = stringAround(child, range, [...path, step]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function set(desk: Desk, path: PolicyPath, value: PlainValue): readonly TextEdit[] {
  const [root, index] = path;
  if (path.length === 1 && (root === 'Version' || root === 'Id')) {
    const name = own(DOCUMENT_NAMES, root) ?? root;
    const there = entryOf(desk.object, name)?.value;
    if (typeof value === 'object' || (there !== undefined && isExpression(desk, there))) return [];
    return desk.json.set([name], asTemplate(String(value), name));
  }
  if (root === 'Statement' && path.length === 2) return setStatement(desk, index, value);
  const inside = insideOf(desk, path);
  return inside === undefined ? [] : setInside(desk, inside, value);
}

function setStatement(
  desk: Desk,
  index: string | number | undefined,
  value: PlainValue,
): readonly TextEdit[] {
  const printed = statementObject(value);
  if (printed === undefined || typeof index !== 'number') return [];
  const there = statementAt(desk, index);
  if (there !== undefined) return desk.json.set(there.path, printed);
  const list = valueAt(desk, ['Statement']);
  if (list?.type !== 'list' || list.items.length !== index) return [];
  const count = objectsOf({ path: [], value: desk.object }, 'statement').length;
  return desk.json.set(count === 0 ? ['statement'] : ['statement', count], count === 0 ? [printed] : printed);
}

function insert(desk: Desk, path: PolicyPath, value: PlainValue): readonly TextEdit[] {
  const index = path.at(-1);
  if (typeof index !== 'number') return [];
  if (path.length === 2 && path[0] === 'Statement') {
    const there = statementAt(desk, index);
    const printed = statementObject(value);
    if (there === undefined) return setStatement(desk, index, value);
    const at = there.path.length === 1 ? [...there.path, 0] : there.path;
    return printed === undefined ? [] : desk.json.insert(at, printed);
  }
  const inside = insideOf(desk, path);
  const list = valueAt(desk, path.slice(0, -1));
  if (inside === undefined || typeof value === 'object') return [];
  if (list?.type !== 'list') return index === 0 ? set(desk, path, value) : [];
  const item = list.items[index];
  if (item === undefined) return set(desk, path, value);
  const at = spelledAt(desk.object, item.range)?.path;
  return at === undefined || typeof at.at(-1) !== 'number'
    ? []
    : desk.json.insert(at, asTemplate(String(value), argumentOf(at)));
}

function removeAll(desk: Desk, paths: readonly PolicyPath[]): readonly TextEdit[] {
  const removed = removedPaths(desk, paths);
  return removed === undefined ? [] : desk.json.removeAll(removed);
}

function rename(desk: Desk, path: PolicyPath, name: string): readonly TextEdit[] {
  if (path.length === 1) {
    const [from = ''] = path;
    const to = own(DOCUMENT_NAMES, name);
    if (to === undefined || name === 'Statement') return [];
    return desk.json.rename([own(DOCUMENT_NAMES, String(from)) ?? from], to);
  }
  const inside = insideOf(desk, path);
  if (inside === undefined || inside.rest.length > inside.depth) return [];
  const { statement, element, rest } = inside;
  if (rest.length === 0) {
    const to = own(STATEMENT_NAMES, name);
    if (to === undefined || LIST_ELEMENTS.has(element) !== LIST_ELEMENTS.has(name)) return [];
    return desk.json.rename([...statement.path, inside.name], to);
  }
  const argument = element !== 'Condition' ? 'type' : rest.length === 1 ? 'test' : 'variable';
  return matching(desk, inside).flatMap(({ value }): readonly TextEdit[] => {
    const said = entryOf(value, argument)?.value;
    return said?.type === 'string' ? whole(desk, said.text, () => asTemplate(name, argument)) : [];
  });
}

function isExpression({ sheet }: JsonPage, { range }: Value): boolean {
  return isComputed(sheet().text.slice(range.start, range.end));
}
