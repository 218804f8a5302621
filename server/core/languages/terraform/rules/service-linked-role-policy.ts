import type { Expr } from '../hcl/ast.ts';
import { attributeOf, type ModuleFile } from '../module.ts';
import { leavesOf, mentionOf } from './expressions.ts';
import type { ModuleRule } from './module-rule.ts';
import { report } from './wiring.ts';

/** A policy for a service-linked role: only the service can give it permissions. */
export const serviceLinkedRolePolicy: ModuleRule = {
  id: 'service-linked-role-policy',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'A policy is given to a service-linked role, which only its service can change',
  check: {},
  *checkFile(file) {
    for (const { type, labels, body } of file.hcl.body.blocks) {
      if (type !== 'resource' || !GIVERS.has(labels[0]?.text ?? '')) continue;
      const role = attributeOf(body, 'role');
      if (role === undefined) continue;
      for (const leaf of leavesOf(role.value)) {
        if (!isServiceLinked(leaf, file)) continue;
        yield report(
          leaf.range,
          'This role is linked to a service, which alone decides what it may do: AWS refuses to attach policies to it; make a role of your own',
        );
      }
    }
  },
};

const GIVERS: ReadonlySet<string> = new Set(['aws_iam_role_policy', 'aws_iam_role_policy_attachment']);

function isServiceLinked(expr: Expr, file: ModuleFile): boolean {
  if (mentionOf(expr)?.type === 'aws_iam_service_linked_role') return true;
  if (expr.kind !== 'template') return false;
  return file.source.text.slice(expr.inner.start, expr.inner.end).startsWith('AWSServiceRoleFor');
}
