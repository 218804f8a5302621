import type { AttachTarget, TerraformFacts } from '../../../catalog/terraform.ts';
import type { Report } from '../../../rules/rule.ts';
import { attributesAt } from '../consumers.ts';
import type { Attribute, Block } from '../hcl/ast.ts';
import type { ModuleFile } from '../module.ts';
import { leavesOf, type Mention, mentionOf } from './expressions.ts';
import type { ModuleRule, ModuleRuleContext } from './module-rule.ts';
import { isHalfTyped, isOne } from './whole-resource.ts';
import { consumersIn, edit, report } from './wiring.ts';

/** `workspace_id = aws_prometheus_workspace.x.arn`: the argument that says what a policy sits on takes the id. */
export const wrongTargetAttribute: ModuleRule = {
  id: 'wrong-target-attribute',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A resource is named by its ARN where its id or name belongs, or the other way round',
  check: {},
  *checkFile(file, ctx) {
    const seen = new Set<Attribute>();
    for (const { block, facts: policy } of consumersIn(file, ctx)) {
      const { attachedBy } = policy;
      if (attachedBy?.argument === undefined || TAKES_BOTH.has(policy.service)) continue;
      const targets = [attachedBy, ...(attachedBy.alternatives ?? [])];
      for (const attribute of attributesAt(block.body, attachedBy.argument.split('.'))) {
        if (!seen.has(attribute)) yield* judge(attribute, targets, file, ctx);
        seen.add(attribute);
      }
    }
    for (const block of file.hcl.body.blocks) {
      if (block.type === 'resource') yield* judgeReferences(block, file, ctx);
    }
  },
};

/** Services whose API takes the ARN in place of the id. */
const TAKES_BOTH: ReadonlySet<string> = new Set(['kms', 'elasticfilesystem', 's3files', 'dsql']);

/** `role = aws_iam_role.x.arn`, `policy_arn = aws_iam_policy.x.name`. */
function* judgeReferences(block: Block, file: ModuleFile, ctx: ModuleRuleContext): Iterable<Report> {
  const principals = new Map<string, AttachTarget>();
  for (const { attribute: path, form, principal } of ctx.facts.references(
    'resource',
    block.labels[0]?.text ?? '',
  )) {
    if (principal !== undefined && principal !== 'self') principals.set(principal.argument, principal);
    if (form !== 'arn' && form !== 'arn-list') continue;
    for (const attribute of attributesAt(block.body, path.split('.'))) {
      yield* judge(attribute, [{ target: 'aws_iam_policy', targetAttribute: 'arn' }], file, ctx);
    }
  }
  for (const [argument, target] of principals) {
    for (const attribute of attributesAt(block.body, argument.split('.')))
      yield* judge(attribute, [target], file, ctx);
  }
}

function* judge(
  { name, value }: Attribute,
  targets: readonly AttachTarget[],
  file: ModuleFile,
  ctx: ModuleRuleContext,
): Iterable<Report> {
  const { facts } = ctx;
  for (const leaf of leavesOf(value)) {
    const mention = mentionOf(leaf);
    if (mention === undefined) continue;
    const { attribute } = mention;
    const fitting = targets.filter(({ target }) => target === mention.type);
    const [first] = fitting;
    if (first === undefined || fitting.some(({ targetAttribute }) => targetAttribute === attribute?.name))
      continue;
    if (attribute === undefined) {
      yield* judgeWhole(mention, name, first, file, ctx);
      continue;
    }
    const given = holds(mention, attribute.name, facts);
    const wanted = fitting.map(({ targetAttribute }) => holds(mention, targetAttribute, facts));
    const wrong =
      (given === 'arn' && wanted.every((one) => one !== 'arn')) ||
      (given === 'other' && wanted.every((one) => one === 'arn'));
    if (!wrong) continue;
    const { targetAttribute } = first;
    const what = given === 'arn' ? 'the ARN' : `"${attribute.name}", which is no ARN`;
    yield report(
      attribute.range,
      `"${name}" takes ".${targetAttribute}" of ${mention.type}, and this is ${what}`,
      [edit(`Replace by ".${targetAttribute}"`, attribute.range, `.${targetAttribute}`)],
    );
  }
}

/** `role = aws_iam_role.x`: an object, where a string belongs. */
function* judgeWhole(
  { data, type, name, range }: Mention,
  argument: string,
  { targetAttribute }: AttachTarget,
  { source: { text } }: ModuleFile,
  ctx: ModuleRuleContext,
): Iterable<Report> {
  const target = `${data ? 'data.' : ''}${type}.${name}`;
  const spelled = text.slice(range.start, range.end);
  if (spelled.includes('*') || isHalfTyped(target, spelled, text[range.end], ctx)) return;
  const end = { start: range.end, end: range.end };
  const fixes = isOne(target, spelled, ctx)
    ? [edit(`Add ".${targetAttribute}"`, end, `.${targetAttribute}`)]
    : [];
  const message = `"${argument}" takes ".${targetAttribute}" of ${type}, and this is the whole ${data ? 'data source' : 'resource'}`;
  yield report(range, message, fixes);
}

/** Undefined: nothing is known of the attribute. */
function holds(mention: Mention, attribute: string, facts: TerraformFacts): 'arn' | 'other' | undefined {
  const type = mention.data ? `data.${mention.type}` : mention.type;
  if (facts.arns(type, attribute).length > 0) return 'arn';
  return facts.valueShape(mention.type, attribute) === undefined ? undefined : 'other';
}
