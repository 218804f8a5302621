import { describe, expect, test } from 'vitest';
import { defaultSettings, type Source } from '../../server/core/index.ts';
import { analyzeModule, engine } from './module.ts';

/** On what ways a policy gets to the argument that takes it: each gives the document its kind. */

const doc = (name: string, meta = '') =>
  `data "aws_iam_policy_document" "${name}" {\n${meta}  statement {\n    actions   = ["s3:GetObject"]\n    resources = ["*"]\n    principals {\n      type        = "AWS"\n      identifiers = [var.reader]\n    }\n  }\n}\n`;
const bucket = (policy: string, meta = '') =>
  `resource "aws_s3_bucket_policy" "b" {\n${meta}  bucket = aws_s3_bucket.b.id\n  policy = ${policy}\n}\n`;
const json = 'data.aws_iam_policy_document.d';
const text =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Principal":"*"}]}';
const quoted = `"${text.replaceAll('"', '\\"')}"`;
const object =
  '{ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*", Principal = "*" }] }';

describe('a document is a resource policy where the argument takes it', () => {
  const counted = '  count = var.on ? 1 : 0\n';
  const forEach = '  for_each = var.names\n';
  test.each<[string, string]>([
    ['as it is', doc('d') + bucket(`${json}.json`)],
    ['minified', doc('d') + bucket(`${json}.minified_json`)],
    ['in a template of its own', doc('d') + bucket(`"\${${json}.json}"`)],
    ['one of several', doc('d', counted) + bucket(`${json}[0].json`)],
    ['one of each', doc('d', forEach) + bucket(`${json}[each.key].json`, forEach)],
    ['joined', doc('d', counted) + bucket(`join("", ${json}.*.json)`)],
    ['joined with a splat', doc('d', counted) + bucket(`join("", ${json}[*].json)`)],
    ['the only one', doc('d', counted) + bucket(`one(${json}[*].json)`)],
    ['the only one, then its text', doc('d', counted) + bucket(`one(${json}[*]).json`)],
    ['an element of a splat', doc('d', counted) + bucket(`element(${json}.*.json, 0)`)],
    ['an element of what is there', doc('d', counted) + bucket(`element(concat(${json}.*.json, [""]), 0)`)],
    ['indexed', doc('d', counted) + bucket(`concat(${json}.*.json, [""])[0]`)],
    ['tried', doc('d', counted) + bucket(`try(${json}[0].json, null)`)],
    ['or something else', doc('d') + bucket(`coalesce(var.policy, ${json}.json)`)],
    ['on a condition', doc('d') + bucket(`var.policy != "" ? var.policy : ${json}.json`)],
    ['on a condition in parentheses', doc('d') + bucket(`(var.on ? ${json} : null).json`)],
    ['through a local', `${doc('d')}locals {\n  p = ${json}.json\n}\n${bucket('local.p')}`],
    [
      'through a map in a local',
      `${doc('d')}locals {\n  p = { a = ${json}.json }\n}\n${bucket('local.p.a')}`,
    ],
    ['through a key of it', `${doc('d')}locals {\n  p = { a = ${json}.json }\n}\n${bucket('local.p["a"]')}`],
    [
      'through any key of it',
      `${doc('d')}locals {\n  p = { a = ${json}.json }\n}\n${bucket('local.p[each.key]', forEach)}`,
    ],
    [
      'looked up',
      `${doc('d')}locals {\n  p = { a = ${json}.json }\n}\n${bucket('lookup(local.p, var.k, null)')}`,
    ],
    [
      'a member of a local',
      `${doc('d')}locals {\n  p = { a = { policy = ${json}.json } }\n}\n${bucket('local.p["a"].policy')}`,
    ],
    ['as the value of each', doc('d') + bucket('each.value', `  for_each = { a = ${json}.json }\n`)],
    [
      'as a member of each',
      doc('d') + bucket('each.value.policy', `  for_each = { a = { policy = ${json}.json } }\n`),
    ],
    ['for each document', doc('d', forEach) + bucket('each.value.json', `  for_each = ${json}\n`)],
    [
      'for each of a local',
      `${doc('d')}locals {\n  p = merge({ a = { policy = ${json}.json } }, var.more)\n}\n${bucket('each.value["policy"]', '  for_each = local.p\n')}`,
    ],
    [
      'through a loop',
      doc('d', forEach) + bucket('each.value.json', `  for_each = { for name, d in ${json} : name => d }\n`),
    ],
    [
      'through a loop that takes its text',
      doc('d', forEach) + bucket('each.value', `  for_each = { for name, d in ${json} : name => d.json }\n`),
    ],
    ['of the first value', doc('d', forEach) + bucket(`values(${json})[0].json`)],
    ['of any values', doc('d', forEach) + bucket(`values(${json})[*].json[0]`)],
    ['with words replaced', doc('d') + bucket(`replace(${json}.json, "A", "B")`)],
    ['decoded and encoded', doc('d') + bucket(`jsonencode(jsondecode(${json}.json))`)],
    [
      'as another resource was given it',
      `${doc('d')}resource "aws_s3_bucket_policy" "a" {\n  count  = 1\n  bucket = aws_s3_bucket.a.id\n  policy = ${json}.json\n}\n${bucket('aws_s3_bucket_policy.a[0].policy')}`,
    ],
    [
      'merged into another',
      `${doc('d')}data "aws_iam_policy_document" "e" {\n  source_policy_documents = [${json}.json]\n}\n${bucket('data.aws_iam_policy_document.e.json')}`,
    ],
    [
      'merged from a list',
      `${doc('d', counted)}data "aws_iam_policy_document" "e" {\n  override_policy_documents = compact(concat(${json}.*.json, var.more))\n}\n${bucket('data.aws_iam_policy_document.e.json')}`,
    ],
    [
      'merged as older providers do',
      `${doc('d')}data "aws_iam_policy_document" "e" {\n  source_json = ${json}.json\n}\n${bucket('data.aws_iam_policy_document.e.json')}`,
    ],
    ['as the default of a variable', `variable "p" {\n  default = ${quoted}\n}\n${bucket('var.p')}`],
    ['of an object in a local', `locals {\n  p = { a = ${object} }\n}\n${bucket('jsonencode(local.p.a)')}`],
    ['of each object', bucket('jsonencode(each.value)', `  for_each = { a = ${object} }\n`)],
    [
      'of a template',
      `data "template_file" "t" {\n  template = ${quoted}\n}\n${bucket('data.template_file.t.rendered')}`,
    ],
  ])('%s', (_, source) => {
    const [policy] = analyzeModule(source).policies;
    expect([policy?.use.kind, policy?.use.by, policy?.use.attachedTo?.service]).toEqual([
      'resource',
      'consumer',
      's3',
    ]);
  });

  test('in a block that a loop writes', () => {
    const role =
      'resource "aws_iam_role" "r" {\n  assume_role_policy = var.trust\n  dynamic "inline_policy" {\n    for_each = { a = data.aws_iam_policy_document.d.json }\n    iterator = each_one\n    content {\n      name   = each_one.key\n      policy = each_one.value\n    }\n  }\n}\n';
    expect(analyzeModule(doc('d') + role).policies.map(({ use }) => use.kind)).toEqual(['identity']);
  });

  test('and one of the same name is read, too', () => {
    const twice = `${doc('d').replace('GetObject', 'GetObjekt')}${doc('d')}${bucket(`${json}.json`)}`;
    const { policies, findings } = analyzeModule(twice);
    expect(policies.map(({ use }) => use.kind)).toEqual(['unknown', 'resource']);
    expect(findings.map(({ rule }) => rule)).toContain('invalid-action');
  });

  test('and not where something else goes that way', () => {
    const other = `locals {\n  p = { a = ${json}.json, b = var.b }\n}\n${bucket('local.p.b')}`;
    expect(analyzeModule(doc('d') + other).policies.map(({ use }) => use.by)).not.toContain('consumer');
  });

  test('references that go round in circles end', () => {
    const circles = 'locals {\n  a = local.b.x\n  b = { x = local.a, y = local.b }\n}\n';
    const each = bucket('each.value', '  for_each = { for k, v in each.value : k => v }\n');
    expect(analyzeModule(`${circles}${bucket('local.a')}`).policies).toEqual([]);
    expect(analyzeModule(each).policies).toEqual([]);
  });
});

describe('a document that a call hands to a module', () => {
  const analyze = (child: string, call: string) => {
    const files = {
      'file:///module/main.tf': `${doc('d')}module "m" {\n  source = "./m"\n${call}}\n`,
      'file:///module/m/main.tf': child,
    };
    const sources = new Map(
      Object.entries(files).map(([uri, one]): [string, Source] => [
        uri,
        { uri, languageId: 'terraform', text: one },
      ]),
    );
    const analysis = engine.analyze({ sources, settings: defaultSettings }, 'file:///module/main.tf');
    return analysis?.policies.map(({ use }) => [use.kind, use.by]);
  };
  test.each<[string, string, string]>([
    ['as it is', bucket('var.policy'), `  policy = ${json}.json\n`],
    ['or nothing', bucket('try(coalesce(var.policy, ""), null)'), `  policy = ${json}.json\n`],
    [
      'in a list',
      bucket('var.policies[count.index]', '  count = length(var.policies)\n'),
      `  policies = [${json}.json]\n`,
    ],
    ['in a map', bucket('each.value', '  for_each = var.policies\n'), `  policies = { a = ${json}.json }\n`],
    [
      'in an object',
      bucket('each.value.policy', '  for_each = { for b in var.buckets : b.name => b }\n'),
      `  buckets = [{ name = "a", policy = ${json}.json }]\n`,
    ],
    [
      'through a local of it',
      `locals {\n  p = var.on ? var.policy : null\n}\n${bucket('local.p')}`,
      `  policy = ${json}.json\n`,
    ],
    [
      'to be merged',
      `data "aws_iam_policy_document" "e" {\n  source_policy_documents = var.policies\n}\n${bucket('data.aws_iam_policy_document.e.json')}`,
      `  policies = [${json}.json]\n`,
    ],
  ])('%s', (_, child, call) => {
    expect(analyze(child, call)).toEqual([['resource', 'consumer']]);
  });
  test('that does nothing with it is of no known kind', () => {
    expect(analyze(bucket('var.other'), `  policy = ${json}.json\n`)?.[0]?.[1]).not.toBe('consumer');
  });
});

describe('a document on its way through several modules', () => {
  const kinds = (files: Readonly<Record<string, string>>, of: string) => {
    const sources = new Map(
      Object.entries(files).map(([name, one]): [string, Source] => {
        const uri = `file:///module/${name}`;
        return [uri, { uri, languageId: 'terraform', text: one }];
      }),
    );
    const analysis = engine.analyze({ sources, settings: defaultSettings }, `file:///module/${of}`);
    return analysis?.policies.map(({ use }) => [use.kind, use.attachedTo?.service, use.at?.uri]);
  };
  const call = (name: string, lines = '') => `module "${name}" {\n  source = "./${name}"\n${lines}}\n`;
  const output = (value: string) => `output "json" {\n  value = ${value}\n}\n`;
  const main = 'file:///module/main.tf';

  test('is what a module two levels down uses it as', () => {
    const files = {
      'main.tf': doc('d') + call('m', `  policy = ${json}.json\n`),
      'm/main.tf': call('n', '  documents = [var.policy]\n'),
      'm/n/main.tf': bucket('var.documents[0]'),
    };
    expect(kinds(files, 'main.tf')).toEqual([['resource', 's3', main]]);
    expect(kinds({ ...files, 'm/main.tf': call('n') }, 'main.tf')).toEqual([
      ['unknown', undefined, undefined],
    ]);
  });

  test('into a module and out again', () => {
    const files = {
      'main.tf':
        doc('d') + call('m', `  count = 1\n  policies = [${json}.json]\n`) + bucket('module.m[0].json'),
      'm/main.tf': `data "aws_iam_policy_document" "e" {\n  source_policy_documents = var.policies\n}\n${output('data.aws_iam_policy_document.e.json')}`,
    };
    expect(kinds(files, 'main.tf')).toEqual([['resource', 's3', main]]);
    expect(kinds(files, 'm/main.tf')).toEqual([['resource', 's3', main]]);
  });

  test('out of a module whose caller uses it', () => {
    const files = {
      'main.tf': call('m') + bucket('module.m.json'),
      'm/main.tf': call('n') + output('module.n.json'),
      'm/n/main.tf': doc('d') + output(`${json}.json`),
    };
    expect(kinds(files, 'm/n/main.tf')).toEqual([['resource', 's3', main]]);
    const text = { ...files, 'm/n/main.tf': output(quoted) };
    expect(kinds(text, 'm/n/main.tf')).toEqual([['resource', 's3', main]]);
    const unused = { ...files, 'main.tf': call('m') + bucket('module.m.other') };
    expect(kinds(unused, 'm/n/main.tf')).toEqual([['unknown', undefined, undefined]]);
  });

  test('is not taken for one of the same name', () => {
    const files = {
      'main.tf': doc('d') + call('m') + bucket('module.m.json'),
      'm/main.tf': doc('d') + output(`${json}.json`),
    };
    expect(kinds(files, 'main.tf')).toEqual([['unknown', undefined, undefined]]);
  });

  test('is known by its statements where a module makes the document of them', () => {
    const statement = '{ Effect = "Allow", Action = "s3:GetObjekt", Resource = "*" }';
    const encoded = (list: string) => bucket(`jsonencode({ Version = "2012-10-17", Statement = ${list} })`);
    const found = (argument: string, list: string, of = 'main.tf') =>
      kinds({ 'main.tf': call('m', `  statements = ${argument}\n`), 'm/main.tf': encoded(list) }, of);
    const resource = [['resource', 's3', main]];
    expect(found(`[${statement}]`, 'var.statements')).toEqual(resource);
    expect(found(`[${statement}]`, `concat([${statement}], var.statements)`)).toEqual(resource);
    expect(found(statement, '[var.statements]')).toEqual(resource);
    expect(found(`[${statement}]`, '[for s in var.statements : merge(s, { Sid = "A" })]')).toEqual([]);
    expect(found(`[${statement}]`, `[${statement}]`)).toEqual([]);
    expect(found(`[${statement}]`, 'var.statements', 'm/main.tf')).toHaveLength(1);
  });

  test('asks for the folders above where nothing in its own module takes it', () => {
    const wants = (text: string) => {
      const uri = 'file:///w/a/m/main.tf';
      const sources = new Map([[uri, { uri, languageId: 'terraform', text }]]);
      const all = engine.wants({ sources, settings: defaultSettings }, uri);
      return all.flatMap((want) => ('folder' in want ? [want.folder] : []));
    };
    const above = ['file:///w/a/m', 'file:///w/a', 'file:///w'];
    expect(wants(doc('d') + output(`${json}.json`))).toEqual(above);
    expect(wants(doc('d') + bucket(`${json}.json`) + output(`${json}.json`))).toEqual(above.slice(0, 1));
    expect(wants(doc('d'))).toEqual(above.slice(0, 1));
  });

  test('modules that hand on to each other end', () => {
    const round = call('m', '  policy = module.m.json\n') + output('module.m.json') + bucket('var.policy');
    const files = { 'main.tf': round, 'm/main.tf': round.replaceAll('./m', '../') };
    expect(kinds(files, 'main.tf')).toEqual([]);
  });
});
