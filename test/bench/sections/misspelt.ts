import { freshEngine, projectOf } from '../corpus.ts';
import { elapsed } from '../measure.ts';
import { atMost, ms, printTable } from '../table.ts';

/** A text in which every action is misspelt: for each of them the names that may be meant are looked for. */
export function misspelt(): void {
  const rows = [500, 1000, 2000, 4000].map((count) => {
    const engine = freshEngine();
    const source = { uri: 'file:///w/policy.json', languageId: 'json', text: policyOf(engine, count) };
    let findings = 0;
    const time = elapsed(() => {
      findings = engine.analyze(projectOf(source), source.uri)?.findings.length ?? 0;
    });
    if (findings < count * 0.9) throw new Error('misspelt actions were not found');
    return {
      name: `${count} misspelt actions, the first check of a catalog`,
      value: ms(time),
      ...(count === 2000 ? { target: atMost(time, 1000, ms) } : {}),
    };
  });
  printTable('Many misspelt actions', rows);
}

/** Actions of all services, each with a letter too few, one too many, an ending or another verb. */
function policyOf({ catalog }: ReturnType<typeof freshEngine>, count: number): string {
  const all = catalog.services.flatMap(({ actions }) => actions.map(({ fullName }) => fullName));
  const step = Math.floor(all.length / count);
  const names = Array.from({ length: count }, (_, at) => misspell(all[at * step] ?? '', at));
  const statement = { Effect: 'Allow', Action: names, Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, undefined, 2);
}

function misspell(name: string, at: number): string {
  const start = name.indexOf(':') + 1;
  const place = start + 1 + (at % Math.max(1, name.length - start - 2));
  switch (at % 4) {
    case 0:
      return name.slice(0, place) + name.slice(place + 1);
    case 1:
      return `${name.slice(0, place)}x${name.slice(place)}`;
    case 2:
      return `${name}s`;
    default:
      return `${name.slice(0, start)}Get${name.slice(start)}`;
  }
}
