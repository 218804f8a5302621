import fc from 'fast-check';
import { isList, isObject, type Json, quoted } from './print.ts';
import { type Dice, dice } from './wrap.ts';

/** Policies with interpolations, escapes and comments. `«x»` in a string of the policy is the expression x. */

export const declarations = `locals {
  bucket = "arn:aws:s3:::logs"
  name   = "x-\${var.team}"
}

variable "team" {
  type = string
}

variable "more" {}

resource "aws_sqs_queue" "q" {}
`;

const words = fc.constantFrom(
  's3:GetObject',
  's3:Put*',
  'a"b',
  'x\\y',
  'tab\there',
  '100%',
  'a%{x}',
  '${z}',
  '$«local.bucket»',
  'é',
  '*',
  'arn:aws:s3:::b/${aws:username}/*',
  '«local.bucket»',
  '«local.bucket»/${aws:userid}/«var.team»',
  '«var.team»',
  '«var.more»',
  '«aws_sqs_queue.q.arn»',
  '«lower("A}B")»-«local.name»',
);
const oneOrMore = fc.oneof(words, fc.array(words, { minLength: 1, maxLength: 4 }));
const values = fc.oneof(oneOrMore, fc.boolean(), fc.integer({ min: 0, max: 9999 }));
const principal = fc.oneof(
  fc.constant<Json>('*'),
  fc.dictionary(fc.constantFrom('AWS', 'Service', 'Federated'), oneOrMore, { minKeys: 1 }),
);
const condition = fc.dictionary(
  fc.constantFrom('StringEquals', 'ArnLike', 'Bool', 'ForAnyValue:StringLike'),
  fc.dictionary(
    fc.constantFrom('aws:SourceArn', 's3:prefix', 'aws:PrincipalTag/a b', '«var.team»:sub', '«var.team»:aud'),
    values,
    { minKeys: 1 },
  ),
  { minKeys: 1 },
);
const statement = fc.record(
  {
    Sid: fc.stringMatching(/^[A-Z][a-z]{3,9}$/),
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: principal,
    Action: oneOrMore,
    Resource: oneOrMore,
    Condition: condition,
  },
  { requiredKeys: ['Effect'] },
);
const policy = fc.record(
  {
    Version: fc.constantFrom('2012-10-17', '2008-10-17'),
    Id: fc.constantFrom('id', '«local.name»'),
    Statement: fc.uniqueArray(statement, { minLength: 1, maxLength: 3, selector: ({ Sid }) => Sid ?? {} }),
  },
  { requiredKeys: ['Version', 'Statement'] },
);

export interface Case {
  readonly text: string;
  readonly comments: readonly string[];
}

/** The same cases in every run. */
export function cases(count: number, seed: number): readonly Case[] {
  return fc
    .sample(fc.tuple(policy, fc.nat()), { numRuns: count, seed })
    .map(([value, number]) => caseOf(value as Json, dice(number)));
}

function caseOf(value: Json, roll: Dice): Case {
  const comments: string[] = [];
  const wants = roll(2) === 0;
  const comment = () => {
    const signs = ['# ', '// ', '/* '];
    const sign = signs[roll(3)] ?? '# ';
    const text = `${sign}c${comments.length}${sign === '/* ' ? ' */' : ''}`;
    comments.push(text);
    return text;
  };
  const remarks: Remarks = {
    above: (indent) => (wants && roll(4) === 0 ? `${indent}${comment()}\n` : ''),
    behind: () => (wants && roll(5) === 0 ? ` ${comment()}` : ''),
  };
  const printed = print(value, '  ', remarks);
  return {
    text: `${declarations}
resource "aws_iam_policy" "p" {
  name   = "p"
  policy = jsonencode(${printed})
}
`,
    comments,
  };
}

interface Remarks {
  above(indent: string): string;
  behind(): string;
}

function print(value: Json, indent: string, remarks: Remarks): string {
  if (typeof value === 'string') return spelled(value);
  const inner = `${indent}  `;
  if (isList(value)) {
    const items = value.map(
      (item) => `${remarks.above(inner)}${inner}${print(item, inner, remarks)},${remarks.behind()}\n`,
    );
    return `[\n${items.join('')}${remarks.above(inner)}${indent}]`;
  }
  if (!isObject(value)) return String(value);
  const entries = Object.entries(value).map(
    ([name, part]) =>
      `${remarks.above(inner)}${inner}${key(name)} = ${print(part, inner, remarks)}${remarks.behind()}\n`,
  );
  return `{\n${entries.join('')}${remarks.above(inner)}${indent}}`;
}

function key(name: string): string {
  return /^[A-Za-z]\w*$/.test(name) ? name : template(name);
}

/** An expression alone goes without a string around it. */
function spelled(text: string): string {
  const alone = /^«([^»]*)»$/.exec(text)?.[1];
  return alone ?? template(text);
}

function template(text: string): string {
  return quoted(text)
    .replaceAll('$«', '${"$"}«')
    .replace(/«([^»]*)»/g, (_, inside: string) => `\${${inside.replaceAll('\\"', '"')}}`);
}
