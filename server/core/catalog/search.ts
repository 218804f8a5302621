import type { Action, Catalog, Service } from './catalog.ts';
import { wordsOf } from './distance.ts';
import type { Prose } from './prose.ts';
import { lowerBound } from './services.ts';
import { favoured, synonymsOf } from './synonyms.ts';

/** Search by meaning over names and descriptions; over names alone while there are no descriptions. */
export function createSearch(
  prefixes: readonly string[],
  serviceOf: (prefix: string) => Service | undefined,
  prose: Prose,
): Pick<Catalog, 'searchActions' | 'prepareSearch'> {
  const indices = new Map<string, Index>();
  const indexOf = (prefix: string | undefined): Index => {
    const key = `${prose.present() ? 'prose' : 'names'} ${prefix ?? ''}`;
    const known = indices.get(key);
    if (known !== undefined) return known;
    const index = emptyIndex(prefix === undefined ? prefixes : [prefix]);
    indices.set(key, index);
    return index;
  };
  const grow = (index: Index, actions: number): boolean => {
    for (let left = actions; left > 0; ) {
      const [prefix] = index.waiting;
      if (prefix === undefined) break;
      const service = serviceOf(prefix);
      const begun = index.begun;
      const end = Math.min(service?.actions.length ?? 0, begun + left);
      if (service !== undefined) addActions(index, service, begun, end, prose);
      // A service without actions is work, too.
      left -= Math.max(end - begun, 1);
      const isDone = end === (service?.actions.length ?? 0);
      index.begun = isDone ? 0 : end;
      if (isDone) index.waiting.shift();
    }
    if (index.waiting.length > 0) return false;
    if (index.stems.length === 0) complete(index);
    return true;
  };
  return {
    searchActions(words, limit, service) {
      const index = indexOf(service?.toLowerCase());
      grow(index, Number.POSITIVE_INFINITY);
      return search(index, words, limit);
    },
    prepareSearch: (actions) => grow(indexOf(undefined), actions),
  };
}

/** Grows action by action; complete when no service is waiting. */
interface Index {
  /** Prefixes of services to come. */
  readonly waiting: string[];
  /** How many actions of the first of them are there already. */
  begun: number;
  readonly actions: Action[];
  /** How many words the name has. */
  readonly sizes: number[];
  /** By stem: where it occurs. */
  readonly places: Map<string, Places>;
  /** The lists of a word as it is spelled: texts repeat themselves. Empty when the index is complete. */
  readonly lists: Map<string, readonly Places[]>;
  /** All stems in order, when the index is complete. */
  stems: readonly string[];
  /** By index of the action, all 0 between two words of a query: how well the word at hand is met, and whether in the name. */
  scratch: { readonly score: Float64Array; readonly inNames: Uint8Array };
}

/** Indices of actions times 4, plus the kind of place; each action once, ascending. */
type Places = number[];

/** Kinds of places, and what a word there weighs. */
const inText = 0;
const inService = 1;
const inName = 2;
const weights: readonly number[] = [1, 1.2, 3];

function emptyIndex(prefixes: readonly string[]): Index {
  return {
    waiting: [...prefixes],
    begun: 0,
    actions: [],
    sizes: [],
    places: new Map(),
    lists: new Map(),
    stems: [],
    scratch: scratchFor(0),
  };
}

function scratchFor(actions: number): Index['scratch'] {
  return { score: new Float64Array(actions), inNames: new Uint8Array(actions) };
}

function complete(index: Index): void {
  index.lists.clear();
  index.stems = [...index.places.keys()].sort();
  index.scratch = scratchFor(index.actions.length);
}

function addActions(index: Index, service: Service, start: number, end: number, prose: Prose): void {
  const about = [service.prefix, ...stemsOf(service.name.replace(/^(Amazon|AWS) /, ''))];
  const places = about.map((each) => placesOf(index, each));
  const texts = prose.textsOf(service.prefix);
  for (let place = start; place < end; place++) {
    const action = service.actions[place];
    if (action === undefined) continue;
    const at = (index.actions.push(action) - 1) * 4;
    const name = wordsOf(action.name);
    index.sizes.push(name.length);
    // The heaviest first: what is there already is better.
    for (const word of name) note(placesOf(index, stem(word)), at + inName);
    for (const list of places) note(list, at + inService);
    for (const word of texts[place]?.match(/[A-Za-z0-9]+/g) ?? [])
      for (const list of listsOf(index, word)) note(list, at + inText);
  }
}

function note(places: Places, at: number): void {
  const last = places[places.length - 1] ?? -1;
  if (last >> 2 !== at >> 2) places.push(at);
}

function listsOf(index: Index, word: string): readonly Places[] {
  const known = index.lists.get(word);
  if (known !== undefined) return known;
  const lists = stemsOf(word).map((each) => placesOf(index, each));
  index.lists.set(word, lists);
  return lists;
}

function placesOf({ places }: Index, each: string): Places {
  const known = places.get(each);
  if (known !== undefined) return known;
  const list: Places = [];
  places.set(each, list);
  return list;
}

function search(index: Index, words: string, limit: number): readonly Action[] {
  const query = [...new Set(stemsOf(words))];
  const { actions, sizes } = index;
  const total = tallyOf(actions.length);
  for (const term of query) addTerm(index, term, total);
  const ranked = total.found.map((action): Ranked => {
    const size = sizes[action] ?? 1;
    const whole = ((total.met[action] ?? 0) / query.length) ** 2;
    const tight = 1 + (0.6 * Math.min(total.named[action] ?? 0, size)) / size;
    const known = favoured.has(actions[action]?.service ?? '') ? 1.3 : 1;
    return { action, value: (total.sum[action] ?? 0) * whole * tight * known };
  });
  return best(ranked, limit).flatMap(({ action }) => actions[action] ?? []);
}

/** What the words of a query have found, by index of the action. */
interface Tally {
  /** In no order. */
  readonly found: number[];
  readonly sum: Float64Array;
  /** How many of the words are met, and how many of them in the name. */
  readonly met: Uint8Array;
  readonly named: Uint8Array;
}

function tallyOf(count: number): Tally {
  return {
    found: [],
    sum: new Float64Array(count),
    met: new Uint8Array(count),
    named: new Uint8Array(count),
  };
}

interface Ranked {
  readonly action: number;
  readonly value: number;
}

/** Sorts only what can be among the best. */
function best(ranked: readonly Ranked[], limit: number): readonly Ranked[] {
  const values = Float64Array.from(ranked, ({ value }) => value).sort();
  const least = values[values.length - limit] ?? 0;
  return ranked
    .filter(({ value }) => value >= least)
    .sort((a, b) => b.value - a.value || a.action - b.action)
    .slice(0, limit);
}

/** The best way a word is met: itself, a word that begins with it, or another word of its meaning. */
function addTerm(index: Index, term: string, { found, sum, met, named }: Tally): void {
  const { score, inNames } = index.scratch;
  const hit: number[] = [];
  for (const [variant, likeness] of variantsOf(index, term)) {
    const places = index.places.get(variant) ?? [];
    const rarity = Math.log(2 + index.actions.length / places.length);
    for (const place of places) {
      const action = place >> 2;
      const value = (weights[place & 3] ?? 0) * likeness * rarity;
      const before = score[action] ?? 0;
      if (value <= before) continue;
      if (before === 0) hit.push(action);
      score[action] = value;
      inNames[action] = (place & 3) === inName ? 1 : 0;
    }
  }
  for (const action of hit) {
    if (met[action] === 0) found.push(action);
    sum[action] = (sum[action] ?? 0) + (score[action] ?? 0);
    met[action] = (met[action] ?? 0) + 1;
    named[action] = (named[action] ?? 0) + (inNames[action] ?? 0);
    score[action] = 0;
  }
}

/** How much each counts. */
function variantsOf({ stems }: Index, term: string): ReadonlyMap<string, number> {
  const variants = new Map<string, number>([[term, 1]]);
  if (term.length > 2) {
    for (let at = lowerBound(stems, term); stems[at]?.startsWith(term) === true; at++) {
      const each = stems[at] ?? term;
      if (each !== term) variants.set(each, 0.7);
    }
  }
  for (const each of synonymsOf(term).map(stem)) variants.set(each, Math.max(variants.get(each) ?? 0, 0.55));
  return variants;
}

function stemsOf(text: string): readonly string[] {
  return wordsOf(text).flatMap((each) => (stopWords.has(each) ? [] : stem(each)));
}

/** Light: plural and verb endings only. */
function stem(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !/(ss|us|is|as)$/.test(word)) return word.slice(0, -1);
  if (word.length > 6 && word.endsWith('ing')) return word.slice(0, -3);
  return word;
}

const stopWords: ReadonlySet<string> = new Set(
  'a all an and any are as at be by can for from given grants has have if in into is it its new of on one or permission permissions specified specific that the their this to up user users when which with within you your'.split(
    ' ',
  ),
);
