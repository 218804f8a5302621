import { describe, expect, test } from 'vitest';
import { read, trackedFiles } from './files.ts';

const tracked = trackedFiles();
const texts = tracked.filter((path) => !/\.(png|ico|wasm|vsix)$/.test(path));
const code = texts.filter((path) => /\.(ts|mts|mjs)$/.test(path));

test('there is something to look at', () => {
  expect(tracked.length).toBeGreaterThan(500);
  expect(code.length).toBeGreaterThan(300);
});

test('files are short enough to be read', () => {
  const long = code.filter((path) => read(path).split('\n').length > (path.startsWith('test/') ? 400 : 360));
  expect(long).toEqual([]);
});

test('files are named in one way', () => {
  const odd = code.filter(
    (path) => !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.(slow\.)?(test|config))?\.(ts|mts|mjs)$/.test(path),
  );
  expect(odd).toEqual([]);
});

test('nothing is left for later', () => {
  const marker = new RegExp(
    `\\b(${['TO', 'FIX'].map((word, index) => word + ['DO', 'ME'][index]).join('|')})\\b`,
  );
  const left = texts.filter((path) => path !== 'package-lock.json' && marker.test(read(path)));
  expect(left).toEqual([]);
});

describe('nothing points at the machine it was written on', () => {
  const prose = texts.filter((path) => path !== 'package-lock.json');

  test('no absolute paths', () => {
    const path = /(?<![\w.:/])[/](home|root|Users|tmp|work[/](main|shared))[/][\w.]/;
    expect(prose.filter((each) => path.test(read(each)))).toEqual([]);
    expect(path.test(`read(${['', 'home', 'me', 'x'].join('/')})`)).toBe(true);
  });

  test('only hosts that a person may follow or that mean this machine', () => {
    const strays = prose.flatMap((each) =>
      [...read(each).matchAll(/\bhttps?:\/\/([a-z0-9.-]+)/gi)]
        .map(([, host]) => host?.toLowerCase() ?? '')
        .filter((host) => !known.some((one) => host === one || host.endsWith(`.${one}`)))
        .map((host) => `${each}: ${host}`),
    );
    expect([...new Set(strays)]).toEqual([]);
  });

  test('the lock file names packages, not where they came from', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved"/);
  });
});

/** Domains of documentation, of values in policies, and of examples. */
const known: readonly string[] = [
  'amazon.com',
  'amazonaws.com',
  'json-schema.org',
  'json.schemastore.org',
  'amazonaws-us-gov.com',
  'alibabacloud.com',
  'aliyun.com',
  'accounts.google.com',
  'github.com',
  'apache.org',
  'w3.org',
  'example.com',
  '127.0.0.1',
  'a.b',
];
