import type { Action, Service } from '../../catalog/catalog.ts';
import type { TextRange } from '../../text/range.ts';
import { count } from '../markdown.ts';
import type { Place } from '../place.ts';
import type { CompletionItem, CompletionList } from './list.ts';
import { listedActions } from './listed-actions.ts';
import { resourcePolicyActions } from './resource-policy-actions.ts';
import { partAtCursor } from './spelling.ts';
import { wildcardsOf } from './wildcards.ts';
import { completeActionWord } from './words.ts';

/** An item of `Action` or `NotAction`. */
export function completeActions(place: Place): CompletionList {
  const { cursor, catalog } = place;
  const colon = cursor.before.indexOf(':');
  const service = colon < 0 ? undefined : catalog.service(cursor.before.slice(0, colon).trim());
  if (service === undefined) return completeActionWord(place);
  const typed = cursor.before.slice(colon + 1);
  const target = targetOf(place, cursor.before.slice(0, colon), typed);
  return /[*?]/.test(typed)
    ? matchesOf(place, service, typed, target)
    : namesOf(place, service, typed, target);
}

/** Either the name alone is replaced, or the whole scalar where it has no quotes yet. */
interface Target {
  readonly range: TextRange;
  newText(name: string): string;
  /** Undefined: the label will do. */
  filterText(name: string): string | undefined;
}

function targetOf({ cursor }: Place, prefix: string, typed: string): Target {
  const part = partAtCursor(cursor, typed.length);
  if (part !== undefined) return { range: part, newText: (name) => name, filterText: () => undefined };
  return {
    range: cursor.replace,
    newText: (name) => cursor.spell(`${prefix}:${name}`),
    filterText: (name) => `${prefix}:${name}`,
  };
}

function namesOf(place: Place, service: Service, typed: string, target: Target): CompletionList {
  const listed = listedActions(place);
  const wanted = resourcePolicyActions(place.use, place.catalog);
  const patterns = wildcardsOf(service, typed).map(({ pattern, matches }): CompletionItem => {
    return { label: pattern, kind: 'wildcard', detail: count(matches, 'action'), newText: pattern };
  });
  const all = `all ${count(service.actions.length, 'action')}`;
  // Last: nobody should grant a whole service by pressing Enter too early.
  if (typed === '') patterns.push({ label: '*', kind: 'wildcard', detail: all, newText: '*', sortText: '~' });
  const { items, incomplete } = choose(service, typed, target);
  const fresh = [...patterns, ...items].filter(
    ({ label }) => !listed.has(`${service.prefix}:${label}`.toLowerCase()),
  );
  const whole = target.filterText('') !== undefined;
  return {
    range: target.range,
    items: fresh.map((item) => {
      const ranked = wanted.has(`${service.prefix}:${item.label}`)
        ? { ...item, sortText: `!${item.label}` }
        : item;
      if (!whole) return ranked;
      const { label } = item;
      return { ...ranked, newText: target.newText(label), filterText: target.filterText(label) ?? label };
    }),
    incomplete,
    topic: `action ${service.prefix}`,
  };
}

/** One item per action, made once per service. */
function itemsOf(service: Service): readonly CompletionItem[] {
  const known = items.get(service);
  if (known !== undefined) return known;
  const main = mainNoun(service);
  const made = service.actions.map((action): CompletionItem => {
    const { name, deprecated } = action;
    const access = deprecated === undefined ? action.access : `${action.access}, deprecated`;
    const sortText = deprecated === undefined ? sortTextOf(action, main) : `~${name}`;
    const item = { label: name, kind: 'action', detail: access, newText: name } as const;
    return sortText === undefined ? item : { ...item, sortText };
  });
  items.set(service, made);
  return made;
}

const items = new WeakMap<Service, readonly CompletionItem[]>();

/** Where every item carries the whole scalar, a large service is sent in parts: more typing asks again. */
function choose(service: Service, typed: string, target: Target) {
  const all = itemsOf(service);
  if (target.filterText('') === undefined || all.length <= MAX_WHOLE)
    return { items: all, incomplete: false };
  const word = typed.toLowerCase();
  const fitting = all.filter(({ label }) => label.toLowerCase().includes(word));
  return { items: fitting.slice(0, MAX_WHOLE), incomplete: true };
}

const MAX_WHOLE = 300;

/** Behind `logs:Get*`: what it matches. Each match takes the place of the pattern; the first item keeps it. */
function matchesOf(place: Place, service: Service, typed: string, target: Target): CompletionList {
  const pattern = /[*]$/.test(typed) ? typed : `${typed}*`;
  const match = place.catalog.expand(`${service.prefix}:${pattern}`);
  const actions = match.kind === 'pattern' ? match.actions : [];
  const filterText = target.filterText(typed) ?? typed;
  const listed = listedActions(place);
  const items: CompletionItem[] = [
    {
      label: pattern,
      kind: 'wildcard',
      detail: count(actions.length, 'action'),
      newText: target.newText(pattern),
      filterText,
      sortText: '!',
      preselect: true,
    },
  ];
  for (const action of actions.slice(0, MAX_MATCHES)) {
    if (listed.has(action.fullName.toLowerCase())) continue;
    const { name, access } = action;
    items.push({ label: name, kind: 'action', detail: access, newText: target.newText(name), filterText });
  }
  return { range: target.range, items, incomplete: true, topic: `action ${service.prefix}` };
}

const MAX_MATCHES = 250;

/** Puts `CreateWorkspace` before `Create*` and its neighbours where the workspace is what the service is about. */
function sortTextOf({ name }: Action, main: string | undefined): string | undefined {
  const verb = /^[A-Z][a-z]+/.exec(name)?.[0];
  if (main === undefined || verb === undefined) return undefined;
  const noun = name.slice(verb.length).toLowerCase();
  return noun === main || noun === `${main}s` ? `${verb} ${name.slice(verb.length)}` : undefined;
}

/** The resource type that most actions of a service take. */
function mainNoun(service: Service): string | undefined {
  const uses = new Map<string, number>();
  for (const { resourceTypes } of service.actions)
    for (const { type } of resourceTypes) uses.set(type.name, (uses.get(type.name) ?? 0) + 1);
  const [best] = [...uses].sort((a, b) => b[1] - a[1])[0] ?? [];
  return best?.toLowerCase().replace(/[^a-z0-9]/g, '');
}
