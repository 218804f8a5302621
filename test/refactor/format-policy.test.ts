import { expect, test } from 'vitest';
import { applyEdits } from '../../server/core/index.ts';
import { readJson } from '../../server/core/languages/json/value.ts';
import { plainOf } from '../../server/core/policy/plain.ts';
import { respaced } from '../../server/core/refactor/respace.ts';
import { catalog } from '../pages/catalog.ts';
import { applied, JSON_FILE, policiesOf, refactor, TF_FILE } from './statement-fixture.ts';

function formatted(marked: string): string {
  const done = applied(marked, TF_FILE, 'format-policy');
  expect(done).toMatchObject({ title: 'Format this policy', grade: 'safe' });
  return done.text;
}

function refused(marked: string, form = TF_FILE): unknown {
  const at = marked.indexOf('|');
  return refactor(marked.replace('|', ''), form, { start: at, end: at }, 'format-policy');
}

test('JSON in a heredoc, on one line', () => {
  expect(
    formatted(`resource "aws_iam_policy" "p" {
  policy = <<-EOF
    {"Version":"2012-10-17","Statement":[{"Sid":"A|","Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::\${var.b}/*","Condition":{"StringEquals":{"aws:RequestedRegion":["eu-west-1"]}}}]}
  EOF
}
`),
  ).toBe(`resource "aws_iam_policy" "p" {
  policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "A",
          "Effect": "Allow",
          "Action": ["s3:GetObject", "s3:PutObject"],
          "Resource": "arn:aws:s3:::\${var.b}/*",
          "Condition": {
            "StringEquals": {
              "aws:RequestedRegion": ["eu-west-1"]
            }
          }
        }
      ]
    }
  EOF
}
`);
});

test('an object in jsonencode, its signs in one column, comments and expressions kept', () => {
  expect(
    formatted(`resource "aws_iam_policy" "p" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Al|low", Action = ["s3:*"], # all of it
      Resource = local.all, Condition = merge({}, var.c) }, {
        Effect="Deny"
        Action="s3:Delete*",
        Resource = [for b in var.buckets : "\${b}/*"] }] })
}
locals {
  all = "*"
}
`),
  ).toBe(`resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = ["s3:*"], # all of it
        Resource  = local.all
        Condition = merge({}, var.c)
      },
      {
        Effect   = "Deny"
        Action   = "s3:Delete*"
        Resource = [for b in var.buckets : "\${b}/*"]
      }
    ]
  })
}
locals {
  all = "*"
}
`);
});

test('long lists go on lines of their own, short ones stay', () => {
  const actions = Array.from({ length: 8 }, (_, index) => `"s3:GetObjectVersion${index}"`);
  const text = formatted(
    `locals {\n  p = <<EOF\n{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": [${actions.join(', ')}], "Resource": ["a",|"b"] }] }\nEOF\n}\n`,
  );
  expect(text).toContain(
    `"Action": [\n        ${actions.join(',\n        ')}\n      ],\n      "Resource": ["a", "b"]`,
  );
});

test('what it says stays the same', () => {
  const text = `locals {\n  p = <<EOF\n{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Principal":{"AWS":["a"],"Service":"b|"}}]}\nEOF\n}\n`;
  const before = policiesOf(text.replace('|', ''), TF_FILE)[0];
  const after = policiesOf(formatted(text), TF_FILE)[0];
  expect(after?.statements.map(({ fields }) => fields.map(({ name, path }) => [name, path]))).toEqual(
    before?.statements.map(({ fields }) => fields.map(({ name, path }) => [name, path])),
  );
});

test('refused with a reason where it cannot be done', () => {
  const quoted = JSON.stringify(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
  );
  const at = quoted.indexOf('s3');
  const inside = `${quoted.slice(0, at)}|${quoted.slice(at)}`;
  const reason = {
    title: 'Format this policy',
    disabled: 'In a quoted string it has to stay on one line; convert it to a heredoc or to jsonencode first',
  };
  expect(refused(`resource "aws_iam_policy" "p" {\n  policy = ${inside}\n}\n`)).toEqual(reason);
  expect(refused(`{ "Policy": ${inside} }`, JSON_FILE)).toEqual(reason);
  expect(
    refused(
      'resource "aws_iam_policy" "p" {\n  policy = <<EOF\n{ "Statement": [ { "Effect" "Allow"|, "Action": "s3:*" } ] }\nEOF\n}\n',
    ),
  ).toMatchObject({ disabled: 'It has syntax errors; mend them first' });
});

test('not offered where the editor has a formatter, or nothing is left to do', () => {
  expect(
    refused('{"Statement":[{"Effect":"Al|low","Action":"*","Resource":"*"}]}', JSON_FILE),
  ).toBeUndefined();
  expect(
    refused('data "aws_iam_policy_document" "x" {\n  statement { actions = ["s|3:*"] }\n}\n'),
  ).toBeUndefined();
  expect(
    refused(
      'resource "aws_iam_policy" "p" {\n  policy = jsonencode({\n    Version = "2012-10-17|"\n  })\n}\n',
    ),
  ).toBeUndefined();
});

test('policies of AWS say the same afterwards, on no line that is too long', () => {
  const documents = catalog()
    .managedPolicies.filter((_, index) => index % 60 === 0)
    .flatMap(({ versions }) => versions.at(-1)?.document() ?? []);
  expect(documents.length).toBeGreaterThan(15);
  for (const document of documents) {
    const minified = JSON.stringify(JSON.parse(document)).replaceAll('${', '$${');
    const text = formatted(`resource "aws_iam_policy" "p" {\n  policy = <<EOF\n|${minified}\nEOF\n}\n`);
    const body = text.slice(text.indexOf('<<EOF\n') + 6, text.indexOf('\nEOF')).replaceAll('$${', '${');
    expect(JSON.parse(body)).toEqual(JSON.parse(document));
    const long = body.split('\n').filter((line) => line.length > 110 && line.split('", "').length > 1);
    expect(long).toEqual([]);
  }
});

test('so do they as objects of HCL on one line', () => {
  const hcl = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(hcl).join(', ')}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value).replaceAll('${', '$${');
    return `{ ${Object.entries(value)
      .map(([key, part]) => `${/^\w+$/.test(key) ? key : JSON.stringify(key)} = ${hcl(part)}`)
      .join(', ')} }`;
  };
  const documents = catalog()
    .managedPolicies.filter((_, index) => index % 90 === 1)
    .flatMap(({ versions }) => versions.at(-1)?.document() ?? []);
  for (const document of documents) {
    const text = formatted(
      `resource "aws_iam_policy" "p" {\n  policy = jsonencode(|${hcl(JSON.parse(document))})\n}\n`,
    );
    const root = policiesOf(text, TF_FILE)[0]?.root;
    expect(root === undefined ? undefined : plainOf(root)).toEqual(JSON.parse(document));
    expect(text).not.toMatch(/,\n\s*[\w"]+ +=/);
  }
  expect(documents.length).toBeGreaterThan(10);
});

test('an object with a key whose value is still to come stays as it is, wherever the blanks are', () => {
  for (const inner of ['{"b":  }', '{"b"  :}', '{"b" }', '{"a": 1, "b":  }', '[{"b":\n  }]']) {
    const text = `{"one":${inner},"two":2}`;
    const root = readJson(text).value;
    expect(root).toBeDefined();
    if (root !== undefined)
      expect(applyEdits(text, respaced(text, root)).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  }
});
