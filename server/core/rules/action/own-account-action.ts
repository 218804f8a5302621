import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Statement } from '../../policy/model.ts';
import { accountOf, accountOfResources } from '../principal/accounts.ts';
import type { Rule } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { policyKinds } from './policy-kinds.ts';

/** `sqs:TagQueue` for another account, which SQS allows only to the account of the queue. */
export const ownAccountAction: Rule = {
  id: 'own-account-action',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'An action is allowed to other accounts that works for the own account only',
  check: {
    action({ statement, value, negated, item }, ctx) {
      if (value === undefined || negated || hasWildcard(value)) return;
      const [kind, ...more] = policyKinds(ctx);
      if (kind?.ownAccountActions === undefined || more.length > 0) return;
      const lower = value.toLowerCase();
      if (!kind.ownAccountActions.some((name) => name.toLowerCase() === lower)) return;
      if (effectOf(statement, ctx.policy) !== 'Allow') return;
      const own = accountOfResources(ctx);
      const accounts = accountsOf(statement);
      if (own === undefined || accounts === undefined || accounts.includes(own)) return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `"${value}" works for principals of account ${own} only, and the statement lets in others; let them assume a role there instead`,
      });
    },
  },
};

/** The accounts of all principals; undefined unless every one is known. */
function accountsOf({ principal }: Statement): readonly string[] | undefined {
  const { entries, open, bare } = principal?.value ?? { entries: [], open: [], bare: undefined };
  if (bare !== undefined || open.length > 0 || entries.length === 0) return undefined;
  const accounts: string[] = [];
  for (const { kind, values } of entries) {
    if (kind !== 'AWS' || values.open.length > 0) return undefined;
    for (const { text } of values.items) {
      const account = accountOf(text.value ?? '');
      if (account === undefined) return undefined;
      accounts.push(account);
    }
  }
  return accounts.length === 0 ? undefined : accounts;
}
