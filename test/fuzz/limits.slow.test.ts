import { expect, test } from 'vitest';
import {
  complete,
  defaultSettings,
  documentSymbols,
  hover,
  semanticTokens,
} from '../../server/core/index.ts';
import { freshEngine, trees } from './subject.ts';

/** What nobody writes, and still ends soon: the table in `docs/security.md` names these. By the processor, not the clock. */

const engine = freshEngine();

interface Cost {
  readonly milliseconds: number;
  /** Of the heap and outside of it. */
  readonly megabytes: number;
}

/** Reads, checks and asks; a machine that others use does not change what it costs. */
function cost(files: Readonly<Record<string, string>>, of = Object.keys(files)[0] ?? ''): Cost {
  const sources = new Map(
    Object.entries(files).map(([name, text]) => {
      const uri = `file:///limits/${name}`;
      return [uri, { uri, languageId: name.endsWith('.json') ? 'json' : 'terraform', text }];
    }),
  );
  const project = { sources, settings: defaultSettings };
  const uri = `file:///limits/${of}`;
  const length = files[of]?.length ?? 0;
  const before = used();
  const start = process.cpuUsage();
  engine.analyze(project, uri);
  for (const offset of [0, length >> 1, length]) {
    complete(engine, project, uri, offset);
    hover(engine, project, uri, offset);
  }
  documentSymbols(engine, project, uri);
  semanticTokens(engine, project, uri);
  const { user, system } = process.cpuUsage(start);
  expect(trees.living).toBe(0);
  return { milliseconds: (user + system) / 1_000, megabytes: (used() - before) / 2 ** 20 };
}

function used(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const action = (at: number) => `"s3:GetObject${at}"`;
const statement = (actions: string) => `{"Effect":"Allow","Action":${actions},"Resource":"*"}`;
const json = (statements: string) => `{"Version":"2012-10-17","Statement":[${statements}]}`;
const policy = (value: string) => `resource "aws_iam_policy" "x" {\n  policy = ${value}\n}\n`;
const encoded = (actions: string) =>
  policy(
    `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ${actions}, Resource = "*" }] })`,
  );
const many = (count: number, make: (at: number) => string, between = ',') =>
  Array.from({ length: count }, (_, at) => make(at)).join(between);
const nested = (open: string, close: string, count: number) => `${open.repeat(count)}1${close.repeat(count)}`;

const cases: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  '100,000 nested brackets in JSON': () => ({ 'policy.json': json(statement(nested('[', ']', 100_000))) }),
  '100,000 nested objects in JSON': () => ({ 'policy.json': json(nested('{"Condition":', '}', 100_000)) }),
  '100,000 brackets that nobody closes, in JSON': () => ({
    'policy.json': `{"Statement":${'[{"Action":'.repeat(100_000)}`,
  }),
  '100,000 nested brackets in Terraform': () => ({ 'main.tf': encoded(nested('[', ']', 100_000)) }),
  '100,000 brackets that nobody closes, in Terraform': () => ({
    'main.tf': policy(`jsonencode(${'[{ a = '.repeat(100_000)}`),
  }),
  '20,000 nested blocks': () => ({ 'main.tf': `${'statement {\n'.repeat(20_000)}${'}\n'.repeat(20_000)}` }),
  '1 MB on a single line of JSON': () => ({ 'policy.json': json(statement(`[${many(55_000, action)}]`)) }),
  'a single string of 1 MB': () => ({ 'policy.json': json(statement(`"s3:${'Get*'.repeat(250_000)}"`)) }),
  '1 MB on a single line of Terraform': () => ({ 'main.tf': encoded(`[${many(50_000, action)}]`) }),
  '50,000 statements': () => ({ 'policy.json': json(many(50_000, (at) => statement(`"s3:Get${at % 7}*"`))) }),
  '5,000 statement blocks': () => ({
    'main.tf': `data "aws_iam_policy_document" "x" {\n${many(5_000, (at) => `  statement {\n    sid = "S${at}"\n    actions = ["s3:Get*"]\n    resources = ["*"]\n  }`, '\n')}\n}\n`,
  }),
  'wildcards like *a*a*a*b': () => ({
    'policy.json': json(
      statement(
        `[${many(200, (at) => `"s3:${'*a'.repeat(30 + at)}*b"`)},${many(200, (at) => `"${'*a?'.repeat(30 + at)}:*b"`)}]`,
      ).replace(
        '"*"',
        `[${many(100, (at) => `"arn:aws:s3:::${'*a'.repeat(200 + at)}*b"`)},"arn:aws:s3:::${'a'.repeat(5_000)}"]`,
      ),
    ),
  }),
  '2,000 pairs of overlapping ARNs': () => ({
    'policy.json': json(
      statement('"s3:*"').replace(
        '"*"',
        `[${many(2_000, (at) => `"arn:aws:s3:::${'a*'.repeat(20)}${at}*"`)}]`,
      ),
    ),
  }),
  'a huge concat': () => ({ 'main.tf': encoded(`concat(${many(20_000, (at) => `[${action(at)}]`)})`) }),
  'concat of local lists that double': () => ({
    'main.tf': `locals {\n  l0 = ["s3:GetObject"]\n${many(60, (at) => `  l${at + 1} = concat(local.l${at}, local.l${at})`, '\n')}\n}\n${encoded('local.l60')}`,
  }),
  '2,000 locals in a circle': () => ({
    'main.tf': `locals {\n${many(2_000, (at) => `  l${at} = concat(local.l${(at + 1) % 2_000}, ["s3:Get*"])`, '\n')}\n}\n${encoded('local.l0')}`,
  }),
  '2,000 locals in a chain': () => ({
    'main.tf': `locals {\n${many(2_000, (at) => `  l${at} = local.l${at + 1}`, '\n')}\n  l2000 = "s3:Get*"\n}\n${encoded('local.l0')}`,
  }),
  '500 documents that merge each other in a circle': () => ({
    'main.tf': `${many(500, (at) => `data "aws_iam_policy_document" "d${at}" {\n  source_policy_documents = [data.aws_iam_policy_document.d${(at + 1) % 500}.json, data.aws_iam_policy_document.d${(at + 7) % 500}.json]\n}`, '\n')}\n${policy('data.aws_iam_policy_document.d0.json')}`,
  }),
  'modules that call each other': () => ({
    'main.tf': `module "a" {\n  source = "./a"\n  policy = module.a.out\n}\n${policy('module.a.out')}`,
    'a/main.tf': `variable "policy" {}\nmodule "b" {\n  source = "../"\n  policy = var.policy\n}\noutput "out" { value = module.b.out }\n${policy('var.policy')}`,
  }),
  'for in for, 40 deep': () => ({
    'main.tf': encoded(
      `flatten(${many(40, (at) => `[for v${at} in ["a", "b"] : `, '')}"s3:Get*"${']'.repeat(40)})`,
    ),
  }),
  'templates in templates, 2,000 deep': () => ({ 'main.tf': encoded(`"${nested('${"', '"}', 2_000)}"`) }),
  '3,000 conditionals in a row': () => ({
    'main.tf': encoded(`${many(3_000, (at) => `var.x${at} ? "s3:Get*" : `, '')}"s3:Put*"`),
  }),
  '20,000 ignore comments': () => ({
    'main.tf': `${many(20_000, () => '# policywright-ignore invalid-action: x', '\n')}\n${encoded('["s3:Nothing"]')}`,
  }),
  '5 MB that are no policy': () => ({ 'policy.json': `{"a":[${many(500_000, (at) => `"${at}"`)}]}` }),
};

for (const [name, make] of Object.entries(cases)) {
  test(name, { timeout: 120_000 }, () => {
    const { milliseconds, megabytes } = cost(make());
    console.log(`${name}: ${Math.round(milliseconds)} ms, ${Math.round(megabytes)} MB`);
    expect(milliseconds).toBeLessThan(MOST_MILLISECONDS);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  });
}

/** Several times what was measured: see the table. */
const MOST_MILLISECONDS = 30_000;
const MOST_MEGABYTES = 800;
