import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { trackedFiles } from './files.ts';
import { attackOf, attacksOn } from './regex-attacks.ts';
import { literalsIn } from './regex-literals.ts';

/** No text makes a regular expression of ours take long: the time that each takes grows as the text does, and no faster. */

const sources = trackedFiles().filter((path) => /^(server|client)\/.*\.ts$/.test(path));

describe('what the measure tells apart', () => {
  test.each([
    /\s+$/,
    /^a*a*$/,
    /"[^,]*,/,
    /^(?:[a-z]|\w)+$/,
    /<!--[\s\S]*?-->/,
    /^\s*(.*?)\s*=\s*x/,
    /(?<=x)[a-z]+\d+y/,
    /[ab](?:[ab]c*)*d/,
    /^(\w+\s?)*$/,
    /([^.]+\.)*([^.]+)!$/,
    /a{0,500}a{0,500}a{0,500}b/,
    /^-+|-+$/,
    /^\/\*[\s\S]*?\*\//m,
    /^(?:#[^\n]*\r?\n)*$/,
    /^(?:\s|\/\*[\s\S]*?\*\/)*$/,
  ])('%s grows too fast', (regex) => {
    expect(growthOf(regex)).toBeDefined();
  });

  test.each([
    /^\s+|\S$/,
    /^[a-z]*$/,
    /"(?:[^"\\]|\\.)*"/y,
    /^(?:[a-z]+-)*[a-z]+$/,
    /(?<!\s)\s+$/,
    /\d{1,8}x/,
    /x[a-z]{0,40}y/,
  ])('%s does not', (regex) => {
    expect(growthOf(regex)).toBeUndefined();
  });
});

test('the time of every regular expression grows no faster than its text', { timeout: 300_000 }, async () => {
  const literals = new Map(sources.flatMap(literalsIn).map((one) => [String(one.regex), one]));
  expect(literals.size).toBeGreaterThan(400);
  const fast: string[] = [];
  for (const { place, regex } of literals.values()) {
    const growth = growthOf(regex);
    if (growth !== undefined) fast.push(`${place} ${regex} ${growth}`);
    // Vitest wants to hear from its workers.
    await new Promise(setImmediate);
  }
  expect(fast).toEqual([]);
});

test('nor does that of those which modules put together', { timeout: 200_000 }, async () => {
  const built: RegExp[] = [];
  const construct = (target: RegExpConstructor, args: [string, string?]) => {
    const regex = new target(...args);
    built.push(regex);
    return regex;
  };
  vi.resetModules();
  vi.stubGlobal('RegExp', new Proxy(RegExp, { construct }));
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  await import('../../server/core/index.ts');
  vi.unstubAllGlobals();
  const sources = [...new Set(built.map(String))];
  expect(sources.some((source) => source.includes('policywright-ignore'))).toBe(true);
  expect(
    built.flatMap((regex) => growthOf(new RegExp(regex.source, regex.flags.replace('g', ''))) ?? []),
  ).toEqual([]);
});

/** How its time grows on which text, if faster than the text. */
function growthOf(regex: RegExp): string | undefined {
  for (const attack of attacksOn(regex)) {
    const told = `on ${JSON.stringify(attack.before)}, many ${JSON.stringify(attack.pump)}, ${JSON.stringify(attack.after)}`;
    const slow = STEPS.find((length) => !isQuick(regex, attackOf(attack, length), PATIENCE));
    if (slow !== undefined) return `takes more than ${PATIENCE} ms for ${slow} characters ${told}`;
    if (isQuick(regex, attackOf(attack, LENGTH), SUSPICIOUS)) continue;
    const least = leastTime(regex, attackOf(attack, LENGTH));
    // Four times the text: 4 where time grows as the text does, 16 where it grows with the square.
    if (!isQuick(regex, attackOf(attack, 4 * LENGTH), 8 * least)) return `grows with the square ${told}`;
  }
  return undefined;
}

/** Characters. What grows exponentially is found at the first ones, what grows with the cube at the last, before it would take seconds. */
const STEPS = [12, 16, 20, 24, 32, 40, 50, 64, 80, 100, 128, 160, 200, 400, 1_000];

/** Milliseconds that no text of these lengths takes where time grows as the text does, or with its square. */
const PATIENCE = 20;

/** Characters that take a square as many steps more than `SUSPICIOUS` milliseconds. */
const LENGTH = 2_000;

const SUSPICIOUS = 0.2;

/** Who is not quick is looked at again. */
function isQuick(regex: RegExp, text: string, milliseconds: number): boolean {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) if (timeOf(regex, text) < milliseconds) return true;
  return false;
}

function leastTime(regex: RegExp, text: string): number {
  return Math.min(...Array.from({ length: ATTEMPTS }, () => timeOf(regex, text)));
}

const ATTEMPTS = 4;

/** Milliseconds of the processor, whatever else the machine does. */
function timeOf(regex: RegExp, text: string): number {
  regex.lastIndex = 0;
  const start = process.cpuUsage();
  regex.test(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}
