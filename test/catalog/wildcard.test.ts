import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, matches, matchesIgnoringCase, meets, SEGMENT } from '../../server/core/catalog/wildcard.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 7 });

/** Every text of up to five of these letters, one of which no pattern knows. */
const allTexts = enumerate(['a', '/', 'z'], 5);

function enumerate(letters: readonly string[], length: number): string[] {
  if (length === 0) return [''];
  const shorter = enumerate(letters, length - 1);
  const longest = shorter.filter((each) => each.length === length - 1);
  return [...shorter, ...longest.flatMap((each) => letters.map((letter) => each + letter))];
}

function naive(p: string, t: string): boolean {
  if (p === '') return t === '';
  if (p[0] === '*') return naive(p.slice(1), t) || (t !== '' && naive(p, t.slice(1)));
  return t !== '' && (p[0] === '?' || p[0] === t[0]) && naive(p.slice(1), t.slice(1));
}

describe('matches', () => {
  test('as the definition says', () => {
    fc.assert(
      fc.property(pattern, text, (p, t) => matches(p, t) === naive(p, t)),
      { numRuns: 3000 },
    );
  });

  test('without regard to case', () => {
    expect(matchesIgnoringCase('get*', 'GetObject')).toBe(true);
    expect(matches('get*', 'GetObject')).toBe(false);
  });

  test('does not blow up', () => {
    const started = performance.now();
    expect(matches(`${'*a'.repeat(200)}b`, 'a'.repeat(5000))).toBe(false);
    expect(meets(`${'*a'.repeat(100)}b`, `${'?*a'.repeat(100)}c`)).toBe(false);
    expect(covers(`${'*a'.repeat(100)}b`, `${'*a'.repeat(200)}*`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('covers', () => {
  test('is never true without reason', () => {
    fc.assert(
      fc.property(pattern, pattern, (wide, narrow) => {
        if (!covers(wide, narrow)) return true;
        return allTexts.every((each) => !naive(narrow, each) || naive(wide, each));
      }),
      { numRuns: 2000 },
    );
  });

  const tame = fc.string({ unit: fc.constantFrom('a', '/', '*'), maxLength: 6 });
  test('is true whenever only stars are at work', () => {
    fc.assert(
      fc.property(tame, tame, (wide, narrow) => {
        const witness = [narrow.replaceAll('*', ''), narrow.replaceAll('*', 'zzzzzzzz')];
        return covers(wide, narrow) === witness.every((each) => naive(wide, each));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['*', 'x*', true],
    ['s3:Get*', 's3:GetObject', true],
    ['s3:Get*', 's3:Get*Acl', true],
    ['s3:Get*Acl', 's3:Get*', false],
    ['s3:Get?*', 's3:Get*', false],
    ['?*', '*?', true],
    ['?*', '*a', true],
    ['??*', '*a', false],
    ['?', '*', false],
    ['a?c', 'a?c', true],
    ['a*c', 'a?c', true],
    ['a?c', 'a*c', false],
  ])('%s covers %s: %s', (wide, narrow, expected) => {
    expect(covers(wide, narrow)).toBe(expected);
  });
});

describe('meets', () => {
  test('is symmetric, and true where a text proves it', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        const proof = allTexts.some((each) => naive(a, each) && naive(b, each));
        return meets(a, b) === meets(b, a) && (!proof || meets(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  const short = fc.string({ unit: fc.constantFrom('a', '/', '*', '?'), maxLength: 5 });
  test('is false where no text can', () => {
    fc.assert(
      fc.property(short, short, (a, b) => {
        const size = a.replaceAll('*', '').length + b.replaceAll('*', '').length;
        if (size > 5) return true;
        return meets(a, b) === allTexts.some((each) => naive(a, each) && naive(b, each));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['b', false],
    ['b/x', true],
    ['b*', true],
    ['*', true],
    ['b/', false],
    ['/b/x', false],
    ['*/x', true],
  ])('a part without slashes: %s', (policy, expected) => {
    expect(meets(policy, `${SEGMENT}/?*`)).toBe(expected);
  });
});
