import type { Action, Catalog, Service } from '../../catalog/catalog.ts';
import type { PolicyDocument } from '../../policy/model.ts';
import type { Place } from '../place.ts';
import { actionsOf } from '../statement-actions.ts';
import type { CompletionItem, CompletionList } from './list.ts';
import { listedActions } from './listed-actions.ts';
import { resourcePolicyActions } from './resource-policy-actions.ts';

/** A word without a colon: services by prefix or name, and actions by what they do. */
export function completeActionWord(place: Place): CompletionList {
  const { cursor } = place;
  const typed = cursor.before.trim();
  const near = servicesInUse(place);
  const items =
    typed === ''
      ? [...expectedActions(place), ...services(place, typed, near), everything(place)]
      : [...services(place, typed, near), ...byMeaning(place, typed, near)];
  return { range: cursor.replace, items, incomplete: true, topic: 'service' };
}

/** Services that the document already speaks of, and the one it is attached to. */
function servicesInUse({ cursor, catalog, use }: Place): ReadonlySet<string> {
  const { policy } = cursor;
  const known = memo.get(policy);
  const named = known?.catalog === catalog ? known.services : servicesOf(policy, catalog);
  if (named !== known?.services) memo.set(policy, { catalog, services: named });
  return use.attachedTo === undefined ? named : new Set([...named, use.attachedTo.service]);
}

const memo = new WeakMap<
  PolicyDocument,
  { readonly catalog: Catalog; readonly services: ReadonlySet<string> }
>();

function servicesOf({ statements }: PolicyDocument, catalog: Catalog): ReadonlySet<string> {
  const found = new Set<string>();
  for (const statement of statements)
    for (const { service } of actionsOf(catalog, statement).actions) found.add(service);
  return found;
}

function services(place: Place, typed: string, near: ReadonlySet<string>): readonly CompletionItem[] {
  const word = typed.replace(/:$/, '').toLowerCase();
  const inName = new RegExp(`[ (-]${word.replace(/[^a-z0-9 -]/g, '.')}`, 'i');
  return place.catalog.services.flatMap((service): readonly CompletionItem[] => {
    const rank = rankOf(service, word, inName);
    if (rank === undefined) return [];
    const label = service.prefix;
    return [
      {
        label,
        kind: 'service',
        detail: service.name,
        newText: place.cursor.spell(`${label}:`),
        sortText: `${near.has(label) ? 0 : 1}${rank}${label}`,
        retrigger: true,
        ...filterOf(typed, label),
      },
    ];
  });
}

/** 0: the prefix begins so; 1: a word of the name does; 2: the prefix has it inside. */
function rankOf({ prefix, name }: Service, word: string, inName: RegExp): number | undefined {
  if (prefix.startsWith(word)) return 0;
  if (inName.test(` ${name}`)) return 1;
  return word.length > 1 && prefix.includes(word) ? 2 : undefined;
}

/** What the client compares with the typed text: an item found by its meaning carries the words. */
function filterOf(typed: string, label: string): { readonly filterText?: string } {
  return typed === '' || label.startsWith(typed) ? {} : { filterText: `${typed} ${label}` };
}

function byMeaning(place: Place, typed: string, near: ReadonlySet<string>): readonly CompletionItem[] {
  const words = typed.replace(/[*?:]/g, ' ').trim();
  if (words.length < 3) return [];
  const listed = listedActions(place);
  const found = place.catalog
    .searchActions(words, SEARCHED)
    .filter(({ fullName }) => !listed.has(fullName.toLowerCase()));
  const rank = (action: Action) => (near.has(action.service) ? 0 : 1);
  return found
    .map((action, index) => ({ action, index }))
    .sort((a, b) => rank(a.action) - rank(b.action) || a.index - b.index)
    .slice(0, SHOWN)
    .map(({ action }, index) => {
      const named = hasWords(action, words) ? '0a' : '3';
      return actionItem(place, action, `${rank(action)}${named}${String(index).padStart(3, '0')}`, typed);
    });
}

/** Whole words of the name: `query` in `QueryMetrics`, but not `prom` in `PromoteReplica`. Such actions precede services found by name. */
function hasWords({ name }: Action, words: string): boolean {
  const own = new Set(
    name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((word) => word.toLowerCase()),
  );
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => own.has(word));
}

/** The search's best, from which services of the document are taken first. */
const SEARCHED = 300;
const SHOWN = 60;

function actionItem({ cursor }: Place, action: Action, sortText: string, typed: string): CompletionItem {
  return {
    label: action.fullName,
    kind: 'action',
    detail: action.access,
    newText: cursor.spell(action.fullName),
    sortText,
    topic: 'action',
    ...filterOf(typed, action.fullName),
  };
}

/** What policies of this kind are mostly about. */
function expectedActions(place: Place): readonly CompletionItem[] {
  const listed = listedActions(place);
  return [...resourcePolicyActions(place.use, place.catalog)].flatMap((name, index) => {
    const action = listed.has(name.toLowerCase()) ? undefined : place.catalog.action(name);
    return action === undefined ? [] : [actionItem(place, action, ` ${String(index).padStart(2, '0')}`, '')];
  });
}

function everything({ cursor }: Place): CompletionItem {
  return {
    label: '*',
    kind: 'wildcard',
    detail: 'every action of every service',
    newText: cursor.spell('*'),
    sortText: '~',
    topic: 'action',
  };
}
