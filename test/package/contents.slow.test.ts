import { listFiles, PackageManager } from '@vscode/vsce';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { root } from '../tidy/files.ts';

/** What an installed extension or command needs, and nothing else. */
const needed = [
  /^package\.json$/,
  /^package\.nls(\.[a-z-]+)?\.json$/,
  /^(README|CHANGELOG|THIRD_PARTY_NOTICES)\.md$/,
  /^LICENSE$/,
  /^images\/icon\.png$/,
  /^l10n\/bundle\.l10n\.[a-z-]+\.json$/,
  /^dist\/[\w.-]+\.(js|wasm)$/,
  /^dist\/rules\.json$/,
  /^dist\/tables\/[\w-]+\.json$/,
  /^schemas\/[\w-]+\.schema\.json$/,
  /^snippets\/[\w-]+\.json$/,
  /^syntaxes\/[\w.-]+\.json$/,
];

test('the extension has what it needs and nothing else', async () => {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  expect(files.filter((file) => !needed.some((pattern) => pattern.test(file)))).toEqual([]);
  const { main, bin, icon, contributes } = manifest;
  const named = [
    main,
    bin.policywright,
    icon,
    ...contributes.grammars.map(({ path }) => path),
    ...contributes.snippets.map(({ path }) => path),
    ...contributes.jsonValidation.map(({ url }) => url),
    'dist/server.js',
    'dist/mcp.js',
    'dist/tables/shape.json',
    'THIRD_PARTY_NOTICES.md',
  ];
  expect(named.map((path) => path.replace('./', '')).filter((path) => !files.includes(path))).toEqual([]);
});

test('nothing is fetched when it is installed', () => {
  expect(Object.keys(manifest)).not.toContain('dependencies');
  expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual(
    [],
  );
});

test('the manifest has what the marketplaces show', () => {
  const { publisher, license, categories, keywords, icon, repository, displayName, description } = manifest;
  expect({ publisher, license, icon }).toEqual({
    publisher: 'policywright',
    license: 'MIT',
    icon: 'images/icon.png',
  });
  expect(categories).toContain('Linters');
  expect(keywords.length).toBeLessThanOrEqual(30);
  expect(repository.url).toMatch(/^https:.*\.git$/);
  expect(displayName.length + description.length).toBeLessThan(250);
});
