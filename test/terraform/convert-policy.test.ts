import { expect, test } from 'vitest';
import { convertPolicy, convertText } from '../../server/core/index.ts';
import { projectOf } from './converting.ts';
import { engine } from './module.ts';

const around = { name: 'p', indent: '  ' };

function convert(name: string, text: string, to: 'json' | 'data source' | 'jsonencode', mark = '') {
  const file = engine.read(projectOf({ [name]: text }), `file:///module/${name}`);
  if (file === undefined) throw new Error('not read');
  return convertPolicy(file, text.indexOf(mark), to, around);
}

const statement = '{ "Effect": "Deny", "Action": "*", "Resource": "a/${aws:userid}" }';
const policy = `{ "Version": "2012-10-17", "Statement": ${statement} }`;

test('a JSON file, with its comments', () => {
  expect(convert('p.json', `// All.\n${policy} // end\n`, 'jsonencode')).toEqual({
    text: `jsonencode({
    // All.
    Version = "2012-10-17"
    Statement = {
      Effect   = "Deny"
      Action   = "*"
      Resource = "a/$\${aws:userid}"
    }
    // end
  })`,
  });
});

test('a policy inside a larger JSON file, and inside a string', () => {
  const data = { text: expect.stringContaining('resources = ["a/&{aws:userid}"]') };
  const larger = `{ "Role": "r", "PolicyDocument": ${policy} }`;
  expect(convert('p.json', larger, 'data source', 'Effect')).toEqual(data);
  const inside = `{ "Role": "r", "PolicyDocument": ${JSON.stringify(policy)} }`;
  expect(convert('p.json', inside, 'data source', 'Effect')).toEqual(data);
});

test('from Terraform, what it evaluates to', () => {
  const text = `locals {
  bucket = "arn:aws:s3:::logs"
}
data "aws_iam_policy_document" "d" {
  statement {
    actions   = []
    resources = ["\${local.bucket}/&{aws:userid}"]
  }
}
`;
  const json = convert('main.tf', text, 'json', 'statement');
  expect('text' in json ? JSON.parse(json.text) : json).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Resource: ['arn:aws:s3:::logs/${aws:userid}'] }],
  });
  expect(convert('main.tf', text.replace('local.bucket', 'var.bucket'), 'json', 'statement')).toEqual({
    refused: 'Only Terraform knows the value of "var.bucket"',
  });
});

test('no policy', () => {
  expect(convert('p.json', '{}', 'json')).toEqual({ refused: 'There is no policy' });
  expect(convertText('[]', 'jsonencode', around)).toEqual({ refused: 'It is no JSON object' });
  expect(convertText('{"Statement":{"Effect":"Allow"}}x', 'data source', around)).toEqual({
    refused: 'Its text is not valid JSON',
  });
});
