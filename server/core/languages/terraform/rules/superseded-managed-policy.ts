import type { ManagedPolicy } from '../../../catalog/catalog.ts';
import { endedServiceOf } from '../../../catalog/ended.ts';
import type { Report } from '../../../rules/rule.ts';
import type { TextRange } from '../../../text/range.ts';
import { attributesAt } from '../consumers.ts';
import type { Attribute, Block, Expr } from '../hcl/ast.ts';
import { attributeOf, type ModuleFile } from '../module.ts';
import { nameOf } from './attachments.ts';
import { leavesOf } from './expressions.ts';
import type { ModuleRule, ModuleRuleContext } from './module-rule.ts';
import { edit, report } from './wiring.ts';

/** A managed policy that AWS keeps for those who have it, that another one has taken the place of, or that is for a service that has ended. */
export const supersededManagedPolicy: ModuleRule = {
  id: 'superseded-managed-policy',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'An AWS managed policy is attached that is out of date',
  tags: ['deprecated'],
  check: {},
  *checkFile(file, ctx) {
    for (const block of file.hcl.body.blocks) {
      for (const attribute of policyArguments(block, ctx))
        for (const leaf of leavesOf(attribute.value)) yield* judge(leaf, file, ctx);
    }
  },
};

/** Arguments that name a policy by ARN, or by the name of one of AWS's. */
function policyArguments({ type, labels, body }: Block, { facts }: ModuleRuleContext): readonly Attribute[] {
  const [kind] = labels;
  if (type === 'data' && kind?.text === 'aws_iam_policy')
    return ['arn', 'name'].flatMap((name) => attributeOf(body, name) ?? []);
  if (type !== 'resource') return [];
  return facts
    .references('resource', kind?.text ?? '')
    .filter(({ form }) => form === 'arn' || form === 'arn-list')
    .flatMap(({ attribute }) => attributesAt(body, attribute.split('.')));
}

function* judge(expr: Expr, file: ModuleFile, ctx: ModuleRuleContext): Iterable<Report> {
  if (expr.kind !== 'template') return;
  const { start, end } = expr.inner;
  const text = file.source.text.slice(start, end);
  const path = /^arn:.*:iam::aws:policy\/([\w+=,.@/-]+)$/.exec(text)?.[1] ?? /^[\w+=,.@-]+$/.exec(text)?.[0];
  if (path === undefined) return;
  const name = nameOf(path);
  const range = { start: end - path.length, end };
  const known = SUPERSEDED.get(name);
  if (known !== undefined) {
    yield report(range, `"${name}" is superseded by "${known.name}": ${known.why}`, [
      edit(`Replace by "${known.name}"`, range, known.name),
    ]);
    return;
  }
  const policy = ctx.catalog?.managedPolicy(name);
  if (policy !== undefined) yield* withdrawn(policy, range, path === text, ctx);
}

function* withdrawn(
  policy: ManagedPolicy,
  range: TextRange,
  bare: boolean,
  { catalog }: ModuleRuleContext,
): Iterable<Report> {
  if (policy.deprecatedSince !== undefined) {
    const successor = policy.successor === undefined ? undefined : catalog?.managedPolicy(policy.successor);
    const path = successor?.arn.replace(/^.*?:policy\//, '');
    yield report(
      range,
      `AWS withdrew "${policy.name}" on ${policy.deprecatedSince}, so it cannot be attached any more${successor === undefined ? '' : `; "${successor.name}" has taken its place`}`,
      successor === undefined || path === undefined
        ? []
        : [edit(`Replace by "${successor.name}"`, range, bare ? successor.name : path)],
    );
    return;
  }
  const ended = catalog === undefined ? undefined : endedServiceOf(policy, catalog);
  if (ended === undefined) return;
  yield {
    ...report(
      range,
      `AWS's support for ${ended.name} ended on ${ended.day}, and "${policy.name}" is about nothing else; take it away`,
    ),
    severity: 'info',
  };
}

/** By name, from the Systems Manager user guide's page on instance permissions. */
const SUPERSEDED: ReadonlyMap<string, { readonly name: string; readonly why: string }> = new Map([
  [
    'AmazonEC2RoleforSSM',
    {
      name: 'AmazonSSMManagedInstanceCore',
      why: 'it also reads and writes every S3 bucket of the account; attach the newer one, with what else the instance needs',
    },
  ],
]);
