import { matchesIgnoringCase } from '../../catalog/wildcard.ts';
import type { PolicyDocument, Statement } from '../../policy/model.ts';
import { setPath } from '../fixes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';
import { effectOf } from './tag-rules.ts';

/** `aws:RequestTag/…` in a trust policy that does not allow `sts:TagSession`. */
export const missingActionForConditionKey: Rule = {
  id: 'missing-action-for-condition-key',
  code: 'MISSING_ACTION_FOR_CONDITION_KEY',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['trust'],
  summary: 'A trust policy tests what callers may only set with an action it does not allow',
  check: {
    condition({ statement, parsed, entry }, ctx) {
      const wanted = actionFor(entry.name);
      if (wanted === undefined || parsed === undefined || parsed.family === 'Null' || parsed.ifExists) return;
      // A request without the key passes a negated test, and a vacuous one.
      if (parsed.negated || parsed.qualifier === 'ForAllValues') return;
      if (effectOf(statement, ctx) !== 'Allow' || !assumesRoles(statement)) return;
      if (mayAllow(ctx.policy, wanted, ctx)) return;
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: `Callers can only set what "${entry.name}" tests with "${wanted}", and the policy does not allow that action, so the condition is never met; allow it next to the other actions`,
        fixes: () => addAction(statement, wanted, ctx),
      });
    },
  },
};

/** After the STS chapters of the IAM User Guide. */
function actionFor(key: string): string | undefined {
  const name = key.toLowerCase();
  if (name === 'sts:sourceidentity') return 'sts:SetSourceIdentity';
  if (name === 'sts:transitivetagkeys' || name === 'aws:tagkeys' || name.startsWith('aws:requesttag/')) {
    return 'sts:TagSession';
  }
  return undefined;
}

function assumesRoles(statement: Statement): boolean {
  return (statement.action?.value.items ?? []).some(({ text }) =>
    (text.value ?? '').toLowerCase().startsWith('sts:assumerole'),
  );
}

/** Another statement may allow it as well; where that cannot be seen, it may. */
function mayAllow(policy: PolicyDocument, wanted: string, ctx: RuleContext): boolean {
  if (policy.open.length > 0) return true;
  return policy.statements.some((statement) => {
    if (effectOf(statement, ctx) === 'Deny') return false;
    if (statement.open.length > 0 || statement.notAction !== undefined) return true;
    const list = statement.action?.value;
    if (list === undefined) return false;
    return (
      list.open.length > 0 ||
      list.items.some(({ text }) => text.value === undefined || matchesIgnoringCase(text.value, wanted))
    );
  });
}

function addAction({ action }: Statement, wanted: string, ctx: RuleContext): readonly Fix[] {
  if (action === undefined) return [];
  return setPath(
    ctx,
    [...action.path, action.value.items.length],
    wanted,
    'review',
    `Allow "${wanted}" as well`,
  );
}
