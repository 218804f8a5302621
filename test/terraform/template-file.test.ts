import { describe, expect, test } from 'vitest';
import { applyEdits, complete, defaultSettings, type Project } from '../../server/core/index.ts';
import { analyzeModule, engine } from './module.ts';
import { plain } from './reading.ts';

const main = `resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = templatefile("\${path.module}/bucket.json", {
    bucket_arn = aws_s3_bucket.b.arn
    readers    = var.reader_arns
    action     = "s3:GetObjekt"
  })
}
`;

const template = `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": { "AWS": \${jsonencode(readers)} },
    "Action": ["\${action}", "s3:PutObjekt"],
    "Resource": "\${bucket_arn}/home/$\${aws:username}/*"
  }]
}
`;

test('a template is read with what its caller gives, as the kind that the consumer says', () => {
  const analysis = analyzeModule({ 'main.tf': main, 'bucket.json': template }, 'bucket.json');
  expect(analysis.policies.map(({ use }) => [use.kind, use.attachedTo?.cloudFormationType])).toEqual([
    ['resource', 'AWS::S3::Bucket'],
  ]);
  expect(
    plain(analysis.file.policies[0]?.document.root ?? { type: 'null', range: { start: 0, end: 0 } }),
  ).toMatchObject({
    Statement: [{ Effect: 'Allow', Action: ['s3:GetObjekt', 's3:PutObjekt'] }],
  });
  const marked = analysis.findings
    .filter(({ rule }) => rule === 'invalid-action')
    .map(({ at }) => template.slice(at.start, at.end));
  expect(marked).toEqual(['"${action}"', '"s3:PutObjekt"']);
  expect(analysis.findings.map(({ rule }) => rule)).not.toContain('json-syntax-error');
});

test('without a module that renders it the same file is JSON', () => {
  const analysis = analyzeModule({ 'bucket.json': template }, 'bucket.json');
  expect(analysis.findings.map(({ rule }) => rule)).toContain('json-syntax-error');
});

test('a plain file takes its kind from the module', () => {
  const text =
    '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }] }';
  const role =
    'resource "aws_iam_role" "r" {\n  assume_role_policy = file("${path.module}/policies/p.json")\n}\n';
  const analysis = analyzeModule({ 'main.tf': role, 'policies/p.json': text }, 'policies/p.json');
  expect(analysis.policies.map(({ use }) => use.kind)).toEqual(['trust']);
});

describe('a template that is none of JSON', () => {
  const role = `resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = templatefile("\${path.module}/bucket.tftpl", { bucket_arn = aws_s3_bucket.b.arn, team = "x" })
}
`;
  const bucket = (resource: string, action = 's3:GetObject') => `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": "*",
    "Action": "${action}",
    "Resource": "${resource}"
  }]
}
`;
  const uri = 'file:///module/bucket.tftpl';
  const project = (text: string): Project => ({
    settings: defaultSettings,
    sources: new Map([
      ['file:///module/main.tf', { uri: 'file:///module/main.tf', languageId: 'terraform', text: role }],
      [uri, { uri, languageId: 'plaintext', text }],
    ]),
  });

  test('is read as what it is used as, and mended', () => {
    const text = bucket('${bucket_arn}/*', 's3:GetObjekt');
    const analysis = engine.analyze(project(text), uri);
    expect(analysis?.policies.map(({ use }) => use.kind)).toEqual(['resource']);
    const [finding] = analysis?.findings.filter(({ rule }) => rule === 'invalid-action') ?? [];
    const [fix] = finding?.fixes() ?? [];
    expect(applyEdits(text, fix?.edits ?? [])).toBe(bucket('${bucket_arn}/*'));
  });

  test('is completed', () => {
    const at = (marked: string) => {
      const offset = marked.indexOf('|');
      const text = marked.replace('|', '');
      return complete(engine, project(text), uri, offset)?.items.map(({ label }) => label) ?? [];
    };
    expect(at(bucket('*', 's3:GetObjectTag|'))).toContain('GetObjectTagging');
    expect(at(bucket('${|}/*')).slice(0, 2)).toEqual(['bucket_arn', 'team']);
    expect(at(bucket('${bucket|'))).toContain('bucket_arn');
  });

  test('is nothing where nobody renders it', () => {
    const alone = { uri, languageId: 'plaintext', text: bucket('*') };
    const analysis = engine.analyze({ sources: new Map([[uri, alone]]), settings: defaultSettings }, uri);
    expect(analysis?.policies ?? []).toEqual([]);
  });

  test('is JSON where it is not rendered but used as it is', () => {
    const file = role.replace(/templatefile\((.*?), \{.*\}\)/, 'file($1)');
    const sources = new Map(project(bucket('$${x}')).sources);
    sources.set('file:///module/main.tf', {
      uri: 'file:///module/main.tf',
      languageId: 'terraform',
      text: file,
    });
    const analysis = engine.analyze({ sources, settings: defaultSettings }, uri);
    expect(analysis?.policies.map(({ use }) => use.kind)).toEqual(['resource']);
    expect(analysis?.policies[0]?.document.statements[0]?.resource?.value.items[0]?.text.value).toBe('$${x}');
  });
});
