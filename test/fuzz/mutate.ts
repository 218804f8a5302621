import fc from 'fast-check';

/** What the fuzzer does to a text. All of it is plain data, so that a failure shrinks and can be repeated. */
export interface Mutation {
  readonly what:
    | 'type'
    | 'delete'
    | 'replace'
    | 'prefix'
    | 'suffix'
    | 'copy'
    | 'nest'
    | 'noise'
    | 'lines'
    | 'other';
  /** Where, from 0 to 1 of the text. */
  readonly at: number;
  /** Characters or times, whatever `what` counts. */
  readonly length: number;
  readonly piece: string;
  /** Anything at all: halves of surrogate pairs, control characters, letters of any script. */
  readonly noise: string;
}

/** What the grammars are made of, and what typing leaves behind. */
const PIECES = [
  ...['"', "'", '`', '{', '}', '[', ']', '(', ')', ',', ':', '=', '.', '*', '?', '\\', '/', '|', '@', '-'],
  ...[
    '//',
    '/*',
    '*/',
    '#',
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '\u00a0',
    '\ufeff',
    '\u2028',
    '\u0000',
    'é',
    '😀',
  ],
  ...[
    'null',
    'true',
    '-1e9',
    '0x',
    '\\u00',
    '\\u0022',
    '{}',
    '[]',
    '""',
    '{{',
    ']]',
    '[*]',
    '...',
    '=>',
    '&&',
    '!',
  ],
  ...[
    '"Action": ',
    '"Statement": [{',
    '"NotResource": "*",',
    '"Condition": {"',
    '"Principal": "*",',
    '"Sid": "One",',
  ],
  ...[
    'aps:',
    'ec2:*',
    's3:Get?bject*',
    'arn:aws:s3:::',
    'arn:',
    'acs:oss:*:*:',
    '123456789012',
    '2012-10-17',
  ],
  ...[
    '"__proto__": ',
    '"constructor": ',
    '"toString"',
    'hasOwnProperty',
    'length',
    'prototype.',
    'data.__proto__.x',
  ],
  ...[
    '${',
    '$${',
    '%{',
    '%%{',
    '&{',
    '${aws:username}',
    '%{ for a in b ~}',
    '%{ if x }',
    '%{ endif }',
    '%{ endfor }',
  ],
  ...[
    '<<EOT\n',
    '<<-EOT\n',
    'EOT\n',
    'jsonencode(',
    'concat(local.doc, ',
    'merge(',
    'file("',
    'templatefile("x", {',
  ],
  ...[
    'local.doc',
    'local.base',
    'var.more',
    'each.value',
    'count.index',
    'self.',
    'data.aws_iam_policy_document.one.json',
  ],
  ...[
    'dynamic "statement" {',
    'for_each = ',
    'statement {\n',
    'for x in ',
    ' if ',
    '? :',
    'lookup(',
    'try(',
    'format("%s%d", ',
  ],
  ...[
    'resource "aws_iam_policy" "x" {\n',
    'data "aws_iam_policy_document" "one" {\n',
    'locals {\n',
    'module "m" {\n',
  ],
  ...[
    '# policywright-ignore invalid-action: x\n',
    'policywright-ignore-file',
    '"rules": {',
    '**/{a,b}[!',
    '../../',
  ],
];

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  what: fc.oneof(
    { weight: 8, arbitrary: fc.constant<Mutation['what']>('type') },
    { weight: 4, arbitrary: fc.constant<Mutation['what']>('delete') },
    { weight: 4, arbitrary: fc.constant<Mutation['what']>('replace') },
    {
      weight: 5,
      arbitrary: fc.constantFrom<Mutation['what']>(
        'prefix',
        'suffix',
        'copy',
        'nest',
        'noise',
        'lines',
        'other',
      ),
    },
  ),
  at: fc.nat(9_999).map((share) => share / 10_000),
  length: fc.oneof({ weight: 4, arbitrary: fc.nat(8) }, { weight: 1, arbitrary: fc.nat(300) }),
  piece: fc.constantFrom(...PIECES),
  noise: fc.array(fc.nat(0xffff), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
});

/** The text after the mutation; `other` is another text of the corpus. */
export function mutate(text: string, mutation: Mutation, other: string): string {
  const start = Math.floor(mutation.at * (text.length + 1));
  return changed(text, start, mutation, other).slice(0, LONGEST);
}

/** Characters: what is longer is a matter of `limits.slow.test.ts`. */
const LONGEST = 12_000;

function changed(
  text: string,
  start: number,
  { what, length, piece, noise }: Mutation,
  other: string,
): string {
  const [before, rest] = [text.slice(0, start), text.slice(start)];
  const cut = text.slice(start, start + length);
  const after = text.slice(start + length);
  switch (what) {
    case 'type':
      return before + piece + rest;
    case 'delete':
      return before + after;
    case 'replace':
      return before + piece + after;
    case 'prefix':
      return before;
    case 'suffix':
      return rest;
    case 'copy':
      return before + cut + cut + after;
    case 'nest':
      return before + piece.repeat(length) + rest;
    case 'noise':
      return before + noise + after;
    case 'lines':
      return (
        before +
        rest
          .split('\n')
          .reverse()
          .join(length % 2 === 0 ? '\n' : '\r\n')
      );
    case 'other':
      return before + other.slice(start, start + 10 * length) + rest;
  }
}
