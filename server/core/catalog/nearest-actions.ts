import { own } from '../text/own.ts';
import type { Action, Service } from './catalog.ts';
import { distance, isOneOff, slips, wordLikeness, wordsOf } from './distance.ts';
import { best, type Ranked } from './nearest.ts';
import type { ServiceStore } from './services.ts';
import { favoured, operationActions, synonymsOf } from './synonyms.ts';

/** Today's actions near a name such as `aps:QueryMetric`, `prometheus:QueryMetrics`, `ssm:PutMetricData`, `QueryMetrics`. */
export function createNearestActions(
  store: ServiceStore,
  services: () => readonly Service[],
  nearestServices: (prefix: string) => readonly Ranked<string>[],
): (name: string) => readonly Action[] {
  const spelled = createSpellings();
  let byName: ReadonlyMap<string, readonly Action[]> | undefined;
  return (fullName) => {
    const colon = fullName.indexOf(':');
    const prefix = fullName.slice(0, Math.max(colon, 0)).toLowerCase();
    const name = fullName.slice(colon + 1).replaceAll(/[*?]/g, '');
    if (name === '') return [];
    const own = store.service(prefix);
    const ranked: Ranked<Action>[] = operations(store, `${prefix}:${name}`);
    if (own !== undefined) ranked.push(...nearIn(spelled(own), name, 0));
    for (const { value, cost } of nearestServices(prefix)) {
      const service = value === prefix ? undefined : store.service(value);
      if (service !== undefined) ranked.push(...nearIn(spelled(service), name, 0.1 + cost / 2));
    }
    byName ??= actionsByName(services());
    for (const action of byName.get(name.toLowerCase()) ?? []) {
      if (action.service !== prefix) {
        ranked.push({ value: action, cost: favoured.has(action.service) ? 0.28 : 0.3 });
      }
    }
    return best(ranked);
  };
}

/** API operations without an action of their own. */
function operations(store: ServiceStore, fullName: string): Ranked<Action>[] {
  return (own(operationActions, fullName.toLowerCase()) ?? []).flatMap((each) => {
    const [prefix = '', name = ''] = each.split(':');
    const service = store.service(prefix);
    const action = service === undefined ? undefined : store.action(service, name);
    return action === undefined ? [] : [{ value: action, cost: 0.01 }];
  });
}

/** By name in lower case. */
function actionsByName(services: readonly Service[]): ReadonlyMap<string, readonly Action[]> {
  const byName = new Map<string, Action[]>();
  for (const { actions } of services) {
    for (const action of actions) {
      const lower = action.name.toLowerCase();
      const known = byName.get(lower);
      if (known === undefined) byName.set(lower, [action]);
      else known.push(action);
    }
  }
  return byName;
}

/** An action as names are compared. */
interface Spelling {
  readonly action: Action;
  readonly lower: string;
  readonly words: readonly string[];
}

/** The actions of a service, taken apart once: a wrong prefix or a new service comes with many names. */
function createSpellings(): (service: Service) => readonly Spelling[] {
  const known = new WeakMap<Service, readonly Spelling[]>();
  return (service) => {
    const spellings =
      known.get(service) ??
      service.actions.map((action) => ({
        action,
        lower: action.name.toLowerCase(),
        words: wordsOf(action.name),
      }));
    known.set(service, spellings);
    return spellings;
  };
}

function nearIn(spellings: readonly Spelling[], name: string, extra: number): readonly Ranked<Action>[] {
  const lower = name.toLowerCase();
  const limit = slips(lower.length);
  const words = wordsOf(name);
  const alike = createAlike();
  const ranked: Ranked<Action>[] = [];
  for (const { action, lower: other, words: others } of spellings) {
    const edits = distance(lower, other, limit);
    const spelling = edits <= limit ? edits / (Math.max(lower.length, other.length) + 1) : 1;
    // With too few words of the one for all of the other, no likeness of words is enough.
    const most = (2 * Math.min(words.length, others.length)) / (words.length + others.length);
    const likeness = spelling < 0.1 || most < ENOUGH ? 0 : wordLikeness(words, others, alike);
    const meaning = likeness >= ENOUGH ? 0.12 + (1 - likeness) * 0.6 : 1;
    const cost = Math.min(spelling, meaning);
    if (cost < 0.4) ranked.push({ value: action, cost: cost + extra });
  }
  return ranked;
}

/** Of 1: names of less likeness have nothing to do with each other. */
const ENOUGH = 0.66;

/** Remembers what it said of two words: the actions of a service are made of few. */
function createAlike(): (a: string, b: string) => number {
  const known = new Map<string, Map<string, number>>();
  return (a, b) => {
    if (a === b) return 1;
    let others = known.get(a);
    if (others === undefined) {
      others = new Map(synonymsOf(a).map((synonym) => [synonym, 0.75]));
      known.set(a, others);
    }
    let likeness = others.get(b);
    if (likeness === undefined) {
      likeness = a.length > 4 && isOneOff(a, b) ? 0.8 : 0;
      others.set(b, likeness);
    }
    return a.length > 3 && isPlural(a, b) ? 0.95 : likeness;
  };
}

function isPlural(a: string, b: string): boolean {
  const [one, many] = a.length < b.length ? [a, b] : [b, a];
  return many.length === one.length + 1 && many.endsWith('s') && many.startsWith(one);
}
