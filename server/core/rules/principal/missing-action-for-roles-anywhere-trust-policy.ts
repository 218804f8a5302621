import { coversIgnoringCase } from '../../catalog/wildcard.ts';
import type { PolicyDocument, Statement } from '../../policy/model.ts';
import { effectOf } from '../condition/entries.ts';
import { setPath } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** IAM Roles Anywhere makes three calls when it hands out a session; a trust policy must allow all of them. */
export const missingActionForRolesAnywhereTrustPolicy: Rule = {
  id: 'missing-action-for-roles-anywhere-trust-policy',
  code: 'MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'IAM Roles Anywhere needs three STS actions',
  check: {
    document(policy, ctx) {
      const [first, ...others] = policy.statements.filter((statement) => allowsRolesAnywhere(statement, ctx));
      const action = first?.action;
      if (first === undefined || action === undefined || isOpen(policy, [first, ...others], ctx)) return;
      const allowed = [first, ...others].flatMap((statement) => statement.action?.value.items ?? []);
      const missing = NEEDED.filter(
        (name) => !allowed.some(({ text }) => coversIgnoringCase(text.value ?? '', name)),
      );
      if (missing.length === 0 || allowed.length === 0) return;
      ctx.report({
        at: action.value.range,
        path: action.path,
        message: `IAM Roles Anywhere calls three STS actions, and the trust policy does not allow it ${missing.map((name) => `"${name}"`).join(' and ')}; add ${missing.length > 1 ? 'them' : 'it'}`,
        fixes: () => addActions(first, missing, ctx),
      });
    },
  },
};

const NEEDED = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'] as const;

function allowsRolesAnywhere(statement: Statement, ctx: RuleContext): boolean {
  const entries = statement.principal?.value.entries ?? [];
  return (
    effectOf(statement, ctx.policy) === 'Allow' &&
    entries.some(
      ({ kind, values }) =>
        kind === 'Service' && values.items.some(({ text }) => text.value === 'rolesanywhere.amazonaws.com'),
    )
  );
}

/** An action that nobody can see, here or in a statement that nobody can see, may be the missing one. */
function isOpen(policy: PolicyDocument, statements: readonly Statement[], ctx: RuleContext): boolean {
  if (policy.open.length > 0 || policy.statements.some((statement) => mayAllow(statement, ctx))) return true;
  return statements.some(
    ({ action, open }) =>
      open.length > 0 ||
      action === undefined ||
      action.value.open.length > 0 ||
      action.value.items.some(({ text }) => text.value === undefined),
  );
}

/** Effect or principals of the statement cannot be seen in full. */
function mayAllow(statement: Statement, ctx: RuleContext): boolean {
  const effect = effectOf(statement, ctx.policy);
  if (effect === undefined) return true;
  const principal = statement.principal?.value;
  if (effect === 'Deny' || principal === undefined) return false;
  return (
    principal.open.length > 0 ||
    principal.entries.some(
      ({ key, values }) =>
        key.value === undefined ||
        values.open.length > 0 ||
        values.items.some(({ text }) => text.value === undefined),
    )
  );
}

function addActions(statement: Statement, missing: readonly string[], ctx: RuleContext) {
  const action = statement.action;
  if (action === undefined) return [];
  const present = action.value.items.flatMap(({ text }) => text.value ?? []);
  return setPath(
    ctx,
    action.path,
    [...present, ...missing],
    'review',
    `Add ${missing.map((name) => `"${name}"`).join(' and ')}`,
  );
}
