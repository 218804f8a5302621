import { expect, test } from 'vitest';
import {
  defaultSettings,
  documentLinks,
  documentSymbols,
  type Engine,
  foldingRanges,
  hierarchyAt,
  highlights,
  incomingCalls,
  isUnrenamable,
  outgoingCalls,
  type Project,
  renameAt,
  selectionRanges,
  type TextRange,
  workspaceSymbols,
} from '../../server/core/index.ts';
import { engine as terraform } from './terraform-fixture.ts';

const policy = `// policywright-ignore old-version
{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "A", "Effect": "Allow", "Action": ["s3:Get*", "s3:\\u0050utObject"], "Resource": "arn:aws:s3:::b/*" },
    { "Sid": "A", "Effect": "Deny", "NotAction": "*", "Principal": { "AWS": "*" },
      "Condition": { "StringLike": { "aws:PrincipalArn": "arn:aws:iam::aws:policy/ReadOnlyAccess" } } }
  ],
  "Inner": "{\\"Statement\\": [{\\"Sid\\": \\"A\\", \\"Effect\\": \\"Allow\\"}]}"
}
`;

const module = `data "aws_iam_policy_document" "a" {
  source_policy_documents = [data.aws_iam_policy_document.a.json, local.x, file("x.json")]
  dynamic "statement" {
    for_each = { for k, v in var.m : k => v if true }
    content {
      sid       = "S\${statement.key}"
      actions   = concat(["s3:*"], [for a in var.l : a])
      resources = ["\${aws_s3_bucket.b[0].arn}/*"]
    }
  }
}
locals {
  x = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "S", Effect = "Allow", Action = "s3:*" }] })
}
resource "aws_iam_policy" "p" {
  policy = <<-EOF
    { "Statement": [ %{ for a in var.l } { "Sid": "S", "Action": "\${a}" }, %{ endfor } ] }
  EOF
}
`;

function projectOf(uri: string, languageId: string, text: string): Project {
  return { sources: new Map([[uri, { uri, languageId, text }]]), settings: defaultSettings };
}

function check(text: string, { start, end }: TextRange): void {
  if (!(0 <= start && start <= end && end <= text.length))
    throw new Error(`${start}-${end} of ${text.length}`);
}

/** Everything that can be asked, at an offset; every range has to lie in the text. */
function askAll(engine: Engine, project: Project, uri: string, text: string, offset: number): void {
  for (const { range, selection, children } of documentSymbols(engine, project, uri)) {
    check(text, range);
    check(text, selection);
    for (const child of children) check(text, child.selection);
  }
  for (const { range } of foldingRanges(engine, project, uri) ?? []) check(text, range);
  for (const { range } of documentLinks(engine, project, uri)) check(text, range);
  for (const range of selectionRanges(engine, project, uri, offset)) check(text, range);
  for (const { range } of highlights(engine, project, uri, offset)) check(text, range);
  workspaceSymbols(engine, project, 'a');
  const renaming = renameAt(engine, project, uri, offset);
  if (renaming !== undefined && !isUnrenamable(renaming)) {
    check(text, renaming.range);
    renaming.refuses('B');
    for (const { edits } of renaming.edits('B')) for (const { range } of edits) check(text, range);
  }
  for (const item of hierarchyAt(engine, project, uri, offset)) {
    check(text, item.selection);
    incomingCalls(engine, project, item);
    for (const { item: next } of outgoingCalls(engine, project, item)) incomingCalls(engine, project, next);
  }
}

/** Prefixes, and texts with a character taken out, each asked at its middle and at its end. */
function* broken(text: string, step: number): Iterable<string> {
  for (let at = 0; at <= text.length; at += step) {
    yield text.slice(0, at);
    yield text.slice(0, at) + text.slice(at + 1);
  }
}

test.each([
  ['file:///module/policy.json', 'json', policy, 7],
  ['file:///module/main.tf', 'terraform', module, 13],
])('half-typed text of %s', (uri, languageId, text, step) => {
  let asked = 0;
  for (const one of broken(text, step)) {
    const project = projectOf(uri, languageId, one);
    for (const offset of [one.length >> 1, one.length]) askAll(terraform, project, uri, one, offset);
    asked++;
  }
  expect(asked).toBeGreaterThan(50);
});

test('at every offset of a whole text', () => {
  const project = projectOf('file:///module/policy.json', 'json', policy);
  for (let offset = 0; offset <= policy.length; offset += 3)
    askAll(terraform, project, 'file:///module/policy.json', policy, offset);
  const other = projectOf('file:///module/main.tf', 'terraform', module);
  for (let offset = 0; offset <= module.length; offset += 3)
    askAll(terraform, other, 'file:///module/main.tf', module, offset);
  expect(documentSymbols(terraform, other, 'file:///module/main.tf')).toHaveLength(3);
});
