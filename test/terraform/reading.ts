import type { TerraformFacts } from '../../server/core/catalog/terraform.ts';
import {
  defaultSettings,
  type FileModel,
  type PolicyDocument,
  type TextEdit,
  type Writer,
} from '../../server/core/index.ts';
import { parseHcl } from '../../server/core/languages/terraform/hcl/parse.ts';
import { createTerraform } from '../../server/core/languages/terraform/language.ts';
import type { Value } from '../../server/core/policy/value.ts';
import { applyEdits } from '../../server/core/text/edit.ts';
import { hclParser } from './parser.ts';

/** What these tests need to know of the providers: which arguments take a policy. */
const facts: TerraformFacts = {
  attributes: (block, type) =>
    block === 'resource' && type === 'aws_iam_policy'
      ? [{ attribute: 'policy', kind: 'identity', service: 'iam' }]
      : [],
  foreign: () => [],
  references: () => [],
  statement: () => undefined,
  arn: () => undefined,
  arns: () => [],
  arnShape: () => undefined,
  valueShape: () => undefined,
  typesOf: () => [],
  typesAbove: () => [],
};

const parser = await hclParser();

export const terraform = createTerraform({ parser, facts: () => facts });

export function readTf(text: string): FileModel {
  const uri = 'file:///module/main.tf';
  const source = { uri, languageId: 'terraform', text };
  return terraform.read(source, { sources: new Map([[uri, source]]), settings: defaultSettings });
}

/** The first policy of a text. */
export function firstPolicy(text: string): PolicyDocument {
  const [first] = readTf(text).policies;
  if (first === undefined) throw new Error(`no policy in ${text}`);
  return first.document;
}

/** The policy as plain JSON; `?` for what is not known. */
export function plain(value: Value): unknown {
  switch (value.type) {
    case 'string':
      return value.text.value ?? '?';
    case 'number':
    case 'boolean':
      return JSON.parse(value.text.value ?? 'null');
    case 'list':
      return [...value.items.map(plain), ...value.open.map(() => '...')];
    case 'object':
      return Object.fromEntries(value.entries.map((entry) => [entry.name, plain(entry.value)]));
    case 'null':
      return null;
    case 'unknown':
      return '?';
  }
}

/**
 * The text after an intent on its first policy. Fails when the result does not parse, or says something else
 * in a policy that was not asked about.
 */
export function written(text: string, intent: (write: Writer) => readonly TextEdit[]): string {
  const before = readTf(text).policies;
  const { write } = firstPolicy(text);
  const edits = intent(write);
  const result = applyEdits(text, write.tidy?.(edits) ?? edits);
  const { problems } = parseHcl(parser, result);
  if (problems.length > 0) throw new Error(`does not parse: ${result}`);
  const after = readTf(result).policies;
  for (const [index, { document }] of before.entries()) {
    const same =
      JSON.stringify(plain(document.root)) ===
      JSON.stringify(plain(after[index]?.document.root ?? document.root));
    if (index > 0 && !same) throw new Error(`changes ${document.name}: ${result}`);
  }
  return result;
}
