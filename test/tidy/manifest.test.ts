import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import strings from '../../package.nls.json' with { type: 'json' };
import { read, trackedFiles } from './files.ts';

const tracked = new Set(trackedFiles());
const { contributes } = manifest;
const settings: Readonly<Record<string, { readonly default?: unknown; readonly enum?: readonly string[] }>> =
  contributes.configuration.properties;
const client = [...tracked]
  .filter((path) => path.startsWith('client/src/'))
  .map(read)
  .join('\n');

describe('settings', () => {
  const page = read('docs/settings.md');

  test('are those of the page', () => {
    const described = [...page.matchAll(/^## `(.+)`$/gm)].map(([, name]) => name);
    expect(described.toSorted()).toEqual(Object.keys(settings).toSorted());
    expect(described.length).toBeGreaterThan(1);
  });

  test('have their values on the page', () => {
    for (const { enum: values } of Object.values(settings))
      for (const value of values ?? []) expect(page).toContain(`\`${value}\``);
    const { additionalProperties: rules } = contributes.configuration.properties['policywright.rules'];
    const { additionalProperties: kinds } = contributes.configuration.properties['policywright.kinds'];
    for (const value of [...rules.enum, ...kinds.enum]) expect(page).toContain(`\`${value}\``);
  });

  test('of the examples exist', () => {
    const used = [...page.matchAll(/"(policywright\.[\w.]+)"/g)].map(([, name]) => name ?? '');
    expect(used.filter((name) => settings[name] === undefined)).toEqual([]);
    expect(used.length).toBeGreaterThan(1);
  });
});

test('commands are those that the client registers', () => {
  const registered = [...client.matchAll(/registerCommand\(\s*'([^']+)'/g)].map(([, name]) => name);
  expect(registered.toSorted()).toEqual(contributes.commands.map(({ command }) => command).toSorted());
  expect(registered.length).toBeGreaterThan(1);
});

test('contexts that decide where something appears are those that the client sets', () => {
  const { menus, views } = contributes;
  const places = [...menus.commandPalette, ...menus['editor/context'], ...views.explorer];
  const asked = places.flatMap(({ when }) =>
    [...when.matchAll(/policywright\.(\w+)/g)].map(([, name]) => name),
  );
  const set = [...client.matchAll(/\bset\('(\w+)'/g)].map(([, name]) => name);
  expect([...new Set(asked)].toSorted()).toEqual(set.toSorted());
});

test('a server that has failed can be restarted', () => {
  const restart = contributes.menus.commandPalette.find(({ command }) => command === 'policywright.restart');
  // `running` would hide it when it is needed.
  expect(restart?.when).toBe('policywright.started');
});

test('placeholders have a text, and every text a placeholder', () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
  expect([...new Set(used)].toSorted()).toEqual(Object.keys(strings).toSorted());
});

test('files that it names are there', () => {
  const grammars = contributes.grammars.map(({ path }) => path.replace('./', ''));
  const shipped = manifest.files.filter((path) => !path.includes('*') && !path.startsWith('dist'));
  const snippets = contributes.snippets.map(({ path }) => path.replace('./', ''));
  const named = [...grammars, ...snippets, manifest.icon, ...shipped];
  expect(named.length).toBeGreaterThan(5);
  const below = (path: string) => [...tracked].some((each) => each === path || each.startsWith(`${path}/`));
  expect(named.filter((path) => !below(path))).toEqual([]);
});

test('links of the guides lead somewhere', () => {
  const guides = [...tracked].filter((path) =>
    /^(docs\/)?[\w-]+\.md$|^(docs|examples)\/[^/]+\.md$/.test(path),
  );
  const broken = guides.flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      .map(([, link]) => new URL(link ?? '', `file:///${path}`).pathname.slice(1).replace(/\/$/, ''))
      .filter((target) => ![...tracked].some((each) => each === target || each.startsWith(`${target}/`)))
      .map((target) => `${path}: ${target}`),
  );
  expect(guides.length).toBeGreaterThan(5);
  expect(broken).toEqual([]);
});
