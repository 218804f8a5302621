import type { AttachTarget, TerraformFacts } from '../../../catalog/terraform.ts';
import type { Report } from '../../../rules/rule.ts';
import { attributesAt } from '../consumers.ts';
import type { Attribute, Block } from '../hcl/ast.ts';
import { leavesOf, type Mention, mentionOf } from './expressions.ts';
import type { ModuleRule } from './module-rule.ts';
import { consumersIn, edit, report } from './wiring.ts';

/** `workspace_id = aws_prometheus_workspace.x.arn`: the argument that says what a policy sits on takes the id. */
export const wrongTargetAttribute: ModuleRule = {
  id: 'wrong-target-attribute',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A resource is named by its ARN where its id or name belongs, or the other way round',
  check: {},
  *checkFile(file, { linked, facts, ...rest }) {
    const ctx = { linked, facts, ...rest };
    const seen = new Set<Attribute>();
    for (const { block, facts: policy } of consumersIn(file, ctx)) {
      const { attachedBy } = policy;
      if (attachedBy?.argument === undefined || TAKES_BOTH.has(policy.service)) continue;
      const targets = [attachedBy, ...(attachedBy.alternatives ?? [])];
      for (const attribute of attributesAt(block.body, attachedBy.argument.split('.'))) {
        if (!seen.has(attribute)) yield* judge(attribute, targets, facts);
        seen.add(attribute);
      }
    }
    for (const block of file.hcl.body.blocks) {
      if (block.type === 'resource') yield* judgeReferences(block, facts);
    }
  },
};

/** Services whose API takes the ARN in place of the id. */
const TAKES_BOTH: ReadonlySet<string> = new Set(['kms', 'elasticfilesystem', 's3files', 'dsql']);

/** `role = aws_iam_role.x.arn`, `policy_arn = aws_iam_policy.x.name`. */
function* judgeReferences(block: Block, facts: TerraformFacts): Iterable<Report> {
  const principals = new Map<string, AttachTarget>();
  for (const { attribute: path, form, principal } of facts.references(
    'resource',
    block.labels[0]?.text ?? '',
  )) {
    if (principal !== undefined && principal !== 'self') principals.set(principal.argument, principal);
    if (form !== 'arn' && form !== 'arn-list') continue;
    for (const attribute of attributesAt(block.body, path.split('.'))) {
      yield* judge(attribute, [{ target: 'aws_iam_policy', targetAttribute: 'arn' }], facts);
    }
  }
  for (const [argument, target] of principals) {
    for (const attribute of attributesAt(block.body, argument.split('.')))
      yield* judge(attribute, [target], facts);
  }
}

function* judge(
  { name, value }: Attribute,
  targets: readonly AttachTarget[],
  facts: TerraformFacts,
): Iterable<Report> {
  for (const leaf of leavesOf(value)) {
    const mention = mentionOf(leaf);
    const attribute = mention?.attribute;
    if (mention === undefined || attribute === undefined) continue;
    const fitting = targets.filter(({ target }) => target === mention.type);
    const [first] = fitting;
    if (first === undefined || fitting.some(({ targetAttribute }) => targetAttribute === attribute.name))
      continue;
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

/** Undefined: nothing is known of the attribute. */
function holds(mention: Mention, attribute: string, facts: TerraformFacts): 'arn' | 'other' | undefined {
  const type = mention.data ? `data.${mention.type}` : mention.type;
  if (facts.arns(type, attribute).length > 0) return 'arn';
  return facts.valueShape(mention.type, attribute) === undefined ? undefined : 'other';
}
