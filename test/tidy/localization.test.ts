import { describe, expect, test } from 'vitest';
import bundle from '../../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import english from '../../package.nls.json' with { type: 'json' };
import chinese from '../../package.nls.zh-cn.json' with { type: 'json' };
import { agentTools } from '../../server/agent/index.ts';
import { accessIn } from '../../server/core/features/words.ts';
import { languages, wordsOf } from '../../server/core/index.ts';
import { read, trackedFiles } from './files.ts';

/** Every text that the client shows, as the source spells it. */
const shown = [
  ...new Set(
    trackedFiles()
      .filter((path) => path.startsWith('client/src/'))
      .flatMap((path) => [...read(path).matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)])
      .map(([, text]) => (text ?? '').replaceAll("\\'", "'")),
  ),
];

const CJK = /[\u4e00-\u9fff]/;
/** What has no other name in any language. */
const NAMES: ReadonlySet<string> = new Set(['Policywright', 'JSON', 'Terraform "jsonencode"']);

function holes(text: string): readonly string[] {
  return [...text.matchAll(/\{\d+\}|`[^`]*`|\]\([^)]+\)/g)].map(([all]) => all).sort();
}

describe('the manifest in Chinese', () => {
  test('has the texts of the English one', () => {
    expect(Object.keys(chinese).toSorted()).toEqual(Object.keys(english).toSorted());
    expect(Object.keys(english).length).toBeGreaterThan(30);
  });

  test('is translated, with the same code, links and settings', () => {
    const pairs = Object.entries(english).map(([key, text]) => {
      const translated = Object.entries(chinese).find(([name]) => name === key)?.[1] ?? '';
      return { key, text, translated };
    });
    expect(pairs.filter(({ text, translated }) => !NAMES.has(text) && !CJK.test(translated))).toEqual([]);
    const differing = pairs.filter(({ text, translated }) => holes(text).join() !== holes(translated).join());
    expect(differing.map(({ key }) => key)).toEqual([]);
  });
});

test('the tools for agents are told as the server tells them', () => {
  const told: Readonly<Record<string, string>> = english;
  for (const { name, title, summary } of agentTools) {
    expect(told[`tool.${name}`]).toBe(title);
    expect(told[`tool.${name}.summary`]).toBe(summary);
  }
});

describe('the client in Chinese', () => {
  const known: Readonly<Record<string, string>> = bundle;

  test('has every text that it shows, and no other', () => {
    expect(Object.keys(known).toSorted()).toEqual(shown.toSorted());
    expect(shown.length).toBeGreaterThan(20);
  });

  test('is translated, with the same places for values', () => {
    for (const [text, translated] of Object.entries(known)) {
      if (!NAMES.has(text)) expect(translated, text).toMatch(CJK);
      expect(holes(translated), text).toEqual(holes(text));
    }
  });

  test('shows nothing that cannot be translated', () => {
    const calls = trackedFiles()
      .filter((path) => path.startsWith('client/src/'))
      .flatMap((path) => read(path).match(/l10n\.t\((?!\s*')/g) ?? []);
    expect(calls).toEqual([]);
  });
});

describe('the words of the server', () => {
  const counts = { read: 1, write: 2, permissions: 3, unknown: 4 };

  test.each(languages.map((words) => [words.locale, words] as const))(
    '%s says everything',
    (_locale, words) => {
      const said = [
        words.actions(2, '2'),
        words.matchesToday('x', '2026'),
        words.everyAction,
        words.everyActionBut(2),
        accessIn(words, counts),
        words.atLeast('x'),
        words.denies('x'),
        words.kindOf('x', 'y'),
        words.unused,
        words.size('1', '2', 50, 'x'),
        words.characters('1'),
        words.more(3),
        words.whiteSpaceCounts,
        words.whiteSpaceDoesNotCount,
        ...[words.kinds, words.owners, words.levels, words.headings, words.unseen].flatMap((each) =>
          Object.values(each),
        ),
      ];
      expect(said.filter((text) => text.trim() === '')).toEqual([]);
      expect(said.length).toBeGreaterThan(40);
      if (words.locale === 'zh-cn') expect(said.filter((text) => !CJK.test(text))).toEqual([]);
      else expect(said.filter((text) => CJK.test(text))).toEqual([]);
      for (const number of Object.values(counts)) expect(accessIn(words, counts)).toContain(String(number));
    },
  );

  test('are chosen by the locale of the editor', () => {
    expect(wordsOf('zh-CN').locale).toBe('zh-cn');
    expect(wordsOf('zh-cn').locale).toBe('zh-cn');
    expect(wordsOf('zh_Hans_CN').locale).toBe('zh-cn');
    expect(wordsOf('de').locale).toBe('en');
    expect(wordsOf(undefined).locale).toBe('en');
  });
});
