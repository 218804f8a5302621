import type { Action, Catalog } from '../../catalog/catalog.ts';
import type { Item } from '../../policy/model.ts';
import type { Offer, Refactoring, RefactoringContext, Refusal } from '../refactoring.ts';
import { copies, sidOfCopy, sidsOf, withoutItems } from './copies.ts';
import { isSpelledOut } from './lists.ts';
import { isPlain, statementAt } from './place.ts';
import { counted, some } from './words.ts';

/** A statement per service. */
export const splitByService: Refactoring = {
  name: 'split-statement-by-service',
  title: 'Split a statement by service',
  kind: 'refactor.rewrite',
  offer: (ctx) =>
    split(
      ctx,
      ({ text }) => text.value?.slice(0, text.value.indexOf(':')).toLowerCase(),
      (keys) => `Split the statement by service into ${keys.length}: ${some(keys)}`,
      capital,
    ),
};

/** Actions that take only `*` apart from those that take ARNs. */
export const splitByResourceLevel: Refactoring = {
  name: 'split-statement-by-resource-level',
  title: 'Split off the actions that take only "*"',
  kind: 'refactor.rewrite',
  offer: (ctx) =>
    split(
      ctx,
      (item) => levelOf(item, ctx.catalog),
      (_keys, groups) => {
        const wild = groups.get(WILD)?.length ?? 0;
        return `Split off ${wild === 1 ? 'the action' : `the ${counted(wild, 'element')}`} of "Action" for which only "*" will do`;
      },
      (key) => (key === WILD ? 'Any' : 'Named'),
    ),
};

/** A statement for each set of resource types that actions take. */
export const splitByResourceType: Refactoring = {
  name: 'split-statement-by-resource-type',
  title: 'Split a statement by resource type',
  kind: 'refactor.rewrite',
  offer: (ctx) =>
    split(
      ctx,
      (item) => typesOf(item, ctx.catalog),
      (keys) => `Split the statement by resource type into ${keys.length}`,
      (key) => (key === '' ? 'Any' : key.split(' ').map(capital).join('')),
    ),
};

/** `keyOf` says which group an element of `Action` belongs to; undefined: it cannot be told, and nothing is offered. */
function split(
  ctx: RefactoringContext,
  keyOf: (item: Item) => string | undefined,
  titleOf: (keys: readonly string[], groups: ReadonlyMap<string, readonly number[]>) => string,
  wordOf: (key: string) => string,
): Offer | Refusal | undefined {
  const place = statementAt(ctx);
  const field = place?.statement.action;
  if (place === undefined || field === undefined || field.value.items.length < 2) return undefined;
  const groups = new Map<string, number[]>();
  for (const [index, item] of field.value.items.entries()) {
    const key = keyOf(item);
    if (key === undefined) return undefined;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [index]);
    else known.push(index);
  }
  if (groups.size < 2) return undefined;
  const { text, document, statement } = place;
  const title = titleOf([...groups.keys()], groups);
  const { write } = document;
  if (groups.size > MOST) return { title, disabled: `That would be ${groups.size} statements` };
  if (!isPlain(statement) || !isSpelledOut({ text, write }, field))
    return { title, disabled: 'Parts of the statement are made by expressions' };
  if (write.neighbours?.(statement.path) === undefined)
    return { title, disabled: 'The statement cannot be copied where it stands' };
  const edits = () => {
    const taken = sidsOf(document);
    const variants = [...groups].map(([key, kept], index) => [
      ...withoutItems({ text, write }, field, (at) => kept.includes(at)),
      ...(index === 0 ? [] : sidOfCopy(document, statement, wordOf(key), taken)),
    ]);
    return [{ uri: ctx.file.source.uri, edits: copies(text, document, statement, variants) }];
  };
  return { title, grade: 'safe', edits };
}

/** Statements; more of them read worse than the one. */
const MOST = 30;

const WILD = 'wild';

/** An element that stands for some of both stays with those that take only `*`. */
function levelOf(item: Item, catalog: Catalog): string | undefined {
  const actions = withResources(item, catalog);
  if (actions === undefined) return undefined;
  return actions.every(({ resourceTypes }) => resourceTypes.length > 0) ? 'arn' : WILD;
}

function typesOf(item: Item, catalog: Catalog): string | undefined {
  const actions = withResources(item, catalog);
  if (actions === undefined) return undefined;
  const names = actions.flatMap(({ resourceTypes }) => resourceTypes.map(({ type }) => type.name));
  return [...new Set(names)].toSorted().join(' ');
}

/** Undefined where it is not known what an element stands for, or what that works on. */
export function withResources(item: Item, catalog: Catalog): readonly Action[] | undefined {
  const actions = actionsOf(item, catalog);
  return actions?.some(({ resourcesUnknown }) => resourcesUnknown === true) ? undefined : actions;
}

function actionsOf({ text }: Item, catalog: Catalog): readonly Action[] | undefined {
  const match = text.value === undefined ? undefined : catalog.expand(text.value);
  if (match?.kind === 'one') return [match.action];
  return match?.kind === 'pattern' && match.actions.length > 0 ? match.actions : undefined;
}

function capital(word: string): string {
  return word.replace(/(?:^|(?<![^A-Za-z0-9])[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_all, letter: string) =>
    letter.toUpperCase(),
  );
}
