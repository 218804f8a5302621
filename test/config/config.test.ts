import { describe, expect, test } from 'vitest';
import {
  type Analysis,
  configCandidates,
  configOf,
  defaultSettings,
  readConfig,
  type Settings,
  type Source,
} from '../../server/core/index.ts';
import { engine } from '../terraform/module.ts';

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Read', Effect: 'Allow', Action: ['aps:GetLabels', 'aps:GetLabels'], Resource: '*' },
    { Sid: 'Write', Effect: 'Allow', Action: ['aps:RemoteWrite', 'aps:RemoteWrite'], Resource: '*' },
  ],
});

function source(uri: string, text: string): Source {
  return { uri, languageId: 'json', text };
}

function analyze(
  config: unknown,
  { at = 'file:///repo/policywright.json', settings = defaultSettings } = {},
): Analysis {
  const own = source('file:///repo/a/b/p.json', policy);
  const file = source(at, JSON.stringify(config));
  const sources = new Map([own, file].map((one) => [one.uri, one]));
  const analysis = engine.analyze({ sources, settings }, own.uri);
  if (analysis === undefined) throw new Error('not read');
  return analysis;
}

const redundant = ({ findings }: Analysis) => findings.filter(({ rule }) => rule === 'redundant-action');

test('the nearest configuration above a file counts, and nothing of others', () => {
  const files = [
    source('file:///repo/policywright.json', '{ "rules": { "redundant-action": "off" } }'),
    source('file:///repo/a/policywright.jsonc', '{ /* nothing yet */ }'),
  ];
  const project = { sources: new Map(files.map((one) => [one.uri, one])), settings: defaultSettings };
  expect(configOf(project, 'file:///repo/a/b/p.json')?.uri).toBe('file:///repo/a/policywright.jsonc');
  expect(configOf(project, 'file:///repo/c/p.json')?.uri).toBe('file:///repo/policywright.json');
  expect(configOf(project, 'file:///other/p.json')).toBeUndefined();
  expect(configCandidates('file:///r/p.json')).toEqual([
    'file:///r/policywright.json',
    'file:///r/policywright.jsonc',
  ]);
  expect(configCandidates('untitled:Untitled-1')).toEqual([]);
});

describe('what a configuration changes', () => {
  test('how loud rules are, before what the editor says', () => {
    expect(redundant(analyze({})).map(({ severity }) => severity)).toEqual(['info', 'info']);
    const settings: Settings = { ...defaultSettings, severities: { 'redundant-action': 'hint' } };
    const loud = analyze({ rules: { 'redundant-action': 'error' } }, { settings });
    expect(redundant(loud).map(({ severity }) => severity)).toEqual(['error', 'error']);
  });

  test('in a workspace that nobody vouches for, only to quieter', () => {
    const settings: Settings = { ...defaultSettings, untrusted: true };
    expect(redundant(analyze({ rules: { 'redundant-action': 'error' } }, { settings }))[0]?.severity).toBe(
      'info',
    );
    expect(redundant(analyze({ rules: { 'redundant-action': 'off' } }, { settings }))).toEqual([]);
  });

  test('kinds by globs that are meant from its folder', () => {
    const kindOf = (glob: string) => analyze({ kinds: { [glob]: 'scp' } }).policies[0]?.use.kind;
    expect(kindOf('/a/**')).toBe('scp');
    expect(kindOf('p.json')).toBe('scp');
    expect(kindOf('/b/p.json')).toBe('identity');
    expect(kindOf('repo/**')).toBe('identity');
  });

  test('files that are not checked', () => {
    expect(analyze({ ignore: ['b/'] }).findings.length).toBeGreaterThan(0);
    expect(analyze({ ignore: ['b/**'] }).findings).toEqual([]);
    expect(analyze({ ignore: ['b/**'] }).policies).toHaveLength(1);
  });
});

describe('findings that a configuration takes away', () => {
  const suppressed = (entry: object) => {
    const analysis = analyze({ suppress: [{ rules: ['redundant-action'], reason: 'known', ...entry }] });
    const gone = analysis.suppressed.map(({ finding, reason }) => `${finding.path.join('.')}: ${reason}`);
    expect(redundant(analysis)).toHaveLength(2 - gone.length);
    expect(analysis.usedSuppressions).toHaveLength(gone.length === 0 ? 0 : 1);
    return gone;
  };

  test('by file, place and Sid', () => {
    const [first, second] = ['Statement.0.Action.0: known', 'Statement.1.Action.0: known'];
    const places = redundant(analyze({})).map(({ path }) => `${path.join('.')}: known`);
    expect(suppressed({})).toEqual(places);
    expect(places).toHaveLength(2);
    expect([first?.slice(0, 11), second?.slice(0, 11)]).toEqual(places.map((place) => place.slice(0, 11)));
    expect(suppressed({ files: 'p.json' })).toEqual(places);
    expect(suppressed({ files: 'q.json' })).toEqual([]);
    expect(suppressed({ path: 'Statement.1' })).toEqual(places.slice(1));
    expect(suppressed({ path: 'Statement' })).toEqual(places);
    expect(suppressed({ sid: 'Read' })).toEqual(places.slice(0, 1));
    expect(suppressed({ sid: 'Rea' })).toEqual([]);
  });
});

describe('what is wrong with a configuration', () => {
  const problems = (text: string) =>
    readConfig(source('file:///policywright.json', text)).problems.map(({ message }) => message);

  test.each([
    ['[]', 'must be an object'],
    ['{ "rule": {} }', 'no setting "rule"'],
    ['{ "rules": { "x": "loud" } }', 'one of error, warning'],
    ['{ "kinds": { "*": "bucket" } }', 'one of identity'],
    ['{ "accounts": { "1234": "a" } }', 'twelve digits'],
    ['{ "accounts": { "111122223333": 1 } }', 'must be a string'],
    ['{ "ignore": "vendor" }', 'must be a list'],
    ['{ "suppress": [{ "rules": ["x"] }] }', 'needs a "reason"'],
    ['{ "suppress": [{ "reason": "x" }] }', 'needs "rules"'],
    ['{ "suppress": [{ "rules": ["x"], "reason": "y", "file": "z" }] }', 'not "file"'],
    ['{ "rules": ', 'no valid JSON'],
    ['{ "rules": { "x": "off" }, "rules": {} }', '"rules" twice'],
    ['{ "rules": { "x": "off", "x": "info" } }', '"x" twice'],
  ])('%s', (text, words) => {
    expect(problems(text).join('\n')).toContain(words);
  });

  test('nothing, where it is right', () => {
    const text = `{
      // ours
      "$schema": "x", "rules": { "invalid-action": "off" }, "kinds": { "*.json": "scp" },
      "accounts": { "111122223333": "production", "1234567890123456": "hangzhou" }, "ignore": ["vendor/**"],
      "suppress": [{ "rules": ["invalid-action"], "reason": "preview", "files": "a.json", "path": "Statement", "sid": "A" }]
    }`;
    expect(problems(text)).toEqual([]);
    expect(problems(`\ufeff${text}`)).toEqual([]);
  });
});
