import { parseTree } from 'jsonc-parser';
import { json } from '../../../server/core/index.ts';
import { checkAll, freshEngine, managedPolicies } from '../corpus.ts';
import { measure } from '../measure.ts';
import { atMost, megabytes, ms, printTable, times } from '../table.ts';

/** Reading and all rules over every managed policy, against a parser that only builds a tree of the same texts. */
export function check(): void {
  const sources = managedPolicies();
  const engine = freshEngine();
  const size = sources.reduce((sum, { text }) => sum + text.length, 0);
  let findings = 0;
  const [parse, read, all] = measure(
    [
      {
        name: 'parseTree of jsonc-parser alone',
        run: () => {
          for (const { text } of sources) parseTree(text);
        },
      },
      {
        name: 'reading into the model',
        run: () => {
          for (const source of sources) json.read({ ...source });
        },
      },
      {
        name: 'reading and all rules',
        run: () => {
          findings = checkAll(engine, sources);
        },
      },
    ],
    3,
    15,
  );
  if (parse === undefined || read === undefined || all === undefined) return;
  printTable(`Check of ${sources.length} managed policies, ${megabytes(size)}, ${findings} findings`, [
    ...[parse, read, all].map(({ name, median }) => ({ name, value: ms(median) })),
    {
      name: 'check / parseTree, medians of 15 rounds',
      value: times(all.median / parse.median),
      target: atMost(all.median / parse.median, 3, times),
    },
    { name: 'check / parseTree, best rounds', value: times(all.best / parse.best) },
    { name: 'first round of a new process, check', value: ms(all.first) },
    { name: 'first round of a new process, parseTree', value: ms(parse.first) },
  ]);
}
