import { describe, expect, test } from 'vitest';
import {
  allRules,
  check,
  dialectOf,
  type Finding,
  json,
  type PolicyDocument,
  type PolicyKind,
  type Rule,
} from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';

const textual = allRules.filter((rule) => rule.textual === true);

const run = (policy: PolicyDocument, kind: PolicyKind, rules: readonly Rule[]): readonly string[] =>
  check(policy, { kind, by: 'setting' }, { catalog: catalog(), dialect: dialectOf('aws'), rules }).map(keyOf);

const keyOf = ({ rule, severity, at, message }: Finding) => `${rule} ${severity} ${at.start} ${message}`;

/** One element in different surroundings: a textual rule that looked at them would say different things. */
const elements = [
  '"Resource": ["arn:aws:s3:::bucket/*", "arn:aws:S3:::bucket", "*"]',
  '"Resource": "arn:aws:dynamdb:eu-west-1:111122223333:table/x"',
  '"NotResource": ["arn:aws:sqs:eu-west-1::queue", "arn:aws:s3:::${aws:username/x"]',
  '"Resource": "arn:aws:iam::111122223333:roles/${ aws:username }"',
  '"Resource": "*", "Condition": { "StringEquals": { "aws:ViaAWSService": "true", "s3:prefixes": ["a*", "b"] } }',
  '"Resource": "*", "Condition": { "StringLike": { "aws:SourceArn": "*" }, "DateLessThan": { "aws:CurrentTime": "x" } }',
  '"Resource": "*", "Condition": { "Bool": { "aws:SecureTransport": ["true", "false"] } }',
];
const surroundings = [
  (element: string) =>
    `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", ${element} }] }`,
  (element: string) => `{ "Statement": { "Effect": "Deny", "NotAction": "s3:GetObject", ${element} } }`,
  (element: string) =>
    `{ "Version": "2008-10-17", "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "sqs:*", ${element} }] }`,
];

describe('textual rules', () => {
  test('there are some', () => {
    expect(textual.length).toBeGreaterThan(40);
  });

  test('say the same about an element wherever it stands', () => {
    for (const element of elements) {
      const said = surroundings.map((around) => {
        const text = around(element);
        const policy = read(text);
        const offset = text.indexOf(element);
        return check(policy, { kind: 'identity', by: 'setting' }, options(textual)).map(
          ({ rule, severity, at }) => `${rule} ${severity} ${at.start - offset}`,
        );
      });
      expect(said[0]?.length, element).toBeGreaterThan(0);
      for (const one of said) expect(one, element).toEqual(said[0]);
    }
  });

  test('find what they find again and again, in any company', () => {
    const policies = elements.flatMap((element) => surroundings.map((around) => read(around(element))));
    for (const kind of ['identity', 'resource'] as const) {
      const apart = policies.map((policy) => run(policy, kind, [...allRules]));
      const rules = [...allRules];
      const first = policies.map((policy) => run(policy, kind, rules));
      const later = policies.toReversed().map((policy) => run(policy, kind, rules));
      expect(first).toEqual(apart);
      expect(later.toReversed()).toEqual(apart);
    }
  });
});

function read(text: string): PolicyDocument {
  const [policy] = json.read({ uri: 'file:///w/policy.json', languageId: 'json', text }).policies;
  if (policy === undefined) throw new Error(`no policy: ${text}`);
  return policy.document;
}

function options(rules: readonly Rule[]) {
  return { catalog: catalog(), dialect: dialectOf('aws'), rules: [...rules] };
}
