import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allRules, type Rule } from '../../server/core/index.ts';
import { read, trackedFiles } from './files.ts';

/** One rule, one file, one page, one name. */
const tracked = trackedFiles();
const sources = tracked.filter((path) =>
  /^server\/core\/(rules|languages\/terraform\/rules|suppress)\/.*\.ts$/.test(path),
);
const pages = tracked.filter((path) => /^docs\/rules\/(?!README)[^/]+\.md$/.test(path));

interface Exported {
  readonly file: string;
  readonly name: string;
  readonly rule: Rule;
}

const exported = (await Promise.all(sources.map(rulesIn))).flat();

async function rulesIn(path: string): Promise<readonly Exported[]> {
  const module: Readonly<Record<string, unknown>> = await import(
    new URL(`../../${path}`, import.meta.url).href
  );
  const file = basename(path, '.ts');
  return Object.entries(module).flatMap(([name, value]) =>
    isRule(value) ? [{ file, name, rule: value }] : [],
  );
}

function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && 'id' in value && 'summary' in value;
}

function camelCase(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}

test('every rule is exported by the file of its name, under its name, and is listed', () => {
  expect(exported.length).toBeGreaterThan(150);
  for (const { file, name, rule } of exported)
    expect({ file, name }).toEqual({ file: rule.id, name: camelCase(rule.id) });
  expect(exported.map(({ rule }) => rule.id).toSorted()).toEqual(allRules.map(({ id }) => id).toSorted());
  expect(new Set(allRules.map(({ id }) => id)).size).toBe(allRules.length);
});

test('pages and rules are the same names', () => {
  expect(pages.map((path) => basename(path, '.md')).toSorted()).toEqual(
    allRules.map(({ id }) => id).toSorted(),
  );
});

describe.each(allRules)('$id', ({ id, code, severity, summary }) => {
  test('has a plain name, and AWS’s name as its code', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    if (code !== undefined) expect(code).toBe(id.toUpperCase().replaceAll('-', '_'));
    expect(summary).toMatch(/^\S.{9,110}[^.\s]$/);
  });

  test('has a page in the form of all pages', () => {
    const lines = read(`docs/rules/${id}.md`).split('\n');
    expect(lines[0]).toBe(`# ${id}`);
    const origin =
      code === undefined ? 'Own rule, not one of Access Analyzer’s' : `Access Analyzer: \`${code}\``;
    const [said, loudness] = (lines[2] ?? '').replace("'", '’').split(' · ');
    expect([said, loudness?.split(/[, ]/)[0]]).toEqual([origin, severity]);
    const headings = lines.filter((line) => line.startsWith('## '));
    expect(headings.at(-1)).toBe('## Examples');
    const intro = lines.slice(3, lines.indexOf('## Examples')).filter((line) => line !== '');
    const cure = intro.findIndex((line) => line.startsWith('**What to do:** '));
    expect(cure, 'what it means, then what to do').toBeGreaterThan(0);
  });

  test('has a page whose links lead somewhere', () => {
    const links = [...read(`docs/rules/${id}.md`).matchAll(/\]\((?!https:)([^)#]+)/g)].map(
      ([, path]) => path ?? '',
    );
    const known = new Set(tracked);
    expect(
      links.filter((path) => !known.has(new URL(path, 'file:///docs/rules/').pathname.slice(1))),
    ).toEqual([]);
  });
});
