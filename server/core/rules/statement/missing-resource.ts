import type { Statement } from '../../policy/model.ts';
import type { PolicyKind } from '../../policy/use.ts';
import { lacks, misspelt, opening } from '../document/absence.ts';
import { setPath } from '../fixes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

/** Kinds whose statements name resources. */
export const NEEDS_RESOURCE: readonly PolicyKind[] = [
  'identity',
  'boundary',
  'session',
  'resource',
  'scp',
  'rcp',
];

/** A statement that says not what it is about. */
export const missingResource: Rule = {
  id: 'missing-resource',
  code: 'MISSING_RESOURCE',
  severity: 'error',
  dialects: ['aws', 'ram'],
  kinds: NEEDS_RESOURCE,
  summary: 'A statement has neither Resource nor NotResource',
  check: {
    statement(statement, ctx) {
      if (statement.resource !== undefined || statement.notResource !== undefined) return;
      if (ctx.dialect.element(ctx.kind, 'Resource') !== 'required') return;
      if (!lacks(ctx.policy, statement)) return;
      if (ctx.kind === 'resource' && goesWithoutResource(statement, ctx)) return;
      ctx.report({
        at: opening(statement.range),
        path: statement.path,
        ...(ctx.kind === 'scp' ? { severity: 'warning' } : {}),
        message: `The statement has ${ctx.dialect.doubtful.has('NotResource') ? 'no "Resource"' : 'neither "Resource" nor "NotResource"'}; ${ctx.kind === 'scp' ? 'only older service control policies go without' : `${ctx.dialect.cloud} refuses that`}, so add one`,
        fixes: () => fixesOf(statement, ctx),
        ...misspelt(statement, ['Resource', 'NotResource']),
      });
    },
  },
};

/** Resource policies that sit on one thing and are written without naming it. A lone `*` is about what the other statements are about. */
export function goesWithoutResource(statement: Statement, { use, policy }: RuleContext): boolean {
  const { attachedTo } = use;
  if (attachedTo !== undefined && WITHOUT.has(attachedTo.service)) return true;
  if (attachedTo?.cloudFormationType?.startsWith('AWS::ECR::') === true) return true;
  if (isOnServiceWithout(statement)) return true;
  return isAboutAnything(statement) && policy.statements.some(isOnServiceWithout);
}

function isOnServiceWithout(statement: Statement): boolean {
  const { items, open } = (statement.action ?? statement.notAction)?.value ?? { items: [], open: [] };
  if (open.length > 0) return true;
  return items.some(({ text }) => {
    const [service = ''] = (text.value ?? '').toLowerCase().split(':');
    return text.value === undefined || WITHOUT.has(service);
  });
}

function isAboutAnything({ action }: Statement): boolean {
  return action?.value.items.every(({ text }) => text.value === '*') === true;
}

/** Services with such policies, from their guides and API models; `sts` stands for trust policies that were not recognised. */
const WITHOUT: ReadonlySet<string> = new Set([
  'ecr',
  'ecr-public',
  'sts',
  'wafv2',
  'waf',
  'waf-regional',
  'vpc-lattice',
  'vpc-lattice-svcs',
  'redshift-serverless',
  'execute-api',
  'elasticfilesystem',
]);

function fixesOf(statement: Statement, ctx: RuleContext): readonly Fix[] {
  const at = [...statement.path, 'Resource'];
  const arns = arnsOf(statement, ctx);
  return [
    ...(arns.length === 1 && arns[0] !== undefined
      ? setPath(ctx, at, arns[0], 'review', `Add "Resource": "${arns[0]}"`)
      : arns.length > 1
        ? setPath(ctx, at, arns, 'review', 'Add the resource types of the actions')
        : []),
    ...setPath(ctx, at, '*', 'review', 'Add "Resource": "*"'),
  ];
}

/** Patterns for the resource types that the actions need, when every one of them needs some. */
function arnsOf(statement: Statement, ctx: RuleContext): readonly string[] {
  const arns = new Set<string>();
  for (const { text } of statement.action?.value.items ?? []) {
    const match = text.value === undefined ? undefined : ctx.catalog.expand(text.value);
    if (match?.kind !== 'one') return [];
    const needed = match.action.resourceTypes.filter(({ required }) => required);
    if (needed.length === 0) return [];
    for (const { type } of needed) {
      const [arn] = type.arns;
      if (arn === undefined) return [];
      arns.add(arn.replace('${Partition}', 'aws').replace(/\$\{[^{}]+\}/g, '*'));
    }
  }
  return arns.size <= MOST ? [...arns] : [];
}

const MOST = 4;
