import { allRules, check, dialectOf, json, type Rule } from '../../../server/core/index.ts';
import { freshCatalog, managedPolicies } from '../corpus.ts';
import { measure } from '../measure.ts';
import { printTable } from '../table.ts';

/** Which rules cost most, each alone over all managed policies. What several rules share is counted for each of them. */
export function rules(): void {
  const catalog = freshCatalog();
  const documents = managedPolicies().flatMap((source) =>
    json.read(source).policies.map(({ document }) => document),
  );
  const run = (some: readonly Rule[]) => () => {
    for (const document of documents) {
      check(
        document,
        { kind: 'identity', by: 'setting' },
        { catalog, dialect: dialectOf('aws'), rules: some },
      );
    }
  };
  run(allRules)();
  const fitting = allRules.filter(({ kinds }) => kinds === undefined || kinds.includes('identity'));
  const none: Rule = { ...(allRules[0] as Rule), id: 'walk alone', check: { document() {} } };
  const [walk, ...timings] = measure(
    [none, ...fitting].map((rule) => ({ name: rule.id, run: run([rule]) })),
    2,
    9,
  );
  const sorted = timings.toSorted((a, b) => b.best - a.best).slice(0, 40);
  printTable(
    'Rules, best of 9 rounds without the walk',
    sorted.map(({ name, best }) => ({ name, value: `${(best - (walk?.best ?? 0)).toFixed(1)} ms` })),
  );
}
