import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentJson } from '../../server/core/languages/terraform/document.ts';
import { evaluate } from '../../server/core/languages/terraform/evaluate.ts';
import { plainOf } from '../../server/core/languages/terraform/merge.ts';
import { blocksOf } from '../../server/core/languages/terraform/module.ts';
import { isKnown, knownText } from '../../server/core/languages/terraform/values.ts';
import {
  evaluateIndependently,
  hasTerraform,
  isPlain,
  parseIndependently,
  renderIndependently,
  type Structure,
  unescapePlain,
} from './independent.ts';
import { analyzeModule, linkedModule } from './module.ts';
import { dataSource, expression, heredocText, isList, isObject, type Json, quoted } from './print.ts';
import { dice, roundabout } from './wrap.ts';

/**
 * Every document that is fully known evaluates to what an independent reading gives: HashiCorp's parser for the structure,
 * a renderer of this test for the data source, and Terraform itself for expressions, where there is one.
 */

const words = fc.constantFrom(
  's3:GetObject',
  's3:Put*',
  'aps:QueryMetrics',
  'a"b',
  'x\\y',
  'tab\there',
  '100%',
  'a%{x}',
  '${z}',
  'é',
  '*',
  'arn:aws:s3:::b/${aws:username}/*',
  'sqs:%s',
);
const list = fc.array(words, { minLength: 1, maxLength: 4 });
const oneOrMore = fc.oneof(words, list);
const principal = fc.oneof(
  fc.constant<Json>('*'),
  fc.dictionary(fc.constantFrom('AWS', 'Service', 'Federated'), oneOrMore, { minKeys: 1 }),
);
const condition = fc.dictionary(
  fc.constantFrom('StringEquals', 'ArnLike', 'Bool'),
  fc.dictionary(fc.constantFrom('aws:SourceArn', 's3:prefix', 'aws:PrincipalTag/a b'), oneOrMore, {
    minKeys: 1,
  }),
  { minKeys: 1 },
);
const statement = fc.record(
  {
    Sid: fc.stringMatching(/^[A-Z][a-z]{0,5}$/),
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: oneOrMore,
    Resource: oneOrMore,
    Principal: principal,
    Condition: condition,
  },
  { requiredKeys: ['Effect'] },
);
const policy = fc.record(
  {
    Version: fc.constantFrom('2012-10-17', '2008-10-17'),
    Id: fc.constant('id'),
    Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['Version', 'Statement'] },
);

interface Case {
  readonly text: string;
  /** `data` names a document, `policy` a resource with a policy of text. */
  readonly kind: 'data' | 'policy';
}

/** One policy said in one of the ways that Terraform has. */
function caseOf(value: Json, seed: number, index: number): Case {
  const roll = dice(seed);
  const around = roundabout(roll, `l${index}`);
  const name = `d${index}`;
  const locals = () =>
    around.locals.length === 0 ? '' : `locals {\n${around.locals.map((line) => `  ${line}\n`).join('')}}\n`;
  const resource = (argument: string): Case => ({
    kind: 'policy',
    text: `resource "aws_iam_policy" "${name}" {\n  policy = ${argument}\n}\n${locals()}`,
  });
  switch (roll(7)) {
    case 0:
      return resource(`jsonencode(${expression(value)})`);
    case 1:
      return resource(`jsonencode(${around.of(value)})`);
    case 2:
      return resource(`<<EOT\n${heredocText(JSON.stringify(value, null, 2))}\nEOT\n`);
    case 3:
      return resource(
        `<<-EOT\n    ${heredocText(JSON.stringify(value, null, 2)).replaceAll('\n', '\n    ')}\n  EOT\n`,
      );
    case 4:
      return resource(quoted(JSON.stringify(value)));
    case 5:
      return { kind: 'data', text: dataSource(value, name) ?? '' };
    default: {
      const written = dataSource(value, name) ?? '';
      const text = written.replace(
        /(actions|resources|identifiers|values) = (\[.*\])$/gm,
        (_, argument, items) => {
          const plain = JSON.parse(items.replaceAll('$${', '${').replaceAll('%%{', '%{')) as Json;
          return `${argument} = ${around.of(plain)}`;
        },
      );
      return { kind: 'data', text: `${text}${locals()}` };
    }
  }
}

const CASES = 150;
const samples = fc.sample(fc.tuple(policy, fc.nat()), { numRuns: CASES, seed: 4 });
const cases = samples.map(([value, seed], index) => caseOf(value as Json, seed, index));

describe('documents of all forms', async () => {
  const text = cases.map((one) => one.text).join('\n');

  const structure = await parseIndependently(text);
  const truths = independent(structure);
  const analysis = analyzeModule(text);
  test('are read as an independent reader reads them', () => {
    const ours = readAll(text);
    const wrong: unknown[] = [];
    let compared = 0;
    for (let index = 0; index < CASES; index++) {
      const truth = truths.get(`d${index}`);
      const own = ours.get(`d${index}`);
      if (truth === undefined || own === undefined) {
        continue;
      }
      compared++;
      try {
        expect(own).toEqual(truth);
      } catch {
        wrong.push({ source: cases[index]?.text, own, truth });
      }
    }
    expect(wrong.slice(0, 3), `${wrong.length} of ${compared} differ`).toEqual([]);
    expect(compared / CASES, 'share of documents that we know as well').toBeGreaterThan(
      hasTerraform ? 0.95 : 0.5,
    );
  });
  test('reach the model of policies as they reach AWS', () => {
    const wrong: unknown[] = [];
    let compared = 0;
    for (const { document } of analysis.policies) {
      const name = /d\d+/.exec(document.name)?.[0] ?? '';
      const truth = truths.get(name);
      if (truth === undefined || !isKnown(document.root)) continue;
      compared++;
      const own = meaning(plainOf(document.root) as Json);
      const wanted = meaning(truth);
      try {
        expect(own).toEqual(wanted);
      } catch {
        wrong.push({ source: cases[Number(name.slice(1))]?.text, own, wanted });
      }
    }
    expect(wrong.slice(0, 3), `${wrong.length} of ${compared} differ`).toEqual([]);
    expect(compared / CASES, 'share of documents that are wholly known').toBeGreaterThan(
      hasTerraform ? 0.95 : 0.5,
    );
  });
  test.skipIf(hasTerraform)(
    'expressions are not compared: there is no terraform on this machine',
    () => undefined,
  );
});

/** By name, what each document is. */
function independent(structure: Structure): ReadonlyMap<string, Json> {
  const probes: Record<string, Json> = {};
  const take = (name: string, value: Json) => {
    if (hasTerraform || isPlain(value)) probes[name] = hasTerraform ? value : unescapePlain(value);
  };
  for (const [name, block] of named(structure, 'data', 'aws_iam_policy_document')) take(name, block);
  for (const [name, block] of named(structure, 'resource', 'aws_iam_policy'))
    take(name, block['policy'] ?? null);
  const values = hasTerraform ? evaluateIndependently(structure, probes) : probes;
  return new Map(
    Object.entries(values).map(([name, value]) => [
      name,
      isObject(value) ? renderIndependently(value) : (JSON.parse(String(value)) as Json),
    ]),
  );
}

function named(structure: Structure, kind: string, type: string): readonly (readonly [string, Structure])[] {
  const types = structure[kind];
  const names = isObject(types) ? types[type] : undefined;
  if (!isObject(names)) return [];
  return Object.entries(names).flatMap(([name, found]) => {
    const [block] = isList(found) ? found : [found];
    return isObject(block) ? [[name, block] as const] : [];
  });
}

/** The text that the evaluator gives for each document, parsed. */
function readAll(text: string): ReadonlyMap<string, Json> {
  const { linked, file } = linkedModule(text);
  const scope = linked.scopeOf(file);
  const found = new Map<string, Json>();
  for (const block of [...blocksOf(file.hcl.body, 'data'), ...blocksOf(file.hcl.body, 'resource')]) {
    const [type, name] = block.labels.map((label) => label.text);
    const policyArgument = block.body.attributes.find((attribute) => attribute.name === 'policy');
    const json =
      type === 'aws_iam_policy_document'
        ? documentJson(`${type}.${name}`, scope, evaluate)
        : policyArgument === undefined
          ? undefined
          : knownText(evaluate(policyArgument.value, scope));
    if (json !== undefined && name !== undefined) found.set(name, JSON.parse(json) as Json);
  }
  return found;
}

/** What does not matter to AWS taken out: one or several, order of sets, what is left out. */
function meaning(document: Json): Json {
  if (!isObject(document)) return document;
  const statements = document['Statement'];
  const list = isList(statements) ? statements : statements === undefined ? [] : [statements];
  return {
    ...document,
    Version: document['Version'] ?? '2012-10-17',
    Statement: list.map((one) => (isObject(one) ? { Effect: 'Allow', ...lists(one) } : one)),
  };
}

function lists(object: { readonly [name: string]: Json }): { readonly [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]): readonly [string, Json][] => {
      if (isObject(value)) return [[name, lists(value)]];
      if (name === 'Effect' || name === 'Sid' || (name.endsWith('Principal') && value === '*'))
        return [[name, value]];
      const items = isList(value) ? value : [value];
      return items.length === 0 ? [] : [[name, [...new Set(items)].toSorted()]];
    }),
  );
}
