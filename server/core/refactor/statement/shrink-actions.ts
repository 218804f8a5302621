import type { Action, Catalog, Service } from '../../catalog/catalog.ts';
import type { Field, List } from '../../policy/model.ts';
import type { Refactoring } from '../refactoring.ts';
import { isSpelledOut, rewriteItems, type Wanted } from './lists.ts';
import { edited, listAt } from './place.ts';
import { type Wildcard, wildcardsFor } from './wildcards.ts';
import { counted } from './words.ts';

/** Actions of a list become the wildcards that stand for them and, today, for nothing else. */
export const shrinkActions: Refactoring = {
  name: 'shrink-actions',
  title: 'Shrink actions into wildcards',
  kind: 'refactor.rewrite',
  offer(ctx) {
    const place = listAt(ctx, ['action', 'notAction']);
    if (place === undefined) return undefined;
    const { field, document, text } = place;
    const plan = planOf(field, ctx.catalog);
    if (plan === undefined) return undefined;
    const sheet = { text, write: document.write };
    const title = `Shrink ${counted(plan.before, 'element')} into ${plan.after} with wildcards that match nothing else today`;
    if (!isSpelledOut(sheet, field)) return { title, disabled: 'The list is made by an expression' };
    return {
      title,
      grade: 'review',
      note: 'Actions that AWS adds later may be meant, too',
      edits: () => edited(ctx, document, rewriteItems(sheet, field, plan.wanted)),
    };
  },
};

interface Plan {
  /** Elements of the list. */
  readonly before: number;
  readonly after: number;
  readonly wanted: ReadonlyMap<number, readonly Wanted[]>;
}

/** Undefined where the list would not get shorter. Remembered: the place is asked about at each move of the cursor. */
function planOf(field: Field<List>, catalog: Catalog): Plan | undefined {
  const known = plans.get(field);
  if (known?.catalog === catalog) return known.plan;
  const plan = makePlan(field, catalog);
  plans.set(field, { catalog, plan });
  return plan;
}

const plans = new WeakMap<Field<List>, { readonly catalog: Catalog; readonly plan: Plan | undefined }>();

function makePlan({ value: { items, open } }: Field<List>, catalog: Catalog): Plan | undefined {
  if (open.length > 0 || items.length < 2) return undefined;
  const wanted = new Map<number, readonly Wanted[]>();
  let after = items.length;
  for (const [service, entries] of byService(items, catalog)) {
    if (entries.length < 2 || service.partial === true) continue;
    const names = new Set(entries.flatMap((entry) => entry.names));
    const wildcards = wildcardsFor(service, names);
    const covered = new Set(wildcards.flatMap(({ members }) => members));
    const gone = entries.filter((entry) => entry.names.every((name) => covered.has(name)));
    if (wildcards.length >= gone.length) continue;
    after -= gone.length - wildcards.length;
    for (const entry of gone) wanted.set(entry.index, []);
    placeWildcards(service, wildcards, gone, wanted);
  }
  return after === items.length ? undefined : { before: items.length, after, wanted };
}

/** An element of the list with the lower-case names of what it stands for. */
interface Listed {
  readonly index: number;
  readonly text: string;
  readonly names: readonly string[];
}

function byService(items: List['items'], catalog: Catalog): ReadonlyMap<Service, readonly Listed[]> {
  const found = new Map<Service, Listed[]>();
  items.forEach(({ text }, index) => {
    const match = text.value === undefined ? undefined : catalog.expand(text.value);
    if (match?.kind !== 'one' && match?.kind !== 'pattern') return;
    const actions: readonly Action[] =
      match.kind === 'one' ? [match.action] : [...match.actions, ...match.retired];
    const listed = {
      index,
      text: text.value ?? '',
      names: actions.map(({ name }) => name.toLowerCase()),
    };
    const known = found.get(match.service);
    if (known === undefined) found.set(match.service, [listed]);
    else known.push(listed);
  });
  return found;
}

/** Each wildcard stands where the first element that it replaces stood. One that the list has already stays as it is. */
function placeWildcards(
  { prefix }: Service,
  wildcards: readonly Wildcard[],
  gone: readonly Listed[],
  wanted: Map<number, readonly Wanted[]>,
): void {
  for (const { pattern, members } of wildcards) {
    const full = `${prefix}:${pattern}`;
    const own = gone.find(({ text }) => text.toLowerCase() === full.toLowerCase());
    const set = new Set(members);
    const first = own ?? gone.find(({ names }) => names.some((name) => set.has(name)));
    if (first === undefined) continue;
    wanted.set(first.index, [...(wanted.get(first.index) ?? []), own === undefined ? full : own.index]);
  }
}
