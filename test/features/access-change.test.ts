import { expect, test } from 'vitest';
import { accessChange, createEngine, defaultSettings, json } from '../../server/core/index.ts';
import { catalog } from '../pages/catalog.ts';

const engine = createEngine({ catalog: catalog(), languages: [json], rules: [] });
const uri = 'file:///w/policy.json';

/** What replacing one text by another changes. */
function change(text: string, from: string, to: string): string | undefined {
  const start = text.indexOf(from);
  if (start < 0) throw new Error(`no ${from}`);
  const project = { sources: new Map([[uri, { uri, languageId: 'json', text }]]), settings: defaultSettings };
  return accessChange(engine, project, uri, [{ range: { start, end: start + from.length }, newText: to }]);
}

const allow = (action: string, more = '') =>
  `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": ${action}, "Resource": "*"${more} }] }`;

test('counts what wildcards stand for', () => {
  expect(change(allow('"aps:GetL*"'), 'aps:GetL*', 'aps:Get*')).toBe('grants 5 more actions');
  expect(change(allow('["aps:Get*"]'), 'aps:Get*', 'aps:GetLabels')).toBe('grants 5 fewer actions');
});

test('what cannot be counted is named', () => {
  expect(change(allow('"aps:GetLabels"'), 'aps:GetLabels', '*')).toBe('grants every action');
  expect(change(allow('"*"'), '"*"', '"aps:GetLabels"')).toBe('no longer grants every action');
});

test('denied actions are told from allowed ones', () => {
  const deny = allow('"aps:GetLabels"').replace('Allow', 'Deny');
  expect(change(deny, 'aps:GetLabels', 'aps:Get*')).toBe('denies 5 more actions');
  expect(change(deny, 'Deny', 'Allow')).toBe('grants 1 more action and denies 1 fewer action');
});

test('other resources, principals and conditions', () => {
  expect(
    change(allow('"aps:GetLabels"'), '"Resource": "*"', '"Resource": "arn:aws:aps:*:*:workspace/a"'),
  ).toBe('same actions, other resources');
  const fenced = allow('"aps:GetLabels"', ', "Condition": { "Bool": { "aws:SecureTransport": "true" } }');
  expect(change(fenced, '"true"', '"false"')).toBe('same actions, other conditions');
});

test('spelling and layout change nothing', () => {
  expect(change(allow('"aps:getlabels"'), 'aps:getlabels', 'aps:GetLabels')).toBeUndefined();
  expect(change(allow('["aps:GetLabels"]'), '["aps:GetLabels"]', '"aps:GetLabels"')).toBeUndefined();
  expect(change(allow('"aps:GetLabels"'), '"Resource": "*"', '"Resource": [ "*" ]')).toBeUndefined();
});
