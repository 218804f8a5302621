import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Finding, json } from '../../server/core/index.ts';
import { checkJson } from '../pages/check.ts';
import { type Example, readExamples } from '../pages/page.ts';
import { analyzeModule } from './module.ts';
import { dataSource, expression, heredocText, isList, isObject, type Json, quoted } from './print.ts';

/** Every rule example runs in every syntax: the JSON of the rules' pages said again as Terraform says it. */

const folder = new URL('../../docs/rules/', import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');

/** Tells a number of characters, which is that of what the form renders. */
const COUNTED = 'policy-size-near-quota';

/** What a form cannot say, or says for the author: rules whose findings are not compared there. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  // The provider normalises the text before AWS sees it, so that a lost key is a warning only.
  'a heredoc': ['repeated-element'],
  'a quoted string': ['repeated-element'],
  'a data source': [
    // Both have a default there.
    'missing-effect',
    'missing-version',
    // Blocks that are not there are an empty list: other words, and only a warning.
    'missing-statement',
    // They are left out, which is an error.
    'empty-array-action',
    'empty-array-resource',
    'empty-list',
  ],
};

/** Resources that make a policy one of a kind. */
const CONSUMERS: Readonly<Record<string, readonly [string, string, string?]>> = {
  identity: ['aws_iam_policy', 'policy'],
  trust: ['aws_iam_role', 'assume_role_policy'],
  scp: ['aws_organizations_policy', 'content'],
  rcp: ['aws_organizations_policy', 'content', '  type = "RESOURCE_CONTROL_POLICY"\n'],
  session: ['aws_rolesanywhere_profile', 'session_policy'],
  endpoint: ['aws_vpc_endpoint_policy', 'policy'],
};

const RAM_CONSUMERS: typeof CONSUMERS = {
  identity: ['alicloud_ram_policy', 'policy_document'],
  unknown: ['alicloud_ram_policy', 'policy_document'],
  trust: ['alicloud_ram_role', 'assume_role_policy_document'],
  resource: ['alicloud_oss_bucket_policy', 'policy'],
  scp: ['alicloud_resource_manager_control_policy', 'policy_document'],
};

for (const page of pages) {
  const id = page.slice(0, -'.md'.length);
  const examples = readExamples(readFileSync(new URL(page, folder), 'utf8')).filter(
    (one) =>
      one.language.startsWith('json') && one.expect !== 'fixed' && isWholePolicy(one) && hasConsumer(one),
  );
  if (examples.length === 0) continue;
  describe(id, () => {
    for (const example of examples) {
      for (const [form, said] of formsOf(example)) {
        test(`line ${example.line} as ${form}`, () => {
          const module = `${said.terraform}\n${consumer(example, said.policy)}`;
          const found = analyzeModule(module, 'main.tf', example.kind);
          expect(found.policies.length, module).toBe(1);
          const use = found.policies[0]?.use ?? { kind: 'unknown', by: 'default' };
          expect(use.kind).toBe(example.kind ?? use.kind);
          const wanted = checkJson(said.json, use).filter(({ rule }) => rule !== COUNTED);
          const counted = checkJson(said.rendered, use).flatMap(atLeast);
          expect(tell(found.findings, form), said.terraform).toEqual(tell([...wanted, ...counted], form));
        });
      }
    }
  });
}

function tell(findings: readonly Finding[], form: string): readonly string[] {
  return findings
    .filter(({ rule }) => EXCEPTIONS[form]?.includes(rule) !== true)
    .map(({ rule, severity, message, path }) => `${severity} ${rule} ${path.join('.')} ${message}`)
    .toSorted();
}

/** Where white space counts, a form says nothing of how much of it reaches the cloud. */
function atLeast(finding: Finding): readonly Finding[] {
  if (finding.rule !== COUNTED) return [];
  if (finding.message.includes('without white space')) return [finding];
  return [{ ...finding, message: finding.message.replace(' has ', ' has at least ') }];
}

function dialectIn({ text, language }: Example): string | undefined {
  return json.read({ uri: 'file:///example.json', languageId: language, text }).policies[0]?.document.dialect;
}

/** Not a template with policies in it. */
function isWholePolicy({ text, language }: Example): boolean {
  const { policies } = json.read({ uri: 'file:///example.json', languageId: language, text });
  return policies.length === 1 && policies[0]?.document.root.range.start === text.indexOf('{');
}

interface Said {
  readonly terraform: string;
  /** The policy argument's value. */
  readonly policy: string;
  /** The JSON that means the same, with paths as the form has them. */
  readonly json: string;
  /** The JSON that comes of it, without the white space that it may have. */
  readonly rendered: string;
}

function formsOf(example: Example): readonly (readonly [string, Said])[] {
  const { text } = example;
  const policy = parse(text);
  const dense = policy === undefined ? text : JSON.stringify(policy);
  const written = { terraform: '', json: text, rendered: dense };
  const forms: (readonly [string, Said])[] = [
    ['a heredoc', { ...written, policy: `<<EOT\n${heredocText(text)}EOT` }],
    ['a quoted string', { ...written, policy: quoted(text) }],
  ];
  if (policy === undefined) return forms;
  const encoded = `jsonencode(${expression(policy)})`;
  forms.push(['jsonencode', { terraform: '', policy: encoded, json: dense, rendered: dense }]);
  // The other cloud's data source has a schema of its own, with tests of its own.
  if (dialectIn(example) !== 'aws') return forms;
  const listed = withLists(policy);
  const data = dataSource(listed);
  if (data !== undefined) {
    forms.push([
      'a data source',
      {
        terraform: data,
        policy: 'data.aws_iam_policy_document.example.json',
        json: JSON.stringify(listed),
        rendered: JSON.stringify(withoutSingles(listed)),
      },
    ]);
  }
  return forms;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** With lists where the data source has them. */
function withLists(policy: Json): Json {
  if (!isObject(policy)) return policy;
  const { Statement: statements } = policy;
  if (statements === undefined) return policy;
  const list = isList(statements) ? statements : [statements];
  return { ...policy, Statement: list.map(statementWithLists) };
}

function statementWithLists(statement: Json): Json {
  if (!isObject(statement)) return statement;
  return Object.fromEntries(
    Object.entries(statement).map(([name, value]): [string, Json] => {
      if (name === 'Condition' && isObject(value)) {
        return [
          name,
          Object.fromEntries(
            Object.entries(value).map(([operator, keys]) => [
              operator,
              isObject(keys) ? eachListed(keys) : keys,
            ]),
          ),
        ];
      }
      if (name.endsWith('Principal')) return [name, isObject(value) ? eachListed(value) : value];
      return [name, typeof value === 'string' && name !== 'Sid' && name !== 'Effect' ? [value] : value];
    }),
  );
}

/** As the data source renders them: a list of one is its item, but for the statements. */
function withoutSingles(value: Json, name?: string): Json {
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSingles(inner, key)]));
  if (!isList(value)) return value;
  const items = value.map((item) => withoutSingles(item));
  const [only] = items;
  return only !== undefined && items.length === 1 && name !== 'Statement' ? only : items;
}

function eachListed(object: { readonly [name: string]: Json }): Json {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]): [string, Json] => [name, isList(value) ? value : [value]]),
  );
}

/** A resource that uses the policy; what the fence says of kind and attachment is the harness's to force where no resource says it. */
function consumer(example: Example, policy: string): string {
  const attached = example.attached === undefined ? undefined : ATTACHED[example.attached];
  const consumers = dialectIn(example) === 'ram' ? RAM_CONSUMERS : CONSUMERS;
  const [type, argument, more = ''] = attached ??
    consumers[example.kind ?? 'unknown'] ?? ['aws_iam_policy', 'policy'];
  return `resource "${type}" "example" {\n${more}  ${argument} = ${policy}\n}\n`;
}

/** Not of a kind that only programs pass on. */
function hasConsumer(example: Example): boolean {
  return dialectIn(example) !== 'ram' || RAM_CONSUMERS[example.kind ?? 'unknown'] !== undefined;
}

const ATTACHED: Readonly<Record<string, readonly [string, string, string?]>> = {
  'AWS::S3::Bucket': ['aws_s3_bucket_policy', 'policy', '  bucket = aws_s3_bucket.example.id\n'],
  'AWS::SQS::Queue': ['aws_sqs_queue_policy', 'policy', '  queue_url = aws_sqs_queue.example.id\n'],
};
