import { expect, test } from 'vitest';
import { complete, type Engine, hover, type Project } from '../../server/core/index.ts';
import { askEverything, findingsOf } from '../fuzz/ask.ts';
import { freshEngine, projectOf } from '../fuzz/subject.ts';
import { samples } from './typed-names.ts';

/**
 * Names that every JavaScript object has, each with one that nothing has and that is as long. The first holds an object,
 * the others functions; the second is the same in small letters, as which many names are looked up.
 */
const NAMES = [
  ['__proto__', '__prote__'],
  ['constructor', 'construktor'],
  ['toString', 'toStrinq'],
  ['hasOwnProperty', 'hasOvnProperty'],
  ['valueOf', 'valueOq'],
] as const;

test.each(Object.entries(samples))('JavaScript’s own names are unknown ones: %s', (_, sample) => {
  const engine = freshEngine();
  const places = placesOf(sample.text);
  for (const { start, end, whole } of places) {
    const behind = places.filter((other) => other.whole && other.start >= end).slice(0, 3);
    for (const [index, names] of NAMES.entries()) {
      const all = index < 2;
      if (!all && !whole) continue;
      const [told, expected] = names.map((name) => {
        const text = sample.text.slice(0, start) + name + sample.text.slice(end);
        const project = projectOf(sample, text);
        const offset = start + name.length;
        const next = behind.map((other) => other.end + offset - end);
        if (all && whole && name === names[0]) askEverything(engine, project, sample.uri, offset);
        return spelled(answers(engine, project, sample.uri, [offset, ...next]), names);
      });
      expect(told, `${names[0]} at ${start}`).toBe(expected);
    }
  }
});

interface Place {
  readonly start: number;
  readonly end: number;
  /** A key, a scalar or a word of HCL; not one of the words that an action or an ARN is made of. */
  readonly whole: boolean;
}

/** Words count where they first stand. */
function placesOf(text: string): readonly Place[] {
  const wholes = text.matchAll(/(?<=")(?:[^"\\\s]|\\.)+(?=")|(?<=^|[\s(])[A-Za-z_]\w*(?![\w"])/g);
  const parts = text.matchAll(/[A-Za-z_]\w*/g);
  const first = new Map<string, Place>();
  for (const [matches, whole] of [
    [wholes, true],
    [parts, false],
  ] as const)
    for (const { 0: word, index } of matches)
      if (!first.has(word)) first.set(word, { start: index, end: index + word.length, whole });
  return [...first.values()].sort((a, b) => a.start - b.start);
}

/** What is told of a file, and of the place where a name was put and those behind it. */
function answers(engine: Engine, project: Project, uri: string, offsets: readonly number[]): string {
  return JSON.stringify(
    [
      findingsOf(engine, project, uri),
      ...offsets.map((offset) => {
        const list = complete(engine, project, uri, offset);
        // What is alike is searched for, and something is like every name.
        return [list?.incomplete === true ? [] : list, hover(engine, project, uri, offset)];
      }),
    ],
    (_, value) => (typeof value === 'function' ? String(value) : value),
    1,
  );
}

/** The same for both names: however they are escaped, and as parts of other names too. */
function spelled(told: string, names: readonly string[]): string {
  const either = names.map((name) => name.replaceAll('_', '')).join('|');
  return told.replaceAll(/\\+_/g, '_').replaceAll(new RegExp(either, 'gi'), 'NAME');
}
