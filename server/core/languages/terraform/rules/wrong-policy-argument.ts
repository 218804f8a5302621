import type { Fix, Report } from '../../../rules/rule.ts';
import { attributesAt } from '../consumers.ts';
import type { Attribute, Block } from '../hcl/ast.ts';
import type { ModuleFile } from '../module.ts';
import { type Origin, originsOf } from '../origins.ts';
import { leavesOf, mentionOf } from './expressions.ts';
import type { ModuleRule, ModuleRuleContext } from './module-rule.ts';
import { consumersIn, edit, report } from './wiring.ts';

/** A document where the ARN of a policy belongs, the ARN where the document belongs, or a document in an argument that is not there. */
export const wrongPolicyArgument: ModuleRule = {
  id: 'wrong-policy-argument',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A policy stands in an argument that takes something else',
  check: {},
  *checkFile(file, ctx) {
    for (const { attribute } of consumersIn(file, ctx)) yield* arnsIn(attribute);
    for (const block of file.hcl.body.blocks) {
      if (block.type !== 'resource') continue;
      yield* documentsAsArns(block, file, ctx);
      yield* misnamed(block, file, ctx);
    }
  },
};

/** `policy = aws_iam_policy.x.arn`. */
function* arnsIn({ name, value }: Attribute): Iterable<Report> {
  for (const leaf of leavesOf(value)) {
    const mention = mentionOf(leaf);
    if (mention?.type !== 'aws_iam_policy' || mention.attribute === undefined) continue;
    const { attribute } = mention;
    if (attribute.name === 'policy' || attribute.name === 'json') continue;
    const message = `"${name}" takes the text of a policy, not ${attribute.name === 'arn' || attribute.name === 'id' ? 'the ARN' : `the "${attribute.name}"`} of one; a managed policy's text is in ".policy"`;
    yield report(attribute.range, message, [edit('Replace by ".policy"', attribute.range, '.policy')]);
  }
}

/** `policy_arn = data.aws_iam_policy_document.x.json`. */
function* documentsAsArns(block: Block, file: ModuleFile, ctx: ModuleRuleContext): Iterable<Report> {
  for (const { attribute: path, form } of ctx.facts.references('resource', block.labels[0]?.text ?? '')) {
    if (form !== 'arn' && form !== 'arn-list') continue;
    for (const attribute of attributesAt(block.body, path.split('.'))) {
      for (const leaf of leavesOf(attribute.value)) {
        if (!isDocument(originsOf(leaf, ctx.linked.scopeOf(file)))) continue;
        const message = `"${attribute.name}" takes the ARN of a policy, and this is the text of one; make an aws_iam_policy of it and name its ARN`;
        yield report(leaf.range, message);
      }
    }
  }
}

/** `policy_document` where the argument is called `policy`. */
function* misnamed(block: Block, file: ModuleFile, ctx: ModuleRuleContext): Iterable<Report> {
  const type = block.labels[0]?.text ?? '';
  const known = ctx.facts.attributes('resource', type);
  const missing = known.filter(({ required, attribute }) => required === true && !attribute.includes('.'));
  const [only] = missing;
  if (only === undefined || missing.length > 1) return;
  const { attributes } = block.body;
  if (attributes.some(({ name }) => name === only.attribute)) return;
  const others = new Set([...known, ...ctx.facts.foreign('resource', type)].map((one) => one.attribute));
  for (const attribute of attributes) {
    if (others.has(attribute.name) || !POLICY_WORD.test(attribute.name)) continue;
    if (!isDocument(originsOf(attribute.value, ctx.linked.scopeOf(file)))) continue;
    const fix: readonly Fix[] = [edit(`Rename to "${only.attribute}"`, attribute.key, only.attribute)];
    const message = `"${type}" takes its policy in "${only.attribute}", which is missing here, and has no argument "${attribute.name}"`;
    yield report(attribute.key, message, fix);
  }
}

function isDocument(origins: readonly Origin[]): boolean {
  return origins.some(({ kind }) => kind === 'document' || kind === 'object');
}

const POLICY_WORD = /polic|document|^content$|^json$/;
