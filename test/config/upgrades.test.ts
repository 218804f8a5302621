import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { allRules, readConfig } from '../../server/core/index.ts';
import { readSettings } from '../../server/lsp/settings.ts';

/** What people wrote for version 1 means the same for every later one: the files of `version-1` are never changed. */

const read = (name: string) => readFileSync(new URL(`version-1/${name}`, import.meta.url), 'utf8');
const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
const settings: Readonly<Record<string, unknown>> = JSON.parse(read('settings.json'));
const SECTION = 'policywright.';

test('settings of version 1 are understood', () => {
  const given = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name.slice(SECTION.length), value]),
  );
  const complaints: string[] = [];
  expect(readSettings(given, (message) => complaints.push(message))).toMatchObject({
    kinds: [
      { glob: 'policies/scp/*.json', kind: 'scp' },
      { glob: '**/trust.json', kind: 'trust' },
    ],
    severities: { 'invalid-action': 'error', 'missing-version': 'off', 'redundant-action': 'hint' },
    accounts: { '111122223333': 'production' },
  });
  expect(complaints).toEqual([]);
});

test('the manifest still declares them', () => {
  const declared: Readonly<Record<string, object>> = manifest.contributes.configuration.properties;
  const ajv = new Ajv({ strict: false });
  for (const [name, value] of Object.entries(settings)) {
    expect(Object.keys(declared)).toContain(name);
    expect(ajv.validate(declared[name] ?? {}, value), `${name}: ${ajv.errorsText()}`).toBe(true);
  }
});

test('a configuration of version 1 is understood, and its schema takes it', () => {
  const text = read('policywright.json');
  const config = readConfig({ uri: 'file:///w/policywright.json', languageId: 'json', text });
  expect(config.problems).toEqual([]);
  expect(config).toMatchObject({
    severities: { 'missing-version': 'off', 'invalid-action': 'error', 'redundant-action': 'hint' },
    kinds: [{ glob: '/boundaries/*.json', kind: 'boundary' }],
    accounts: { '111122223333': 'production' },
    ignored: ['vendor/**'],
    suppressions: [
      { rules: ['invalid-action'], files: 'dashboards/*.json', sid: 'Preview', path: 'Statement.0' },
    ],
  });
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const shape = schema('policywright');
  delete shape.$schema;
  expect(ajv.validate(shape, JSON.parse(text)), ajv.errorsText()).toBe(true);
});

test('rules keep their names', () => {
  const names = new Set(allRules.map(({ id }) => id));
  const { rules }: { readonly rules: readonly string[] } = JSON.parse(read('rules.json'));
  expect(rules.length).toBeGreaterThan(200);
  expect(rules.filter((rule) => !names.has(rule))).toEqual([]);
});

test('a report of version 1 fits the schema of today', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const shape = schema('check-report');
  delete shape.$schema;
  expect(ajv.validate(shape, JSON.parse(read('report.json'))), ajv.errorsText()).toBe(true);
  expect(shape.required).toEqual(expect.arrayContaining(['version', 'dataDate', 'files', 'summary']));
});
