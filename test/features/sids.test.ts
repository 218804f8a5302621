import { describe, expect, test } from 'vitest';
import {
  applyEdits,
  definition,
  isUnrenamable,
  references,
  renameAt,
  type Source,
} from '../../server/core/index.ts';
import { engine as jsonEngine, marked, projectOf, uri } from './fixture.ts';
import { engine, type Files, spotIn, told } from './terraform-fixture.ts';

const base = `data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
  statement {
    sid       = "List"
    actions   = ["s3:ListBucket"]
    resources = ["*"]
  }
}
`;

const over = `data "aws_iam_policy_document" "over" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    sid       = "Re|ad"
    actions   = ["s3:GetObjectVersion"]
    resources = ["*"]
  }
}
resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.over.json }
`;

function withLanguage(source: Source): Source {
  return /(?<!\.tf)\.json$/.test(source.uri) ? { ...source, languageId: 'json' } : source;
}

function rename(files: Files, name: string): Record<string, string> | string {
  const { project: module, uri: at, offset } = spotIn(files);
  const sources = new Map([...module.sources].map(([uri, source]) => [uri, withLanguage(source)]));
  const project = { ...module, sources };
  const found = renameAt(engine, project, at, offset);
  if (found === undefined) return 'nothing';
  if (isUnrenamable(found)) return found.refused;
  const refused = found.refuses(name);
  if (refused !== undefined) return refused;
  const changed: Record<string, string> = {};
  for (const { uri: file, edits } of found.edits(name)) {
    const short = file.slice(file.lastIndexOf('/') + 1);
    changed[short] = applyEdits(changed[short] ?? project.sources.get(file)?.text ?? '', edits);
  }
  return changed;
}

describe('Sids of documents that are merged', () => {
  test('definition: the statement that this one takes the place of; references: both', () => {
    const { project, uri: at, offset } = spotIn({ 'base.tf': base, 'main.tf': over });
    expect(told(project, definition(engine, project, at, offset))).toEqual(['base.tf:3 Read']);
    expect(told(project, references(engine, project, at, offset, false))).toEqual(['main.tf:4 Read']);
    expect(told(project, references(engine, project, at, offset, true))).toEqual([
      'base.tf:3 Read',
      'main.tf:4 Read',
    ]);
  });

  test('from the statement that is overridden one finds who overrides it', () => {
    const files = { 'base.tf': base.replace('"Read"', '"Re|ad"'), 'main.tf': over.replace('|', '') };
    const { project, uri: at, offset } = spotIn(files);
    expect(told(project, definition(engine, project, at, offset))).toEqual(['base.tf:3 Read']);
    expect(told(project, references(engine, project, at, offset, false))).toEqual(['main.tf:4 Read']);
  });

  test('rename changes all of them, and nothing else', () => {
    expect(rename({ 'base.tf': base, 'main.tf': over }, 'ReadAll')).toEqual({
      'base.tf': base.replace('"Read"', '"ReadAll"'),
      'main.tf': over.replace('"Re|ad"', '"ReadAll"'),
    });
  });

  test('through a file and a document that merges both', () => {
    const text = '{ "Statement": [{ "Sid": "Read", "Effect": "Allow", "Action": "s3:*", "Resource": "*" }] }';
    const files = {
      'extra.json': text,
      'main.tf': `data "aws_iam_policy_document" "all" {
  source_policy_documents   = [file("\${path.module}/extra.json")]
  override_policy_documents = [data.aws_iam_policy_document.over.json]
}
data "aws_iam_policy_document" "over" {
  statement {
    sid       = "Re|ad"
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}
resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.all.json }
`,
    };
    expect(rename(files, 'Get')).toEqual({
      'extra.json': text.replace('Read', 'Get'),
      'main.tf': files['main.tf'].replace('Re|ad', 'Get'),
    });
  });

  test('refused where a merged document is not known, or has the name', () => {
    const unknown = over.replace('[data', '[var.more, data');
    expect(rename({ 'base.tf': base, 'main.tf': unknown }, 'X')).toBe(
      'The Sid "Read" cannot be renamed for certain: data.aws_iam_policy_document.over is merged with documents or statements that only Terraform knows, and these may have the same Sid',
    );
    expect(rename({ 'base.tf': base, 'main.tf': over }, 'List')).toBe(
      'Another statement of data.aws_iam_policy_document.base has the Sid "List" already; choose a name that is free',
    );
    const computed = base.replace('"List"', '"${var.prefix}List"');
    expect(rename({ 'base.tf': computed, 'main.tf': over }, 'X')).toMatch(
      /is merged with this document and has a Sid that is made by an expression$/,
    );
    expect(
      rename({ 'main.tf': over.replace('"Re|ad"', '"Re|ad${var.x}"').replace(/source.*\n/, '') }, 'X'),
    ).toMatch(/^Nothing here has a name/);
  });
});

describe('Sids that reach further', () => {
  const handed = base.replace('"Read"', '"Re|ad"');

  test('not renamed where the text goes to other modules, also over a local', () => {
    const why =
      'The Sid "Read" cannot be renamed for certain: data.aws_iam_policy_document.base is handed to other modules, in which a statement of the same Sid may take the place of this one';
    const text = 'data.aws_iam_policy_document.base.json';
    expect(rename({ 'base.tf': handed, 'out.tf': `output "json" { value = ${text} }\n` }, 'X')).toBe(why);
    const local = `locals { json = ${text} }\nmodule "m" {\n  source = "./m"\n  extra  = [local.json]\n}\n`;
    expect(rename({ 'base.tf': handed, 'out.tf': local }, 'X')).toBe(why);
  });

  test('renamed where only the policy that takes it is known outside', () => {
    const out = `resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.base.json }
output "arn" { value = aws_iam_policy.p.arn }
`;
    expect(rename({ 'base.tf': handed, 'out.tf': out }, 'X')).toEqual({
      'base.tf': base.replace('"Read"', '"X"'),
    });
  });

  test('from a JSON file that a module takes in, and again after the file has changed', () => {
    const main = `data "aws_iam_policy_document" "all" {
  source_policy_documents = [file("\${path.module}/extra.json")]
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}
resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.all.json }
`;
    for (const blanks of ['', '      ']) {
      const extra = `{${blanks} "Statement": [{ "Sid": "Re|ad", "Effect": "Allow", "Action": "s3:*", "Resource": "*" }] }`;
      expect(rename({ 'extra.json': extra, 'main.tf': main }, 'Get')).toEqual({
        'extra.json': extra.replace('Re|ad', 'Get'),
        'main.tf': main.replace('"Read"', '"Get"'),
      });
      const there = main.replace('"Read"', '"Re|ad"');
      expect(rename({ 'extra.json': extra.replace('|', ''), 'main.tf': there }, 'Get')).toEqual({
        'extra.json': extra.replace('Re|ad', 'Get'),
        'main.tf': main.replace('"Read"', '"Get"'),
      });
    }
  });
});

describe('Sids of one document', () => {
  const policy = `{ "Statement": [
  { "Sid": "A|", "Effect": "Allow", "Action": "s3:*", "Resource": "*" },
  { "Sid": "B", "Effect": "Allow", "Action": "s3:*", "Resource": "*" } ] }`;

  function renamed(source: string, name: string): string {
    const { text, offset } = marked(source);
    const found = renameAt(jsonEngine(), projectOf(text), uri, offset);
    if (found === undefined) return 'nothing';
    if (isUnrenamable(found)) return found.refused;
    return (
      found.refuses(name) ??
      applyEdits(
        text,
        found.edits(name).flatMap(({ edits }) => edits),
      )
    );
  }

  test('rename, and what cannot be a Sid', () => {
    expect(renamed(policy, 'Read')).toBe(policy.replace('A|', 'Read'));
    expect(renamed(policy, 'B')).toMatch(/has the Sid "B" already/);
    expect(renamed(policy, 'two words')).toBe(
      '"two words" cannot be a Sid: IAM takes letters and digits without blanks or signs',
    );
    expect(renamed(policy, ' ')).toMatch(/at least one character/);
  });

  test('a Sid with blanks, as resource policies of some services have, may keep them', () => {
    expect(renamed(policy.replace('A|', 'Allow it|'), 'Allow that')).toBe(policy.replace('A|', 'Allow that'));
  });

  test('in JSON inside a string', () => {
    const text = JSON.stringify({ Policy: policy }).replace('|', '');
    const at = text.indexOf('A\\"');
    expect(renamed(`${text.slice(0, at)}|${text.slice(at)}`, 'Read')).toBe(text.replace('A\\"', 'Read\\"'));
  });

  test('everything else in a policy has a reason, and nothing outside', () => {
    expect(renamed('{ "Statement": [{ "Effect": "Al|low", "Action": "*", "Resource": "*" }] }', 'x')).toBe(
      'Nothing here has a name that can be changed: Policywright renames Sids, and the policy documents of a Terraform module',
    );
    expect(renamed('{ "name": "sh|op" }', 'x')).toBe('nothing');
  });
});

describe('names of documents in a module', () => {
  const main = `resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.ba|se.json
}
locals {
  text  = "\${data.aws_iam_policy_document.base.json}"
  other = data.aws_iam_policy_document.base2.json
  first = data.aws_iam_policy_document.base[0].json # data.aws_iam_policy_document.base
}
`;

  test('declaration and uses in all files', () => {
    expect(rename({ 'base.tf': base, 'main.tf': main }, 'root')).toEqual({
      'base.tf': base.replace('"base"', '"root"'),
      'main.tf': main
        .replace('ba|se', 'root')
        .replace('${data.aws_iam_policy_document.base.', '${data.aws_iam_policy_document.root.')
        .replace('base[0]', 'root[0]'),
    });
  });

  test('from its declaration', () => {
    expect(
      rename({ 'base.tf': base.replace('"base"', '"ba|se"'), 'main.tf': main.replace('|', '') }, 'root'),
    ).toMatchObject({ 'base.tf': base.replace('"base"', '"root"') });
  });

  test('in .tf.json', () => {
    const json =
      '{ "output": { "x": { "value": "${data.aws_iam_policy_document.base.json}" }, "y": { "value": "${data.aws_iam_policy_document.base2.json}" } } }';
    expect(rename({ 'base.tf': base.replace('"base"', '"ba|se"'), 'x.tf.json': json }, 'root')).toMatchObject(
      {
        'x.tf.json': json.replace('.base.', '.root.'),
      },
    );
  });

  test('refused: a name that is taken or none, files that cannot be read to the end, other names', () => {
    const files = { 'base.tf': base, 'main.tf': main };
    expect(rename(files, '9x')).toMatch(/^"9x" cannot be a name in Terraform/);
    expect(rename({ ...files, 'two.tf': 'data "aws_iam_policy_document" "root" {}' }, 'root')).toMatch(
      /has a document "root" already/,
    );
    expect(
      rename({ ...files, 'bad.tf': 'x = [data.aws_iam_policy_document.base.json\n}}}' }, 'root'),
    ).toMatch(/^bad\.tf has syntax errors/);
    expect(rename({ 'main.tf': `${main.replace('ba|se', 'ba_x')}|`, 'base.tf': base }, 'x')).toBe('nothing');
  });

  test('a local that holds a policy has a reason', () => {
    const files = {
      'main.tf': `locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [] })
}
resource "aws_iam_role" "r" { assume_role_policy = local.tr|ust }
`,
    };
    expect(rename(files, 'x')).toBe(
      'Policywright does not rename "local.trust": of Terraform\'s names it changes only those of policy documents',
    );
  });
});
