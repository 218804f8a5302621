import { expect, test } from 'vitest';
import { read, trackedFiles } from './files.ts';

/** No text makes a regular expression of ours take long: each is tried on runs of what it speaks of, with an end that does not fit. */

const sources = trackedFiles().filter((path) =>
  /^server\/(core|lsp|cli|workspace|agent)\/.*\.ts$/.test(path),
);

/** Literals as the formatter lays them out; comments and strings are left out as far as lines tell. */
const LITERAL =
  /(?<=[(,=:[!&|?{;]\s?|return |^\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+)\/([dgimsuvy]*)(?=[\s).,;\]}:]|$)/g;

interface Literal {
  readonly place: string;
  readonly regex: RegExp;
}

const literals: readonly Literal[] = sources.flatMap((path) =>
  read(path)
    .split('\n')
    .flatMap((line, index) => {
      if (/^\s*(\*|\/\*|\/\/)/.test(line)) return [];
      return [...line.matchAll(LITERAL)].flatMap(([, body = '', flags = '']) => {
        const regex = compiled(body, flags.replace(/[gy]/g, ''));
        return regex === undefined ? [] : [{ place: `${path}:${index + 1}`, regex }];
      });
    }),
);

function compiled(body: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(body, flags);
  } catch {
    return undefined;
  }
}

/** Runs of one and of two of the characters that the expression has, and of some that classes stand for. */
function attacks({ source }: RegExp): readonly string[] {
  const own = [...source.replace(/\\[dwsbDWSB]|\\u[0-9a-f]{4}/gi, '')];
  const units = [
    ...new Set([...own.filter((one) => !'\\()^|'.includes(one)), 'a', '0', ' ', '\t', '"']),
  ].slice(0, 8);
  const pairs = units.flatMap((a) => units.map((b) => a + b));
  return [...units, ...pairs].flatMap((unit) => {
    const run = unit.repeat(LENGTH / unit.length);
    return [`${run}\u0000`, `${own.slice(0, 3).join('')}${run}\u0000`];
  });
}

/** Characters. What grows with the cube or faster takes seconds. */
const LENGTH = 1_000;

test('every regular expression ends soon, whatever it reads', { timeout: 240_000 }, () => {
  expect(literals.length).toBeGreaterThan(150);
  const slow: string[] = [];
  for (const { place, regex } of literals) {
    for (const text of attacks(regex)) {
      const start = process.cpuUsage();
      regex.test(text);
      const { user } = process.cpuUsage(start);
      if (user > MOST)
        slow.push(
          `${place} ${regex} took ${Math.round(user / 1_000)} ms on ${JSON.stringify(text.slice(0, 12))}…`,
        );
    }
  }
  expect(slow).toEqual([]);
});

/** Microseconds. */
const MOST = 500_000;
