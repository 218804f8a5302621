import { matchesIgnoringCase } from '../../catalog/wildcard.ts';
import type { ConditionEntry, Statement } from '../../policy/model.ts';
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
  summary: 'A trust statement tests what callers may only set with an action it does not allow',
  check: {
    condition({ statement, parsed, entry }, ctx) {
      const wanted = actionFor(entry.name);
      if (wanted === undefined || parsed === undefined) return;
      const asksForKey = parsed.family === 'Null' ? tests(entry, 'false') : true;
      if (!asksForKey || effectOf(statement, ctx) !== 'Allow' || !assumesRoles(statement)) return;
      if (mayAllow(statement, wanted)) return;
      // A request without the key passes a negated test, and a vacuous one.
      const optional = parsed.negated || parsed.ifExists || parsed.qualifier === 'ForAllValues';
      const elsewhere =
        ctx.policy.open.length > 0 ||
        ctx.policy.statements.some((other) => effectOf(other, ctx) !== 'Deny' && mayAllow(other, wanted));
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        ...(optional || elsewhere ? { severity: 'info' } : {}),
        message: `Callers can only set what "${entry.name}" tests with "${wanted}", and ${
          elsewhere
            ? 'this statement does not allow that action; allow it here as well'
            : `the policy does not allow that action, so ${optional ? 'the key is never there' : 'the condition is never met'}; allow it next to the other actions`
        }`,
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

/** Whether the statement has the action; where that cannot be seen, it may. */
function mayAllow({ action, notAction, open }: Statement, wanted: string): boolean {
  if (open.length > 0 || notAction !== undefined) return true;
  const list = action?.value;
  if (list === undefined) return false;
  return (
    list.open.length > 0 ||
    list.items.some(({ text }) => text.value === undefined || matchesIgnoringCase(text.value, wanted))
  );
}

function tests({ values }: ConditionEntry, answer: string): boolean {
  return values.items.some(({ text }) => text.value?.toLowerCase() === answer);
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
