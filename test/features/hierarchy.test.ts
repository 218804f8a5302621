import { describe, expect, test } from 'vitest';
import {
  type HierarchyCall,
  type HierarchyItem,
  hierarchyAt,
  incomingCalls,
  outgoingCalls,
  type Project,
  workspaceSymbols,
} from '../../server/core/index.ts';
import { engine as jsonEngine, projectOf, uri } from './fixture.ts';
import { engine, type Files, spotIn } from './terraform-fixture.ts';

const main = `data "aws_iam_policy_document" "base" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject", "kms:Decrypt"]
    resources = [aws_s3_bucket.b.arn]
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
}
resource "aws_s3_bucket" "b" {}
`;

const roles = `locals {
  text = data.aws_iam_policy_document.all.json
}
resource "aws_iam_policy" "p" { policy = local.text }
resource "aws_iam_role" "r" {
  assume_role_policy = file("\${path.module}/trust.json")
}
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.r.name
  policy_arn = aws_iam_policy.p.arn
}
output "arn" { value = aws_iam_policy.p.arn }
`;

const trust =
  '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "ec2.amazonaws.com" } }] }';

const files: Files = { 'main.tf': main, 'roles.tf': roles, 'trust.json': trust };

function at(
  file: string,
  word: string,
): { readonly project: Project; readonly items: readonly HierarchyItem[] } {
  const text = files[file] ?? '';
  const place = text.indexOf(word) + 1;
  const {
    project,
    uri: there,
    offset,
  } = spotIn({
    ...files,
    [file]: `${text.slice(0, place)}|${text.slice(place)}`,
  });
  const sources = new Map(
    [...project.sources].map(([key, source]) => [
      key,
      key.endsWith('.json') ? { ...source, languageId: 'json' } : source,
    ]),
  );
  const own = { ...project, sources };
  return { project: own, items: hierarchyAt(engine, own, there, offset) };
}

/** `name (where)`. */
function told(
  calls: readonly HierarchyCall[],
  project: Project,
  places: string | undefined,
): readonly string[] {
  return calls.map(({ item, at: ranges }) => {
    const text = project.sources.get(places ?? item.uri)?.text ?? '';
    return `${item.name} (${ranges.map(({ start, end }) => text.slice(start, end)).join(', ')})`;
  });
}

function incoming(project: Project, item: HierarchyItem | undefined): readonly string[] {
  return item === undefined ? [] : told(incomingCalls(engine, project, item), project, undefined);
}

function outgoing(project: Project, item: HierarchyItem | undefined): readonly string[] {
  return item === undefined ? [] : told(outgoingCalls(engine, project, item), project, item.uri);
}

describe('who uses a policy', () => {
  test('from the document over what hands it on to the attachment and the role', () => {
    const { project, items } = at('main.tf', 'GetObject');
    const [base] = items;
    expect(items.map(({ name, detail }) => [name, detail])).toEqual([
      ['data.aws_iam_policy_document.base', 'identity policy, main.tf'],
    ]);
    expect(incoming(project, base)).toEqual([
      'data.aws_iam_policy_document.all (data.aws_iam_policy_document.base.json)',
    ]);
    const [all] = base === undefined ? [] : incomingCalls(engine, project, base);
    expect(incoming(project, all?.item)).toEqual(['local.text (data.aws_iam_policy_document.all.json)']);
    const [text] = all === undefined ? [] : incomingCalls(engine, project, all.item);
    expect(incoming(project, text?.item)).toEqual(['aws_iam_policy.p (local.text)']);
    const [policy] = text === undefined ? [] : incomingCalls(engine, project, text.item);
    expect(incoming(project, policy?.item)).toEqual([
      'aws_iam_role_policy_attachment.a (aws_iam_policy.p.arn)',
      'output.arn (aws_iam_policy.p.arn)',
    ]);
    const [attachment] = policy === undefined ? [] : incomingCalls(engine, project, policy.item);
    expect(outgoing(project, attachment?.item)).toEqual([
      'aws_iam_role.r (aws_iam_role.r.name)',
      'aws_iam_policy.p (aws_iam_policy.p.arn)',
    ]);
  });

  test('what a document is made of: others, resources, services', () => {
    const { project, items } = at('main.tf', 'GetObject');
    expect(outgoing(project, items[0])).toEqual([
      'aws_s3_bucket.b (aws_s3_bucket.b.arn)',
      's3 (s3:GetObject, s3:PutObject)',
      'kms (kms:Decrypt)',
    ]);
    const [, service] = items[0] === undefined ? [] : outgoingCalls(engine, project, items[0]);
    expect(service?.item.detail).toBe('Amazon S3, 2 actions');
    expect(outgoing(project, service?.item)).toEqual([]);
    expect(incoming(project, service?.item)).toEqual([]);
  });

  test('a name leads to what it means', () => {
    const { items } = at('roles.tf', 'data.aws_iam_policy_document.all');
    expect(items.map(({ name }) => name)).toEqual(['data.aws_iam_policy_document.all']);
  });

  test('a JSON file is used by the argument that takes it in', () => {
    const { project, items } = at('trust.json', 'AssumeRole');
    const [item] = items;
    expect(item).toMatchObject({ kind: 'policy', name: 'trust.json', detail: 'role trust policy' });
    expect(incoming(project, item)).toEqual([
      'aws_iam_role.r (assume_role_policy = file("${path.module}/trust.json"))',
    ]);
    expect(outgoing(project, item)).toEqual(['sts (sts:AssumeRole)']);
  });

  test('what is gone or has nothing to do with policies', () => {
    const { project, items } = at('main.tf', 'GetObject');
    const [item] = items;
    if (item === undefined) throw new Error('no item');
    const gone = { ...item, key: 'data.aws_iam_policy_document.gone' };
    expect(incomingCalls(engine, project, gone)).toEqual([]);
    expect(outgoingCalls(engine, project, { ...item, uri: 'file:///none' })).toEqual([]);
    const { project: other, uri: there, offset } = spotIn({ 'a.tf': 'variable "x|" {}\n' });
    expect(hierarchyAt(engine, other, there, offset)).toEqual([]);
  });
});

describe('symbols of the workspace', () => {
  const policy = (sid: string) =>
    `{ "Version": "2012-10-17", "Statement": [{ "Sid": "${sid}", "Effect": "Allow", "Action": "s3:*", "Resource": "*" }] }`;
  const project = projectOf(policy('ReadObjects'), uri, {
    'file:///work/other.json': policy('PublishReadings'),
    'file:///work/package.json': '{ "name": "read" }',
  });
  const names = (query: string) =>
    workspaceSymbols(jsonEngine(), project, query).map(({ name, container }) => `${name} in ${container}`);

  test('policies and Sids, those that begin so first, then those with the letters in their order', () => {
    expect(names('read')).toEqual(['ReadObjects in policy.json', 'PublishReadings in other.json']);
    expect(names('RObj')).toEqual(['ReadObjects in policy.json']);
    expect(names('other')).toEqual(['other.json in other.json']);
    expect(names('zzz')).toEqual([]);
    expect(names('')).toHaveLength(4);
  });

  test('a document that changed is read again', () => {
    expect(names('readobjects')).toHaveLength(1);
    const changed = projectOf(policy('Renamed'), uri);
    expect(workspaceSymbols(jsonEngine(), changed, 'readobjects')).toEqual([]);
  });
});
