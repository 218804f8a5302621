import { describe, expect, test } from 'vitest';
import { documentJson } from '../../server/core/languages/terraform/document.ts';
import { evaluate } from '../../server/core/languages/terraform/evaluate.ts';
import { linkedModule } from './module.ts';

/** What the provider makes of whole documents, by its documentation and source. */

function rendered(text: string, name = 'x'): unknown {
  const { linked, file } = linkedModule(text);
  const json = documentJson(`aws_iam_policy_document.${name}`, linked.scopeOf(file), evaluate);
  return json === undefined ? undefined : JSON.parse(json);
}

const of = (body: string) => rendered(`data "aws_iam_policy_document" "x" {\n${body}\n}\n`);

describe('a document', () => {
  test('has a version and effects of its own, and no empty parts', () => {
    expect(of('statement {\n  sid = ""\n  actions = ["b:B", "a:A", "b:B"]\n  resources = []\n}')).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['b:B', 'a:A'] }],
    });
    expect(of('')).toEqual({ Version: '2012-10-17' });
  });
  test('takes numbers and booleans for strings', () => {
    expect(
      of(
        'statement {\n  actions = ["a:A"]\n  condition {\n    test = "Bool"\n    variable = "k"\n    values = [true, 3600]\n  }\n}',
      ),
    ).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'a:A', Condition: { Bool: { k: ['true', '3600'] } } }],
    });
  });
  test('joins blocks of one kind of principal and of one key', () => {
    const principals = (type: string, ids: string) =>
      `  principals {\n    type = "${type}"\n    identifiers = ${ids}\n  }\n`;
    const condition = (value: string) =>
      `  condition {\n    test = "StringLike"\n    variable = "k"\n    values = ["${value}"]\n  }\n`;
    expect(
      of(
        `statement {\n${principals('AWS', '["1"]')}${principals('Service', '["s"]')}${principals('AWS', '["2"]')}${condition('b')}${condition('a')}}`,
      ),
    ).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: ['2', '1'], Service: 's' },
          Condition: { StringLike: { k: ['b', 'a'] } },
        },
      ],
    });
    expect(of(`statement {\n${principals('*', '["*"]')}}`)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*' }],
    });
    expect(of(`statement {\n${principals('*', '["*"]')}${principals('AWS', '["1"]')}}`)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { '*': '*', AWS: '1' } }],
    });
  });
  test('turns "&{" into "${" in some arguments', () => {
    expect(
      of('statement {\n  actions = ["a:&{x}"]\n  resources = ["r/&{aws:username}/$${aws:userid}"]\n}'),
    ).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'a:&{x}', Resource: 'r/${aws:username}/${aws:userid}' }],
    });
  });
  test('repeats the content of dynamic blocks', () => {
    expect(
      rendered(`locals {
  teams = { b = ["x"], a = ["y", "z"] }
}

data "aws_iam_policy_document" "x" {
  dynamic "statement" {
    for_each = local.teams
    iterator = team
    content {
      sid     = "T\${team.key}"
      actions = [for one in team.value : "s3:\${one}"]
      dynamic "condition" {
        for_each = length(team.value) == 1 ? [] : ["several"]
        content {
          test     = "StringEquals"
          variable = "k"
          values   = [condition.value]
        }
      }
    }
  }
  dynamic "statement" {
    for_each = []
    content {
      actions = ["a:A"]
    }
  }
}
`),
    ).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Ta',
          Effect: 'Allow',
          Action: ['s3:z', 's3:y'],
          Condition: { StringEquals: { k: 'several' } },
        },
        { Sid: 'Tb', Effect: 'Allow', Action: 's3:x' },
      ],
    });
  });
  test('merges documents by Sid, the later one in the place of the earlier', () => {
    const text = `locals {
  base = jsonencode({ Version = "2008-10-17", Id = "base", Statement = [
    { Sid = "A", Effect = "Deny", Action = "a:Base", Resource = "*" },
    { Effect = "Allow", Action = "a:Nameless", Resource = "*" },
  ] })
}

data "aws_iam_policy_document" "over" {
  statement {
    sid     = "B"
    actions = ["b:Over"]
  }
}

data "aws_iam_policy_document" "x" {
  source_policy_documents   = [local.base, ""]
  override_policy_documents = [data.aws_iam_policy_document.over.json]
  statement {
    sid     = "B"
    actions = ["b:Own"]
  }
  statement {
    sid     = "A"
    actions = ["a:Own"]
  }
}
`;
    expect(rendered(text)).toEqual({
      Version: '2012-10-17',
      Id: 'base',
      Statement: [
        { Sid: 'A', Effect: 'Allow', Action: 'a:Own' },
        { Effect: 'Allow', Action: 'a:Nameless', Resource: '*' },
        { Sid: 'B', Effect: 'Allow', Action: 'b:Over' },
      ],
    });
  });
  test('with anything out of sight is no text', () => {
    for (const part of ['var.x', 'aws_s3_bucket.b.arn', '"${var.x}"', 'concat(["a"], var.x)']) {
      expect(of(`statement {\n  actions = ["a:A"]\n  resources = [${part}]\n}`), part).toBeUndefined();
    }
    expect(of('source_policy_documents = [var.x]')).toBeUndefined();
  });
});
