import type { Report } from '../../../rules/rule.ts';
import { attributesAt } from '../consumers.ts';
import type { Expr } from '../hcl/ast.ts';
import type { ModuleFile } from '../module.ts';
import { leavesOf } from './expressions.ts';
import type { ModuleRule } from './module-rule.ts';
import { edit, report } from './wiring.ts';

/** A managed policy that AWS keeps for those who have it, and that another one has taken the place of. */
export const supersededManagedPolicy: ModuleRule = {
  id: 'superseded-managed-policy',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'An AWS managed policy is attached that another one has replaced',
  tags: ['deprecated'],
  check: {},
  *checkFile(file, ctx) {
    for (const { type, labels, body } of file.hcl.body.blocks) {
      if (type !== 'resource') continue;
      for (const { attribute: path, form } of ctx.facts.references('resource', labels[0]?.text ?? '')) {
        if (form !== 'arn' && form !== 'arn-list') continue;
        for (const attribute of attributesAt(body, path.split('.')))
          for (const leaf of leavesOf(attribute.value)) yield* judge(leaf, file);
      }
    }
  },
};

function* judge(expr: Expr, file: ModuleFile): Iterable<Report> {
  if (expr.kind !== 'template') return;
  const { start, end } = expr.inner;
  const text = file.source.text.slice(start, end);
  for (const { path, name, why } of SUPERSEDED) {
    if (!text.endsWith(`:policy/${path}`)) continue;
    const range = { start: end - path.length, end };
    const old = path.slice(path.lastIndexOf('/') + 1);
    yield report(range, `"${old}" is superseded by "${name}": ${why}`, [
      edit(`Replace by "${name}"`, range, name),
    ]);
  }
}

/** From the Systems Manager user guide's page on instance permissions. */
const SUPERSEDED = [
  {
    path: 'service-role/AmazonEC2RoleforSSM',
    name: 'AmazonSSMManagedInstanceCore',
    why: 'it also reads and writes every S3 bucket of the account; attach the newer one, with what else the instance needs',
  },
] as const;
