import fc from 'fast-check';
import { askEverything, findingsOf } from './ask.ts';
import { type Family, families, type Sample } from './corpus.ts';
import { type Mutation, mutate, mutation } from './mutate.ts';
import { freshEngine, projectOf, trees } from './subject.ts';

export interface Fuzzed {
  /** Texts that were read, checked and asked about. */
  readonly inputs: number;
  /** Milliseconds that the slowest of them took, and which it was. */
  readonly slowest: number;
  readonly slowestText: string;
}

/** A text of the corpus, what is done to it step by step, and where everything is asked. */
interface Walk {
  readonly sample: number;
  readonly other: number;
  readonly steps: readonly Mutation[];
  readonly at: number;
}

const walk: fc.Arbitrary<Walk> = fc.record({
  sample: fc.nat(),
  other: fc.nat(),
  steps: fc.array(mutation, { minLength: 4, maxLength: 4, size: 'max' }),
  at: fc.nat(9_999).map((share) => share / 10_000),
});

/**
 * Makes at least so many texts of a family by edits of its corpus. After every edit an engine that has seen all texts
 * before must say of the text what a fresh one says, and at every second text everything that editors ask is asked.
 * Nothing may throw, no syntax tree may stay, and no text may take longer than `SLOWEST`. Throws with a seed and a path
 * that repeat the shortest failure found.
 */
export function fuzz(family: Family, inputs: number, seed: number, path?: string): Fuzzed {
  const samples: readonly Sample[] = families[family]();
  const editor = freshEngine();
  const told = { inputs: 0, slowest: 0, slowestText: '' };
  const check = ({ sample, other, steps, at }: Walk) => {
    const chosen = pick(samples, sample);
    let text = chosen.text;
    for (const step of steps) {
      text = mutate(text, step, pick(samples, other).text);
      const start = process.cpuUsage();
      checkText(chosen, text, Math.floor(at * (text.length + 1)));
      const took = process.cpuUsage(start).user / 1_000;
      told.inputs++;
      if (took > told.slowest) Object.assign(told, { slowest: took, slowestText: text });
      if (took > SLOWEST) throw new Error(`took ${Math.round(took)} ms:\n${text}`);
    }
  };
  const checkText = (sample: Sample, text: string, offset: number) => {
    const project = projectOf(sample, text);
    const anew = freshEngine();
    try {
      for (const uri of project.sources.keys()) {
        const now = findingsOf(editor, project, uri);
        const fresh = findingsOf(anew, project, uri);
        if (now !== fresh) throw new Error(`${uri}: after edits\n${now}\nread anew\n${fresh}`);
      }
      if (told.inputs % 2 === 1) askEverything(editor, project, sample.uri, offset);
    } catch (error) {
      throw new Error(`${sample.uri} at ${offset}: ${JSON.stringify(text)}`, { cause: error });
    }
    if (trees.living > 0) throw new Error(`${trees.living} syntax trees stay`);
  };
  const walks = Math.ceil(inputs / STEPS);
  fc.assert(fc.property(walk, check), {
    numRuns: walks,
    seed,
    ...(path === undefined ? {} : { path }),
  });
  return told;
}

/** Of one walk. */
const STEPS = 4;

/** Milliseconds of the processor: what others do on the machine is no part of them. */
const SLOWEST = 10_000;

function pick<T>(all: readonly T[], index: number): T {
  const found = all[index % all.length];
  if (found === undefined) throw new Error('an empty corpus');
  return found;
}
