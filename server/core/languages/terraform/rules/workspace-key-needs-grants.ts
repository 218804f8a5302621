import type { Expr } from '../hcl/ast.ts';
import { attributeOf } from '../module.ts';
import { leavesOf, mentionOf } from './expressions.ts';
import type { ModuleRule } from './module-rule.ts';
import { report } from './wiring.ts';

/** A workspace with a key of the customer's: its resource policy alone lets nobody read. */
export const workspaceKeyNeedsGrants: ModuleRule = {
  id: 'workspace-key-needs-grants',
  severity: 'info',
  dialects: ['aws'],
  summary: 'A shared workspace is encrypted with a key that its principals need, too',
  check: {},
  *checkFile(file, { linked }) {
    for (const { type, labels, body } of file.hcl.body.blocks) {
      if (type !== 'resource' || labels[0]?.text !== 'aws_prometheus_resource_policy') continue;
      const argument = attributeOf(body, 'workspace_id');
      const mention = argument === undefined ? undefined : mentionOf(argument.value);
      if (mention === undefined || mention.data) continue;
      const workspace = linked.module.resources.get(`${mention.type}.${mention.name}`);
      const key = workspace === undefined ? undefined : attributeOf(workspace.node.body, 'kms_key_arn');
      if (workspace === undefined || key === undefined || !isCertain(key.value)) continue;
      const message = `"${mention.type}.${mention.name}" is encrypted with a key of yours: whom this policy names needs access to the key as well, by a KMS grant`;
      yield {
        ...report(mention.range, message),
        related: [{ at: key.range, uri: workspace.file.source.uri, message: 'The key' }],
      };
    }
  },
};

/** What may be null leaves open whether there is a key. */
function isCertain(value: Expr): boolean {
  const leaves = leavesOf(value);
  return leaves.length > 0 && leaves.every((leaf) => leaf.kind === 'template' || isKey(leaf));
}

function isKey(expr: Expr): boolean {
  return mentionOf(expr)?.type === 'aws_kms_key';
}
