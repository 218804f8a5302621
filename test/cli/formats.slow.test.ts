import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import Ajv4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { root } from '../tidy/files.ts';
import { folder, run } from './run.ts';

const policy = (body: string) =>
  `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", ${body}, "Resource": "*" }] }`;
const wrong = policy('"Action": ["aps:QueryMetric", "aps:GetLabels", "aps:GetLabels"]');

/** Runs of different kinds: what a report can have in it should be in one of them. */
const runs: Readonly<Record<string, (format: string) => readonly string[]>> = {
  'nothing found': (format) => [folder({}), '--format', format],
  'odd names, comments, several policies': (format) => [
    folder({
      'odd, 100%: #ü 名.json': wrong,
      'control.json': policy('"Action": "aps:<&\\u0001\\uD800>"'),
      'broken.json': '{ "Version": "2012-10-17", "Statement": [ { ',
      'sub/main.tf': `# policywright-ignore invalid-action: comes with the "next" <release>
data "aws_iam_policy_document" "a" {
  statement {
    actions   = ["aps:QueryMetricz"]
    resources = ["*"]
  }
}

resource "aws_sqs_queue_policy" "q" {
  queue_url = aws_sqs_queue.q.url
  policy    = data.aws_iam_policy_document.a.json
}
`,
      'nested.json': JSON.stringify({ roles: [{ AssumeRolePolicyDocument: JSON.parse(wrong) }] }),
    }),
    '--format',
    format,
  ],
  'by configuration, with fixes': (format) => [
    folder({
      'p.json': wrong,
      'policywright.json': '{ "suppress": [{ "rules": ["invalid-action"], "reason": "known" }] }',
    }),
    '--format',
    format,
    '--fix-dry-run',
  ],
  'files elsewhere': (format) => [folder({}), '--format', format, folder({ 'a b.json': wrong })],
  examples: (format) => [join(root, 'examples'), '--format', format],
};

const cases = Object.entries(runs);

function output(make: (format: string) => readonly string[], format: string): string {
  const [cwd = '', ...args] = make(format);
  const { out, code } = run(cwd, ['check', ...args]);
  expect(code).not.toBe(2);
  return out;
}

function expectValid(validate: ValidateFunction, value: unknown): void {
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
}

describe('SARIF is what the schema of OASIS asks for', () => {
  const schema = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  // One of its patterns is none where `u` holds.
  const ajv = new Ajv4({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv as unknown as Ajv);
  const validate = ajv.compile(schema) as ValidateFunction;

  test.each(cases)('%s', (_name, make) => {
    expectValid(validate, JSON.parse(output(make, 'sarif')));
  });

  test('and the schema refuses what is none', () => {
    expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
    expect(validate({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
  });
});

describe('JSON is what its schema says', () => {
  const schema = JSON.parse(readFileSync(join(root, 'schemas/check-report.schema.json'), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  const validate = ajv.compile(schema);
  /** The schema allows further fields to later versions; today there are none. */
  const strict = ajv.compile(closed(schema) as AnySchemaObject);

  test.each(cases)('%s', (_name, make) => {
    const report = JSON.parse(output(make, 'json'));
    expectValid(validate, report);
    expectValid(strict, report);
  });

  test('and it refuses what is none', () => {
    expect(validate({ version: 2, dataDate: '2026-01-01', files: [], summary: {} })).toBe(false);
  });
});

/** The schema without room for what it does not name. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one)]));
  if (!('properties' in own)) return own;
  return { ...own, additionalProperties: false };
}

describe('JUnit is XML with suites, cases and counts that agree', () => {
  test.each(cases)('%s', (_name, make) => {
    const { root: suites } = parseXml(output(make, 'junit'));
    expect(suites?.name).toBe('testsuites');
    for (const suite of elements(suites)) {
      expect(suite.name).toBe('testsuite');
      const tests = elements(suite);
      const failed = tests.filter((one) => elements(one).some(({ name }) => name === 'failure'));
      expect({ ...suite.attributes }).toEqual({
        name: expect.stringMatching(/./),
        tests: String(tests.length),
        failures: String(failed.length),
        errors: '0',
      });
      expect(tests.length).toBeGreaterThan(0);
      for (const one of tests) {
        expect(one.name).toBe('testcase');
        expect(Object.keys(one.attributes).toSorted()).toEqual(['classname', 'name']);
        expect(elements(one).every(({ name }) => name === 'failure' || name === 'system-out')).toBe(true);
      }
    }
  });

  test('an odd name comes out as it was', () => {
    const [, make] = cases[1] ?? [];
    if (make === undefined) throw new Error('no case');
    const { root: suites } = parseXml(output(make, 'junit'));
    expect(elements(suites).map(({ attributes }) => attributes.name)).toContain('odd, 100%: #ü 名.json');
  });
});

function elements(parent: XmlElement | null): readonly XmlElement[] {
  return (parent?.children ?? []).filter((child) => child instanceof XmlElement);
}

describe('GitLab takes the code quality report', () => {
  /** What its documentation asks of each entry. */
  const validate = new Ajv({ allErrors: true }).compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', minLength: 1 },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: {
            path: { type: 'string', minLength: 1, not: { pattern: '^\\./' } },
            lines: {
              type: 'object',
              required: ['begin'],
              properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer', minimum: 1 } },
            },
          },
        },
      },
    },
  });

  test.each(cases)('%s', (_name, make) => {
    const issues = JSON.parse(output(make, 'gitlab'));
    expectValid(validate, issues);
    const prints = new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint));
    expect(prints.size).toBe(issues.length);
  });
});
