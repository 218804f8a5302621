import type { Action } from '../../catalog/catalog.ts';
import { insertStatement } from '../../policy/insert-statement.ts';
import type { Item, Statement } from '../../policy/model.ts';
import { fix } from '../fixes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { anyHas, factsOf, has, trait } from './facts.ts';
import { mayAllow } from './may-allow.ts';

/** `aps:CreateScraper` alone: the reference lists actions that may be needed beside it, such as looking at the cluster. */
export const missingDependentAction: Rule = {
  id: 'missing-dependent-action',
  severity: 'hint',
  dialects: ['aws'],
  kinds: ['identity'],
  summary:
    'An action may need others that the reference lists with it, and no statement of the policy allows them',
  check: {
    statement(statement, ctx) {
      const { action, open } = statement;
      if (action === undefined || open.length > 0 || effectOf(statement, ctx.policy) !== 'Allow') return;
      if (!anyHas(needsOthers, action, ctx)) return;
      const facts = factsOf(action, ctx);
      const needing: Needing[] = [];
      for (let index = 0; index < facts.length; index++) {
        const item = action.value.items[index];
        const match = has(facts[index], needsOthers) ? facts[index]?.match : undefined;
        if (item === undefined || match?.kind !== 'one') continue;
        const missing = dependents(match.action).filter((name) => !mayAllow(ctx, name));
        if (missing.length > 0) needing.push({ item, missing });
      }
      const [first, ...others] = needing;
      if (first === undefined) return;
      const it = first.missing.length === 1 ? 'it' : 'them';
      ctx.report({
        at: first.item.text.range,
        path: first.item.path,
        message: `"${first.item.text.value}" may need ${enumerate(first.missing)} as well, says AWS's reference, and no statement here allows ${it}; see whether your requests call for ${it} or another policy allows ${it}`,
        related: others.map(({ item, missing }) => ({
          at: item.text.range,
          path: item.path,
          message: `May need ${enumerate(missing)}`,
        })),
        fixes: () => allow(statement, needing, ctx),
      });
    },
  },
};

/** A statement behind for what may well be for everything. Rights of IAM are for roles that only the author knows. */
function allow(statement: Statement, needing: readonly Needing[], ctx: RuleContext): readonly Fix[] {
  const index = statement.path.at(-1);
  const names = [...new Set(needing.flatMap(({ missing }) => missing))].filter(
    (name) => !name.startsWith('iam:'),
  );
  if (typeof index !== 'number' || names.length === 0) return [];
  const added = { Effect: 'Allow', Action: names, Resource: '*' };
  return fix(
    `Allow ${enumerate(names)} in a statement of ${names.length === 1 ? 'its' : 'their'} own`,
    'review',
    insertStatement(ctx.policy, statement, added),
  );
}

const needsOthers = trait(
  ({ match }, { endedServices }) =>
    match.kind === 'one' && !endedServices.has(match.service.prefix) && dependents(match.action).length > 0,
);

interface Needing {
  readonly item: Item;
  readonly missing: readonly string[];
}

/** What may be needed. The reference does not say which parameters of a request call for a dependent action. */
function dependents(action: Action): readonly string[] {
  const known = needs.get(action);
  if (known !== undefined) return known;
  const { dependentActions, resourceTypes } = action;
  const all = [...dependentActions, ...resourceTypes.flatMap((one) => one.dependentActions)];
  const found = [...new Set(all)].filter((name) => !ON_DEMAND.test(name));
  needs.set(action, found);
  return found;
}

const needs = new WeakMap<Action, readonly string[]>();

/**
 * Keys, tags, secrets and the like come into it only where a request names some, or where something has them, as web ACLs,
 * snapshots, services of a cluster: AWS's own policies go without them.
 */
const ON_DEMAND =
  /^(kms|route53|cloudformation|secretsmanager|sns|s3|billing):|tag|web-?acl|limits$|quota|^ssm:GetParameters$|PassCapacityProvider|LaunchTemplateVersion|TenantDatabase|^iam:GetAccountSummary|^rds:DescribeAccountAttributes|^rds:CreateDBSnapshot|^ec2:DeleteSnapshot|^ec2:DescribeVerifiedAccess|^ecs:List|^states:Publish/i;

function enumerate(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

const MOST_NAMES = 4;
