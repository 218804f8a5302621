import { type Family, families } from './corpus.ts';
import { fuzz } from './fuzz.ts';
import { trees } from './subject.ts';

/** One worker of `npm run fuzz`: told what to do by its arguments, a round of a family after the other. */
/** Inputs that one seed stands for. */
const ROUND = 10_000;

const [family = '', count = '0', seed = '0', path] = process.argv.slice(2);
if (!isFamily(family)) throw new Error(`no family "${family}" among ${Object.keys(families).join(', ')}`);
let done = 0;
let slowest = 0;
const started = performance.now();
for (let round = 0; done < Number(count); round++) {
  const result = fuzz(family, Math.min(ROUND, Number(count) - done), Number(seed) + round, path);
  done += result.inputs;
  slowest = Math.max(slowest, result.slowest);
  const { rss } = process.memoryUsage();
  const seconds = (performance.now() - started) / 1_000;
  console.log(
    `${family}: seed ${Number(seed) + round}, ${done} inputs in ${seconds.toFixed(0)} s, slowest ${slowest.toFixed(0)} ms, ` +
      `${trees.made} trees made, ${trees.living} left, ${(rss / 2 ** 20).toFixed(0)} MB`,
  );
}

function isFamily(name: string): name is Family {
  return name in families;
}
