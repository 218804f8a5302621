import type { AccessLevel, Catalog } from '../../catalog/catalog.ts';
import type { Item } from '../../policy/model.ts';
import type { Refactoring, RefactoringContext } from '../refactoring.ts';
import { isSpelledOut } from './lists.ts';
import { permuted } from './permute.ts';
import { type ListPlace, listAt } from './place.ts';

/** Actions in the order of the alphabet. */
export const sortActions: Refactoring = {
  name: 'sort-actions',
  title: 'Sort the actions',
  kind: 'refactor.rewrite',
  offer: (ctx) => reorder(ctx, 'Sort the actions', ({ text }) => [text]),
};

/** Actions by service, and within a service by what they do: list, read, write, tag, manage permissions. */
export const groupActions: Refactoring = {
  name: 'group-actions',
  title: 'Group the actions by service and access level',
  kind: 'refactor.rewrite',
  offer: (ctx) =>
    reorder(ctx, 'Group the actions by service and access level', ({ text, level }) => [
      text.slice(0, text.indexOf(':')),
      String(level()),
      text,
    ]),
};

interface Listed {
  /** Lower case. */
  readonly text: string;
  level(): number;
}

function reorder(ctx: RefactoringContext, title: string, keyOf: (listed: Listed) => readonly string[]) {
  const place = listAt(ctx, ['action', 'notAction']);
  if (place === undefined || place.field.value.items.length < 2) return undefined;
  const order = orderOf(place, ctx.catalog, keyOf);
  if (order === undefined || order.every((from, to) => from === to)) return undefined;
  const { field, document, text } = place;
  if (!isSpelledOut({ text, write: document.write }, field))
    return { title, disabled: 'The list is made by an expression' };
  const edits = permuted(text, field.value, order);
  if (edits === undefined) return { title, disabled: 'Comments stand between the actions of a line' };
  return { title, grade: 'safe' as const, edits: () => [{ uri: ctx.file.source.uri, edits }] };
}

/** Which item comes where; undefined where an item's text is not known. */
function orderOf(
  { field }: ListPlace,
  catalog: Catalog,
  keyOf: (listed: Listed) => readonly string[],
): readonly number[] | undefined {
  const { items } = field.value;
  const keys = items.map((item) => {
    const text = item.text.value?.toLowerCase();
    return text === undefined ? undefined : keyOf({ text, level: () => levelOf(item, catalog) });
  });
  if (keys.includes(undefined)) return undefined;
  return items.map((_, index) => index).sort((a, b) => compare(keys[a] ?? [], keys[b] ?? []) || a - b);
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < a.length; at++) {
    const [x = '', y = ''] = [a[at], b[at]];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** Wildcards rank as the strongest of what they stand for. */
function levelOf({ text }: Item, catalog: Catalog): number {
  const match = text.value === undefined ? undefined : catalog.expand(text.value);
  if (match?.kind === 'one') return LEVELS.indexOf(match.action.access);
  if (match?.kind !== 'pattern') return LEVELS.length;
  let strongest = 0;
  for (const { access } of match.actions) strongest = Math.max(strongest, LEVELS.indexOf(access));
  return strongest;
}

const LEVELS: readonly AccessLevel[] = [
  'List',
  'Read',
  'Write',
  'Tagging',
  'Permissions management',
  'Unknown',
];
