import { expect, test } from 'vitest';
import { allRules, check, dialectOf, json, type PolicyDocument } from '../../server/core/index.ts';
import type { Item, List, Statement } from '../../server/core/policy/model.ts';
import type { Piece, Text } from '../../server/core/policy/text.ts';
import { catalog } from '../pages/catalog.ts';

/** A text from a template in which `◊` is a hole. */
function textOf(template: string, start: number): Text {
  const pieces: Piece[] = [];
  let at = start;
  for (const part of template.split(/(◊)/).filter((each) => each !== '')) {
    const range = { start: at, end: at + part.length };
    pieces.push(part === '◊' ? { kind: 'hole', range } : { kind: 'text', text: part, range });
    at = range.end;
  }
  const inner = { start, end: at };
  const value = template.includes('◊') ? undefined : template;
  return { range: inner, inner, value, pieces, literal: 'string' };
}

/** The rules that speak about a statement whose only resource is the template. */
function rulesAbout(resource: string, action = 's3:GetObject'): readonly string[] {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid: 'A', Effect: 'Allow', Action: action, Resource: resource }],
  });
  const [policy] = json.read({ uri: 'file:///a.json', languageId: 'json', text }).policies;
  const document = policy?.document;
  const [statement] = document?.statements ?? [];
  if (document === undefined || statement?.resource === undefined) throw new Error('no policy');
  const start = text.indexOf(resource, text.indexOf('"Resource"'));
  const item: Item = { text: textOf(resource, start), path: ['Statement', 0, 'Resource'] };
  const list: List = { ...statement.resource.value, items: [item] };
  const changed: Statement = { ...statement, resource: { ...statement.resource, value: list } };
  const holed: PolicyDocument = { ...document, statements: [changed] };
  return check(
    holed,
    { kind: 'identity', by: 'setting' },
    {
      catalog: catalog(),
      dialect: dialectOf('aws'),
      rules: allRules,
      onBug: (rule, error) => {
        throw new Error(`rule ${rule.id} threw`, { cause: error });
      },
    },
  ).map(({ rule }) => rule);
}

test.each([
  '◊',
  '◊/*',
  '◊:example',
  'arn:◊:s3:::example-bucket/*',
  'arn:aws:s3:::◊/*',
  'arn:aws:s3:::◊',
  'arn:aws:s3:◊',
  'arn:aws:◊',
  'arn:aws:sqs:◊:jobs',
  'arn:aws:sqs:eu-west-1:◊:jobs',
  'arn:aws:sqs:eu-◊-1:111122223333:jobs',
  'arn:aws:dyn◊:eu-west-1:111122223333:table/x',
  'a◊',
])('what a hole may bring along is not judged: %s', (resource) => {
  expect(rulesAbout(resource)).toEqual([]);
});

test.each([
  ['arn:awz:s3:::◊', 'invalid-partition'],
  ['arn:aws:dynamdb:eu-west-1:◊:table/x', 'invalid-service'],
  ['arn:aws:S3:::◊', 'invalid-arn-service-case'],
  ['arn:aws:sqs:eu-wset-1:◊:jobs', 'invalid-arn-region'],
  ['arn:aws:sqs:eu-west-1:1234:◊', 'invalid-arn-account'],
  ['aws:s3:::◊', 'invalid-arn-prefix'],
])('what stands before the first hole is certain: %s', (resource, rule) => {
  expect(rulesAbout(resource)).toEqual([rule]);
});
