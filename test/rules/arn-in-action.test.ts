import { expect, test } from 'vitest';
import { applyEdits, type Finding } from '../../server/core/index.ts';
import { checkText } from '../pages/check.ts';
import { analyzeModule } from '../terraform/module.ts';

const ARN = 'arn:aws:s3:::bucket/*';
const policy = (elements: string) => `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",${elements}}]}`;

/** The text after the first fix for an ARN among the actions. */
function mended(text: string, findings: readonly Finding[]): string | undefined {
  const finding = findings.find(
    ({ rule, message }) => rule === 'invalid-action' && message.includes('is the ARN of'),
  );
  const [fix] = finding?.fixes() ?? [];
  return fix === undefined ? undefined : applyEdits(text, fix.edits);
}

function inJson(elements: string): unknown {
  const text = policy(elements);
  const findings = checkText({ text, language: 'json', kind: 'identity', attached: undefined });
  const after = mended(text, findings);
  if (after === undefined) return undefined;
  const [{ Effect: _, ...rest }] = JSON.parse(after).Statement;
  return rest;
}

test.each([
  [
    '"*" gives way',
    `"Action":["s3:GetObject","${ARN}"],"Resource":"*"`,
    { Action: ['s3:GetObject'], Resource: ARN },
  ],
  [
    'others stay',
    `"Action":["${ARN}","s3:GetObject"],"Resource":["arn:aws:s3:::a/*"]`,
    { Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::a/*', ARN] },
  ],
  [
    'it is there already',
    `"Action":["${ARN}","s3:GetObject"],"Resource":"${ARN}"`,
    { Action: ['s3:GetObject'], Resource: ARN },
  ],
  ['there is no Resource', `"Action":["s3:GetObject","${ARN}"]`, { Action: ['s3:GetObject'], Resource: ARN }],
  [
    'the elements are exchanged',
    `"Action":"${ARN}","Resource":["s3:GetObject","s3:PutObject"]`,
    { Action: ['s3:GetObject', 's3:PutObject'], Resource: ARN },
  ],
  ['no action is left', `"Action":"${ARN}","Resource":"*"`, { Action: 's3:', Resource: ARN }],
])('%s', (_name, elements, expected) => {
  expect(inJson(elements)).toEqual(expected);
});

test('in a block of Terraform', () => {
  const text = `data "aws_iam_policy_document" "x" {\n  statement {\n    actions   = ["s3:GetObject", "${ARN}"]\n    resources = ["*"]\n  }\n}\n`;
  expect(mended(text, analyzeModule(text, 'main.tf', 'identity').findings)).toBe(
    `data "aws_iam_policy_document" "x" {\n  statement {\n    actions   = ["s3:GetObject"]\n    resources = ["${ARN}"]\n  }\n}\n`,
  );
});

test('a trust policy has no element to move it to', () => {
  const text = policy(`"Principal":{"Service":"ec2.amazonaws.com"},"Action":["sts:AssumeRole","${ARN}"]`);
  const findings = checkText({ text, language: 'json', kind: 'trust', attached: undefined });
  expect(mended(text, findings)).toBeUndefined();
  expect(findings.some(({ message }) => message.includes('is the ARN of a resource'))).toBe(true);
});
