import type { Action, ActionMatch, Service } from './catalog.ts';
import { memoized } from './memo.ts';
import { lowerBound, type ServiceStore } from './services.ts';
import { hasWildcard, matches } from './wildcard.ts';

/** What an element of `Action` stands for, memoised by its spelling. */
export function createExpand(store: ServiceStore): (pattern: string) => ActionMatch {
  return memoized(memoLimit, (pattern) => expand(store, pattern));
}

/** Entries; more than all managed policies need together. */
const memoLimit = 50_000;

function expand(store: ServiceStore, pattern: string): ActionMatch {
  if (pattern === '*') return { kind: 'all' };
  const colon = pattern.indexOf(':');
  const prefix = pattern.slice(0, colon);
  const name = pattern.slice(colon + 1);
  if (colon <= 0 || name === '' || name.includes(':') || /\s/.test(pattern)) return { kind: 'malformed' };
  if (hasWildcard(prefix)) return expandWildService(store, prefix.toLowerCase(), name.toLowerCase());
  const service = store.service(prefix);
  if (service === undefined) return { kind: 'no-service', prefix };
  if (!hasWildcard(name)) {
    const action = store.action(service, name);
    return action === undefined ? { kind: 'no-action', service } : { kind: 'one', service, action };
  }
  const lower = name.toLowerCase();
  const actions = matchesOf(service.actions, store.names(service), lower);
  const retired = service.retiredActions.filter((action) => matches(lower, action.name.toLowerCase()));
  if (actions.length + retired.length === 0) return { kind: 'no-action', service };
  return { kind: 'pattern', service, actions, retired };
}

function expandWildService(store: ServiceStore, prefix: string, name: string): ActionMatch {
  const services = store.prefixes.filter((each) => matches(prefix, each)).map((each) => store.service(each));
  const actions = services.flatMap((service) =>
    service === undefined ? [] : matchesOf(service.actions, store.names(service), name),
  );
  return { kind: 'wild-service', actions };
}

/** The names are sorted: only those that begin like the pattern are compared with it. */
function matchesOf(
  actions: Service['actions'],
  names: readonly string[],
  pattern: string,
): readonly Action[] {
  if (/^\*+$/.test(pattern)) return actions;
  const head = pattern.slice(0, pattern.search(/[*?]/));
  const rest = pattern.slice(head.length);
  const found: Action[] = [];
  for (let i = lowerBound(names, head); i < names.length; i++) {
    const name = names[i] ?? '';
    if (!name.startsWith(head)) break;
    const action = actions[i];
    if (action !== undefined && (rest === '*' || matches(rest, name.slice(head.length)))) found.push(action);
  }
  return found;
}
