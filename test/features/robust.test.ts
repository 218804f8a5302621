import fc from 'fast-check';
import { expect, test } from 'vitest';
import { complete, hover, resolveCompletion } from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';
import { engine, projectOf, uri } from './fixture.ts';

/** Documents as AWS writes them, laid out for people. */
const documents = ['AmazonPrometheusFullAccess', 'CloudWatchAgentServerPolicy'].map((name) =>
  JSON.stringify(JSON.parse(catalog().managedPolicy(name)?.versions.at(-1)?.document() ?? ''), undefined, 2),
);

function visit(text: string, offset: number): number {
  const project = projectOf(text);
  const list = complete(engine(), project, uri, offset);
  const found = hover(engine(), project, uri, offset);
  for (const { range } of [...(list === undefined ? [] : [list]), ...(found === undefined ? [] : [found])]) {
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.end).toBeLessThanOrEqual(text.length);
    expect(range.start).toBeLessThanOrEqual(offset);
    expect(range.end).toBeGreaterThanOrEqual(offset);
  }
  return list?.items.length ?? 0;
}

test('every prefix of a document is answered at its end', () => {
  for (const document of documents) {
    let answered = 0;
    for (let end = 0; end <= document.length; end += 3)
      if (visit(document.slice(0, end), end) > 0) answered++;
    expect(answered).toBeGreaterThan(document.length / 30);
  }
});

test('every offset of a document is answered', () => {
  for (const document of documents) for (let at = 0; at <= document.length; at += 3) visit(document, at);
});

test('random edits never throw', () => {
  const edit = fc.record({
    document: fc.constantFrom(...documents),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat(30),
    inserted: fc.string({
      unit: fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '*', '$', '${', 'a', ' ', '\n'),
      maxLength: 6,
    }),
  });
  fc.assert(
    fc.property(edit, ({ document, at, removed, inserted }) => {
      const place = Math.floor(at * document.length);
      const text = document.slice(0, place) + inserted + document.slice(place + removed);
      visit(text, place + inserted.length);
    }),
    { numRuns: 250 },
  );
});

test('documentation of anything is text or nothing', () => {
  const topics = [
    'action',
    'action aps',
    'action ',
    'service',
    'element',
    'operator',
    'condition-key',
    'variable',
    'principal-kind',
    'principal',
    'arn',
    'resource-type aps workspace',
    'policy',
    'kind',
    '',
    'x y',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...topics), fc.string({ maxLength: 30 }), (topic, label) => {
      expect(['string', 'undefined']).toContain(typeof resolveCompletion(engine(), topic, label));
    }),
  );
});
