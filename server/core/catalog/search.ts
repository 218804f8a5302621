import type { Action, Catalog, Service } from './catalog.ts';
import { wordsOf } from './distance.ts';
import type { Prose } from './prose.ts';
import { favoured, synonymsOf } from './synonyms.ts';

/** Search by meaning over names and descriptions; over names alone while there are no descriptions. */
export function createSearch(
  services: () => readonly Service[],
  serviceOf: (prefix: string) => Service | undefined,
  prose: Prose,
): Catalog['searchActions'] {
  const indices = new Map<string, Index>();
  const indexOf = (prefix: string | undefined): Index => {
    const key = `${prose.present() ? 'prose' : 'names'} ${prefix ?? ''}`;
    const known = indices.get(key);
    if (known !== undefined) return known;
    const one = prefix === undefined ? undefined : serviceOf(prefix);
    const scope = prefix === undefined ? services() : one === undefined ? [] : [one];
    const index = buildIndex(scope, prose);
    indices.set(key, index);
    return index;
  };
  return (words, limit, service) => search(indexOf(service?.toLowerCase()), words, limit);
}

interface Index {
  readonly actions: readonly Action[];
  /** How many words the name has. */
  readonly sizes: readonly number[];
  /** By stem: where it occurs, as pairs of action index and weight. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

const nameWeight = 3;
const serviceWeight = 1.2;
const textWeight = 1;

function buildIndex(services: readonly Service[], prose: Prose): Index {
  const actions: Action[] = [];
  const sizes: number[] = [];
  const places = new Map<string, number[]>();
  const add = (stems: readonly string[], index: number, weight: number) => {
    for (const each of stems) {
      const known = places.get(each);
      if (known === undefined) places.set(each, [index, weight]);
      // Heavier weights are added first, so what is there already is better.
      else if (known[known.length - 2] !== index) known.push(index, weight);
    }
  };
  for (const service of services) {
    const about = [service.prefix, ...stemsOf(service.name.replace(/^(Amazon|AWS) /, ''))];
    const texts = prose.textsOf(service.prefix);
    for (const [place, action] of service.actions.entries()) {
      const index = actions.push(action) - 1;
      const name = wordsOf(action.name).map(stem);
      sizes.push(name.length);
      add(name, index, nameWeight);
      add(about, index, serviceWeight);
      add(stemsOf(texts[place] ?? ''), index, textWeight);
    }
  }
  return { actions, sizes, places };
}

function search(index: Index, words: string, limit: number): readonly Action[] {
  const query = [...new Set(stemsOf(words))];
  if (query.length === 0) return [];
  const scores = new Map<number, Score>();
  for (const [place, term] of query.entries()) {
    for (const [action, value] of scoreTerm(index, term)) {
      const score = scores.get(action) ?? { sum: 0, met: 0, inName: 0 };
      scores.set(action, score);
      score.sum += value.score;
      score.met |= 1 << place;
      if (value.inName) score.inName++;
    }
  }
  const ranked = [...scores].map(([action, score]) => ({
    action,
    value: finish(score, query.length, index.sizes[action] ?? 1, index.actions[action]?.service ?? ''),
  }));
  return ranked
    .toSorted((a, b) => b.value - a.value || a.action - b.action)
    .slice(0, limit)
    .flatMap(({ action }) => index.actions[action] ?? []);
}

interface Score {
  sum: number;
  /** Bit per word of the query. */
  met: number;
  inName: number;
}

/** All words of the query should be met, and few words of the name be left over. */
function finish(score: Score, wanted: number, size: number, service: string): number {
  let met = 0;
  for (let bits = score.met; bits !== 0; bits &= bits - 1) met++;
  const complete = (met / wanted) ** 2;
  const tight = 1 + (0.6 * Math.min(score.inName, size)) / size;
  return score.sum * complete * tight * (favoured.has(service) ? 1.3 : 1);
}

interface TermScore {
  readonly score: number;
  readonly inName: boolean;
}

/** The best way a word is met: itself, a word that begins with it, or another word of its meaning. */
function scoreTerm(index: Index, term: string): ReadonlyMap<number, TermScore> {
  const variants = new Map<string, number>([[term, 1]]);
  if (term.length > 2) {
    for (const each of index.places.keys()) {
      if (each !== term && each.startsWith(term)) variants.set(each, 0.7);
    }
  }
  for (const each of synonymsOf(term).map(stem)) variants.set(each, Math.max(variants.get(each) ?? 0, 0.55));
  const best = new Map<number, TermScore>();
  for (const [variant, likeness] of variants) {
    const places = index.places.get(variant);
    if (places === undefined) continue;
    const rarity = Math.log(2 + (2 * index.actions.length) / places.length);
    for (let i = 0; i + 1 < places.length; i += 2) {
      const action = places[i] ?? -1;
      const weight = places[i + 1] ?? 0;
      const score = weight * likeness * rarity;
      if (score > (best.get(action)?.score ?? 0)) best.set(action, { score, inName: weight === nameWeight });
    }
  }
  return best;
}

/** The stems of a word as it stands in a text; texts repeat themselves. */
const stems = new Map<string, readonly string[]>();

function stemsOf(text: string): readonly string[] {
  const found: string[] = [];
  for (const word of text.match(/[A-Za-z0-9]+/g) ?? []) {
    const known = stems.get(word) ?? wordsOf(word).flatMap((each) => (stopWords.has(each) ? [] : stem(each)));
    if (stems.size < 50_000) stems.set(word, known);
    for (const each of known) found.push(each);
  }
  return found;
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
