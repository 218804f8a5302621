import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/core/index.ts';
import { analyzeModule, brief } from './module.ts';

/** Mistakes that take more than one block or file to see; those of single blocks are on the pages of their rules. */

const document = (name: string, body: string) => `data "aws_iam_policy_document" "${name}" {\n${body}}\n`;
const read = document(
  'read',
  '  statement {\n    actions   = ["s3:GetObject"]\n    resources = ["${aws_s3_bucket.a.arn}/*"]\n  }\n',
);

describe('a document used in another file', () => {
  const bucket =
    'resource "aws_s3_bucket_policy" "a" {\n  bucket = aws_s3_bucket.a.id\n  policy = data.aws_iam_policy_document.read.json\n}\n';
  test('is of the kind that its consumer says', () => {
    const analysis = analyzeModule({ 'main.tf': read, 'policy.tf': bucket });
    expect(brief(analysis)).toEqual(['error missing-principal s']);
    expect(analysis.policies.map(({ use }) => [use.kind, use.at?.uri.split('/').at(-1)])).toEqual([
      ['resource', 'policy.tf'],
    ]);
  });
  test('as two kinds of policy is checked as each, and the finding names the consumer', () => {
    const role =
      'resource "aws_iam_role_policy" "a" {\n  role   = aws_iam_role.a.id\n  policy = data.aws_iam_policy_document.read.json\n}\n';
    const analysis = analyzeModule({ 'main.tf': read, 'policy.tf': bucket, 'role.tf': role });
    expect(analysis.policies.map(({ use }) => use.kind)).toEqual(['resource', 'identity']);
    expect(brief(analysis)).toEqual(['error missing-principal s']);
    expect(analysis.findings[0]?.related.map(({ uri }) => uri?.split('/').at(-1))).toEqual(['policy.tf']);
  });
  test('without a consumer says nothing about principals', () => {
    expect(brief(analyzeModule(read))).toEqual([]);
  });
});

describe('two policies for one queue', () => {
  const policy = (name: string) =>
    `resource "aws_sqs_queue_policy" "${name}" {\n  queue_url = aws_sqs_queue.q.id\n  policy    = var.${name}\n}\n`;
  test('in two files are seen from both', () => {
    const files = { 'main.tf': policy('one'), 'other.tf': policy('two') };
    for (const [file, other, name] of [
      ['main.tf', 'other.tf', '"one"'],
      ['other.tf', 'main.tf', '"two"'],
    ] as const) {
      const analysis = analyzeModule(files, file);
      expect(brief(analysis)).toEqual([`warning duplicate-resource-policy ${name}`]);
      expect(analysis.findings[0]?.related.map(({ uri }) => uri?.split('/').at(-1))).toEqual([other]);
    }
  });
  test('one of them in the queue itself', () => {
    const queue = 'resource "aws_sqs_queue" "q" {\n  policy = var.own\n}\n';
    expect(brief(analyzeModule(`${queue}${policy('one')}`))).toEqual([
      'warning duplicate-resource-policy "q"',
      'warning duplicate-resource-policy "one"',
    ]);
  });
  test('of different providers are two queues', () => {
    const west = policy('two').replace('}\n', '  provider = aws.west\n}\n');
    expect(brief(analyzeModule(`${policy('one')}${west}`))).toEqual([]);
  });
});

describe('a document that another one merges', () => {
  const merging = document('all', '  source_policy_documents = [data.aws_iam_policy_document.read]\n');
  test('is named with its JSON', () => {
    const text = `${read}${merging}`;
    const [finding, ...more] = analyzeModule(text).findings;
    expect([finding?.rule, more]).toEqual(['missing-json-attribute', []]);
    expect(brief(analyzeModule(applyEdits(text, finding?.fixes()[0]?.edits ?? [])))).toEqual([]);
  });
  test('is found where it is written', () => {
    const local =
      'locals {\n  base = jsonencode({\n    Version   = "2012-10-17"\n    Statement = { Effect = "Allow", Action = "s3:GetObject", Resource = "*", Condition = { NumericLessThan = { "aws:MultiFactorAuthAge" = [60] } } }\n  })\n}\n';
    const files = {
      'main.tf': local,
      'all.tf': document('all', '  override_policy_documents = [local.base]\n'),
    };
    expect(brief(analyzeModule(files))).toEqual([
      'error single-statement-object {',
      'error numeric-condition-value 60',
    ]);
    expect(brief(analyzeModule(files, 'all.tf'))).toEqual([]);
  });
});

describe('keys of JSON in a block', () => {
  test('are no elements of the policy, and nothing is missing for them', () => {
    const text = `${document('x', '  Version = "2012-10-17"\n  statement {\n    Action   = "s3:GetObjekt"\n    Resource = "*"\n    principal {\n      type        = "AWS"\n      identifiers = ["*"]\n    }\n  }\n')}resource "aws_s3_bucket_policy" "a" {\n  bucket = aws_s3_bucket.a.id\n  policy = data.aws_iam_policy_document.x.json\n}\n`;
    expect(brief(analyzeModule(text))).toEqual([
      'error json-key-in-block Version',
      'error json-key-in-block Action',
      'error json-key-in-block Resource',
      'error json-key-in-block principal',
    ]);
  });
});

describe('the policy of a bucket', () => {
  const of = (bucket: string, resource: string) =>
    brief(
      analyzeModule(
        `resource "aws_s3_bucket_policy" "a" {\n  bucket = ${bucket}\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "s3:GetObject", Resource = ${resource} }] })\n}\n`,
      ),
    ).filter((line) => line.includes('resource-not-attached'));
  test('speaks of that bucket', () => {
    expect(of('aws_s3_bucket.a.id', '"${aws_s3_bucket.b.arn}/*"')).toHaveLength(1);
    expect(of('aws_s3_bucket.a.id', '"${aws_s3_bucket.a.arn}/*"')).toEqual([]);
    expect(of('"logs"', '"arn:aws:s3:::letters/*"')).toHaveLength(1);
    expect(of('"logs"', '"arn:aws:s3:::logs/*"')).toEqual([]);
    expect(of('"logs"', '"arn:aws:s3:::l*/*"')).toEqual([]);
  });
  test('may speak of what cannot be seen', () => {
    expect(of('aws_s3_bucket.a.id', 'var.arn')).toEqual([]);
    expect(of('var.bucket', '"${aws_s3_bucket.b.arn}/*"')).toEqual([]);
    expect(of('aws_s3_bucket.a[0].id', '"${aws_s3_bucket.a[1].arn}/*"')).toEqual([]);
    expect(of('aws_s3_bucket.a.id', '"arn:aws:s3:::letters/*"')).toEqual([]);
    expect(of('aws_s3_bucket.a.id', '"${data.aws_s3_bucket.b.arn}/*"')).toEqual([]);
    expect(of('aws_s3_bucket.a.id', '"${module.b.arn}/*"')).toEqual([]);
  });
});

describe('a whole resource where a string belongs', () => {
  const bucket = 'resource "aws_s3_bucket" "logs" {}\n';
  const several = 'resource "aws_s3_bucket" "many" {\n  count = 2\n}\n';
  const resources = (list: string, more = '') =>
    analyzeModule(
      `${bucket}${several}${more}${document('d', `  statement {\n    actions   = ["s3:ListBucket"]\n    resources = ${list}\n  }\n`)}`,
    );
  const repaired = (list: string) => {
    const analysis = resources(list);
    const [finding] = analysis.findings;
    return applyEdits(analysis.file.source.text, finding?.fixes()[0]?.edits ?? []);
  };
  test('is told, and its ARN put there', () => {
    for (const [given, marked, better] of [
      ['[aws_s3_bucket.logs]', 'aws_s3_bucket.logs', '[aws_s3_bucket.logs.arn]'],
      ['aws_s3_bucket.logs', 'aws_s3_bucket.logs', 'aws_s3_bucket.logs.arn'],
      ['["${aws_s3_bucket.logs}/*"]', 'aws_s3_bucket.logs', '["${aws_s3_bucket.logs.arn}/*"]'],
      ['[aws_s3_bucket.many[0]]', 'aws_s3_bucket.many[0]', '[aws_s3_bucket.many[0].arn]'],
      ['[aws_sns_topic.elsewhere]', 'aws_sns_topic.elsewhere', '[aws_sns_topic.elsewhere.arn]'],
    ] as const) {
      expect(brief(resources(given))).toEqual([`error reference-without-arn ${marked}`]);
      expect(repaired(given)).toContain(`resources = ${better}\n`);
    }
  });
  test('is told without a fix where the ARN does not belong or one of several is meant', () => {
    for (const given of [
      '["arn:aws:s3:::${aws_s3_bucket.logs}/*"]',
      '[aws_s3_bucket.many]',
      '[local.logs]',
    ]) {
      const { findings } = resources(given, 'locals {\n  logs = aws_s3_bucket.logs\n}\n');
      expect(findings.map(({ rule, fixes }) => [rule, fixes()])).toEqual([['reference-without-arn', []]]);
    }
  });
  test('in jsonencode, and as a principal', () => {
    const policy = (principal: string, resource: string) =>
      brief(
        analyzeModule(
          `${bucket}resource "aws_s3_bucket_policy" "p" {\n  bucket = aws_s3_bucket.logs.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = ${principal} }, Action = "s3:ListBucket", Resource = ${resource} }] })\n}\n`,
        ),
      );
    expect(policy('"111122223333"', 'aws_s3_bucket.logs')).toEqual([
      'error reference-without-arn aws_s3_bucket.logs',
    ]);
    expect(policy('[aws_iam_role.app]', '[aws_s3_bucket.logs.arn]')).toEqual([
      'error reference-without-arn aws_iam_role.app',
    ]);
  });
  test('is not claimed of what is being typed, or goes on', () => {
    for (const given of [
      '[aws_s3_bucket.lo]',
      '[aws_s3_bucket.logs.]',
      'aws_s3_bucket.many[*].arn',
      '[for b in aws_s3_bucket.many : b.arn]',
      '[for b in [aws_s3_bucket.logs] : b.arn]',
      '[local.logs.arn]',
      '[try(aws_s3_bucket.logs, "*")]',
      '[module.logs]',
      '[var.logs]',
    ])
      expect(brief(resources(given, 'locals {\n  logs = aws_s3_bucket.logs\n}\n'))).toEqual([]);
  });
});
