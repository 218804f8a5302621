import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allRules,
  applyEdits,
  check,
  dialectOf,
  type Finding,
  guessUse,
  json,
  type PolicyDocument,
  type PolicyPath,
} from '../../server/core/index.ts';
import { readJson } from '../../server/core/languages/json/value.ts';
import type { Value } from '../../server/core/policy/value.ts';
import { catalog } from '../pages/catalog.ts';
import { readFile, readOne } from './reading.ts';
import { seeds } from './seeds.ts';

const spread = seeds.map((seed) => JSON.stringify(JSON.parse(seed), null, 2));
const embedded = JSON.stringify({ Policy: seeds[0], More: { PolicyDocument: JSON.parse(seeds[1] ?? '{}') } });

type Told = Pick<Finding, 'rule' | 'severity' | 'at' | 'message' | 'path'>;

/** Reads, locates everywhere, and lets every rule look. Returns the findings. */
function exercise(text: string): readonly Told[] {
  const uri = 'file:///work/policy.json';
  const file = readFile(text, 'json', uri);
  for (let offset = 0; offset <= text.length; offset++) {
    const cursor = json.locate(file, offset);
    if (cursor === undefined) continue;
    const { replace } = cursor;
    expect(0 <= replace.start && replace.start <= replace.end && replace.end <= text.length).toBe(true);
    cursor.spell('x:Y');
    cursor.spellSnippet({ key: 'x', value: '["$1"]' });
  }
  return file.policies.flatMap(({ document, uses }) =>
    check(document, uses?.[0] ?? guessUse(document, uri, []), {
      catalog: catalog(),
      dialect: dialectOf(document.dialect),
      rules: allRules,
      onBug: (rule, error) => {
        throw new Error(`rule ${rule.id} threw for ${text}`, { cause: error });
      },
    }).map(({ rule, severity, at, message, path }) => ({ rule, severity, at, message, path })),
  );
}

/** A text after a few cuts and insertions of what typing leaves behind. */
const edited = fc
  .tuple(
    fc.constantFrom(...seeds, ...spread, embedded),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(12),
        fc.constantFrom(
          '',
          '"',
          ',',
          ':',
          '{',
          '}',
          '[',
          ']',
          '\\',
          '\n',
          'aps:',
          '//',
          '/*',
          "'",
          '#',
          '\u00a0',
          'é😀',
        ),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((result, [where, length, inserted]) => {
      const start = Math.floor(where * result.length);
      return result.slice(0, start) + inserted + result.slice(start + length);
    }, text),
  );

describe('the policies of the documentation', () => {
  test.each(seeds)('%#: no error, and a place at every character of a scalar', (seed) => {
    for (const text of [seed, JSON.stringify(JSON.parse(seed), null, 4)]) {
      const [policy] = readFile(text).policies;
      expect(policy?.document.problems).toEqual([]);
      expect(exercise(text).filter(({ severity }) => severity === 'error')).toEqual([]);
      const file = readFile(text);
      for (const match of text.matchAll(/"[^"]*"/g)) {
        const cursor = json.locate(file, (match.index ?? 0) + 1);
        expect(cursor?.text?.value).toBe(JSON.parse(match[0]));
      }
    }
  });
});

describe('half-typed text', () => {
  test.each([...seeds, ...spread.slice(0, 2), embedded])('every prefix of %#', (text) => {
    for (let end = 0; end <= text.length; end++) {
      const file = readFile(text.slice(0, end));
      json.locate(file, end);
      json.locate(file, end - 1);
      for (const { document } of file.policies) {
        const { problems } = document;
        expect(problems.length, text.slice(0, end)).toBeLessThan(4);
      }
    }
  });
  test('the cursor at the end of a prefix finds the path that the whole text has there', () => {
    const text = spread[2] ?? '';
    const whole = readFile(text);
    for (const match of text.matchAll(/"[^"\n]+"/g)) {
      const offset = (match.index ?? 0) + match[0].length - 1;
      const wanted = json.locate(whole, offset);
      const cursor = json.locate(readFile(text.slice(0, offset)), offset);
      expect([cursor?.role, cursor?.path, cursor?.before]).toEqual([
        wanted?.role,
        wanted?.path,
        wanted?.before,
      ]);
    }
  });
  test('random edits: nothing throws, and equal texts have equal findings', () => {
    fc.assert(
      fc.property(edited, (text) => {
        const findings = exercise(text);
        expect(exercise(text)).toEqual(findings);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('edits', () => {
  test('of a random text never make it worse', () => {
    fc.assert(
      fc.property(edited, fc.nat(1_000), fc.nat(2), (text, pick, intent) => {
        const [policy] = readFile(text).policies;
        if (policy === undefined) return;
        const { document } = policy;
        const paths = pathsOf(document);
        const path = paths[pick % Math.max(1, paths.length)] ?? ['Version'];
        const { write } = document;
        const edits =
          intent === 0
            ? write.remove(path)
            : intent === 1
              ? write.set(path, { a: ['b', 1] })
              : write.insert([...path, 0], 'new');
        const after = applyEdits(text, edits);
        expect(mistakes(after), after).toBeLessThanOrEqual(mistakes(text));
      }),
      { numRuns: 400 },
    );
  }, 60_000);
  test('of sound text leave sound text that differs in nothing else', () => {
    for (const text of [...seeds, ...spread]) {
      const [policy] = readFile(text).policies;
      if (policy === undefined) throw new Error('no policy');
      for (const path of pathsOf(policy.document)) {
        const removed = JSON.parse(applyEdits(text, policy.document.write.remove(path)));
        expect(removed).toEqual(without(JSON.parse(text), path));
      }
    }
  });
  test.each(spread.slice(0, 4))(
    'a character that is missing in %# is one problem, and its fix repairs the text',
    (text) => {
      for (let at = 0; at < text.length; at++) {
        if (!',:"]}'.includes(text[at] ?? '')) continue;
        const broken = text.slice(0, at) + text.slice(at + 1);
        if (isSound(broken)) continue;
        const { problems } = readOne(broken);
        expect(problems.length, broken).toBe(1);
        const fix = problems[0]?.edits;
        if (fix !== undefined) expect(isSound(applyEdits(broken, fix)), broken).toBe(true);
      }
    },
  );
});

describe('beside JSON.parse', () => {
  test('sound JSON reads alike', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.nat(4), (text, indent) => {
        const pretty = JSON.stringify(JSON.parse(text), null, indent);
        const reading = readJson(pretty);
        expect(reading.errors).toEqual([]);
        expect(plain(reading.value)).toEqual(JSON.parse(pretty));
      }),
    );
  });
});

function isSound(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function mistakes(text: string): number {
  return readJson(text).errors.length;
}

/** Every path that rules may name. */
function pathsOf({ fields, statements }: PolicyDocument): readonly PolicyPath[] {
  return [
    ...fields.map(({ path }) => path),
    ...statements.flatMap((statement) => [
      statement.path,
      ...statement.fields.map(({ path }) => path),
      ...(statement.action?.value.items ?? []).map(({ path }) => path),
    ]),
  ];
}

function without(value: unknown, path: PolicyPath): unknown {
  const [step, ...rest] = path;
  if (Array.isArray(value)) {
    if (rest.length > 0) return value.map((item, index) => (index === step ? without(item, rest) : item));
    return value.filter((_, index) => index !== step);
  }
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, part]) => {
      if (name !== step) return [[name, part]];
      return rest.length > 0 ? [[name, without(part, rest)]] : [];
    }),
  );
}

function plain(value: Value | undefined): unknown {
  switch (value?.type) {
    case 'object':
      return Object.fromEntries(value.entries.map(({ name, value: part }) => [name, plain(part)]));
    case 'list':
      return value.items.map(plain);
    case 'string':
      return value.text.value;
    case 'number':
    case 'boolean':
      return JSON.parse(value.text.value ?? '');
    default:
      return null;
  }
}
