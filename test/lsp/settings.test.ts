import { expect, test } from 'vitest';
import { defaultSettings } from '../../server/core/index.ts';
import { readSettings } from '../../server/lsp/settings.ts';

test('takes what it understands and complains of the rest', () => {
  const complaints: string[] = [];
  const settings = readSettings(
    {
      kinds: { '*.scp.json': 'scp', 'a.json': 'bucket' },
      rules: { 'invalid-action': 'hint', 'missing-version': 'off', other: 3 },
      accounts: { '111122223333': 'production', '1234567890123456': 'hangzhou', '1234': 'short' },
    },
    (message) => complaints.push(message),
  );
  expect(settings).toEqual({
    kinds: [{ glob: '*.scp.json', kind: 'scp' }],
    severities: { 'invalid-action': 'hint', 'missing-version': 'off' },
    accounts: { '111122223333': 'production', '1234567890123456': 'hangzhou' },
  });
  expect(complaints).toEqual([
    expect.stringContaining('"bucket" for "a.json"'),
    expect.stringContaining('3 for "other"'),
    expect.stringContaining('"1234"'),
  ]);
});

test.each([[undefined], [null], ['x'], [[]], [7]])('%j is no settings', (given) => {
  expect(readSettings(given, () => {})).toBe(defaultSettings);
});

test('sections of another shape count as absent', () => {
  expect(readSettings({ kinds: ['a'], rules: 'x', accounts: 1 }, () => {})).toEqual({
    ...defaultSettings,
    accounts: {},
  });
});
