import { own } from '../text/own.ts';
import type { Action, Service } from './catalog.ts';
import { distance, slips, wordLikeness, wordsOf } from './distance.ts';
import { best, type Ranked } from './nearest.ts';
import type { ServiceStore } from './services.ts';
import { favoured, operationActions, synonymsOf } from './synonyms.ts';

/** Today's actions near a name such as `aps:QueryMetric`, `prometheus:QueryMetrics`, `ssm:PutMetricData`, `QueryMetrics`. */
export function createNearestActions(
  store: ServiceStore,
  services: () => readonly Service[],
  nearestServices: (prefix: string) => readonly Ranked<string>[],
): (name: string) => readonly Action[] {
  return (fullName) => {
    const colon = fullName.indexOf(':');
    const prefix = fullName.slice(0, Math.max(colon, 0)).toLowerCase();
    const name = fullName.slice(colon + 1).replaceAll(/[*?]/g, '');
    if (name === '') return [];
    const own = store.service(prefix);
    const ranked: Ranked<Action>[] = operations(store, `${prefix}:${name}`);
    if (own !== undefined) ranked.push(...nearIn(own, name, 0));
    for (const { value, cost } of nearestServices(prefix)) {
      const service = value === prefix ? undefined : store.service(value);
      if (service !== undefined) ranked.push(...nearIn(service, name, 0.1 + cost / 2));
    }
    for (const service of services()) {
      const action = store.action(service, name);
      if (action === undefined || action.retiredSince !== undefined) continue;
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

function nearIn(service: Service, name: string, extra: number): readonly Ranked<Action>[] {
  const lower = name.toLowerCase();
  const limit = slips(lower.length);
  const words = wordsOf(name);
  return service.actions.flatMap((value): Ranked<Action>[] => {
    const other = value.name.toLowerCase();
    const edits = distance(lower, other, limit);
    const spelling = edits <= limit ? edits / (Math.max(lower.length, other.length) + 1) : 1;
    const likeness = spelling < 0.1 ? 0 : wordLikeness(words, wordsOf(value.name), alike);
    const meaning = likeness >= 0.66 ? 0.12 + (1 - likeness) * 0.6 : 1;
    const cost = Math.min(spelling, meaning);
    return cost < 0.4 ? [{ value, cost: cost + extra }] : [];
  });
}

function alike(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length > 3 && (`${a}s` === b || `${b}s` === a)) return 0.95;
  if (synonymsOf(a).includes(b)) return 0.75;
  return a.length > 4 && distance(a, b, 1) <= 1 ? 0.8 : 0;
}
