import type { Block } from '../hcl/ast.ts';
import type { ModuleFile } from '../module.ts';
import type { ModuleRule, ModuleRuleContext } from './module-rule.ts';
import { report } from './wiring.ts';

/** A block whose policy, or what it sits on, is not given: Terraform refuses it. Terraform's own language servers say so too. */
export const missingPolicyArgument: ModuleRule = {
  id: 'missing-policy-argument',
  severity: 'error',
  dialects: ['aws'],
  summary: 'A block lacks the argument that takes its policy',
  check: {},
  *checkFile(file, ctx) {
    for (const block of file.hcl.body.blocks) {
      const [type] = block.labels;
      if (block.type !== 'resource' || type === undefined || isBeingTyped(block, file)) continue;
      const missing = missingIn(block, type.text, ctx);
      if (missing.length === 0) continue;
      const names = missing.map((name) => `"${name}"`).join(' and ');
      const are = missing.length === 1 ? 'an argument that it requires' : 'arguments that it requires';
      yield report(type.range, `"${type.text}" lacks ${names}, ${are}; Terraform refuses it without`);
    }
  },
};

/** Its end is not there yet, or something in it is not understood. */
function isBeingTyped({ range, unclosed }: Block, { source, hcl }: ModuleFile): boolean {
  if (unclosed === true || source.text[range.end - 1] !== '}') return true;
  return hcl.problems.some(({ at }) => at.start <= range.end && range.start <= at.end);
}

function missingIn({ body }: Block, type: string, { facts }: ModuleRuleContext): readonly string[] {
  const known = facts.attributes('resource', type);
  const names = new Set(body.attributes.map(({ name }) => name));
  // A policy under another name is wrong-policy-argument's.
  const others = new Set([...known, ...facts.foreign('resource', type)].map(({ attribute }) => attribute));
  const target = WITH_TARGET.get(type);
  if ([...names].some((name) => name !== target && !others.has(name) && /polic|document|json/.test(name)))
    return [];
  const wanted = known.flatMap(({ attribute, required }) =>
    required === true && !attribute.includes('.') ? [attribute] : [],
  );
  return [...(target === undefined ? [] : [target]), ...wanted].filter((name) => !names.has(name));
}

/** The argument that says what the policy sits on, where it is required. Source: the pages of the AWS provider. */
const WITH_TARGET: ReadonlyMap<string, string> = new Map([
  ['aws_prometheus_resource_policy', 'workspace_id'],
  ['aws_s3_bucket_policy', 'bucket'],
  ['aws_sns_topic_policy', 'arn'],
  ['aws_sqs_queue_policy', 'queue_url'],
  ['aws_secretsmanager_secret_policy', 'secret_arn'],
  ['aws_ecr_repository_policy', 'repository'],
  ['aws_kms_key_policy', 'key_id'],
  ['aws_iam_role_policy', 'role'],
  ['aws_iam_user_policy', 'user'],
  ['aws_iam_group_policy', 'group'],
]);
