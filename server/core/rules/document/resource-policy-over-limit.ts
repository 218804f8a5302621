import type { PolicyLimits } from '../../catalog/resource-policies.ts';
import type { Field, PolicyDocument, Statement } from '../../policy/model.ts';
import { policyKinds } from '../action/policy-kinds.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { opening } from './absence.ts';

/** The eighth action in a statement of a queue policy. */
export const resourcePolicyOverLimit: Rule = {
  id: 'resource-policy-over-limit',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['resource'],
  summary:
    'More statements, principals, actions, conditions or resources than the policy of this kind may have',
  check: {
    document(policy, ctx) {
      const [kind, ...more] = policyKinds(ctx);
      if (kind?.limits === undefined || more.length > 0) return;
      const report = reporter(kind.name, ctx);
      const { limits } = kind;
      const place = { key: opening(policy.range), path: [] };
      report(place, 'statements', policy.statements.length, limits.statements);
      report(place, 'principals', sum(policy, principals), limits.principals);
      report(place, 'conditions', sum(policy, conditions), limits.conditions);
      for (const statement of policy.statements) checkStatement(statement, limits, report);
    },
  },
};

type Report = (
  at: Pick<Field<unknown>, 'key' | 'path'>,
  what: string,
  count: number,
  limit: number | undefined,
) => void;

function checkStatement({ action, resource }: Statement, limits: PolicyLimits, report: Report): void {
  if (action !== undefined)
    report(action, 'actions in a statement', action.value.items.length, limits.actions);
  if (resource !== undefined)
    report(resource, 'resources in a statement', resource.value.items.length, limits.resources);
}

function reporter(name: string, ctx: RuleContext): Report {
  return (at, what, count, limit) => {
    if (limit === undefined || count <= limit) return;
    ctx.report({
      at: at.key,
      path: at.path,
      ...(limit === 1 ? { severity: 'info' } : {}),
      message:
        limit === 1
          ? `There are ${count} ${what}, and AWS's documents have ${name} name exactly one; keep the resource it sits on`
          : `There are ${count} ${what}, and ${name} takes no more than ${limit}; ${what === 'actions in a statement' ? 'use patterns or split the statement' : 'merge what belongs together'}`,
    });
  };
}

function sum(policy: PolicyDocument, count: (statement: Statement) => number): number {
  return policy.statements.reduce((all, statement) => all + count(statement), 0);
}

function principals({ principal, notPrincipal }: Statement): number {
  return [principal, notPrincipal].reduce(
    (all, field) =>
      all +
      (field?.value.bare === undefined ? 0 : 1) +
      (field?.value.entries ?? []).reduce((some, { values }) => some + values.items.length, 0),
    0,
  );
}

function conditions({ condition }: Statement): number {
  return (condition?.value.operators ?? []).reduce((all, { entries }) => all + entries.length, 0);
}
