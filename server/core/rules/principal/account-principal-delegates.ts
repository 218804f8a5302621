import { parseArn } from '../../catalog/arn.ts';
import type { Statement } from '../../policy/model.ts';
import type { Text } from '../../policy/text.ts';
import { arnPattern, policyKinds } from '../action/policy-kinds.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';

/** An account as principal only lets that account's administrators decide. */
export const accountPrincipalDelegates: Rule = {
  id: 'account-principal-delegates',
  severity: 'hint',
  dialects: ['aws'],
  kinds: ['resource'],
  summary: 'An account as principal opens nothing without identity policies',
  check: {
    principal({ entry, negated, item, statement }, ctx) {
      if (negated || entry?.kind !== 'AWS' || effectOf(statement, ctx.policy) !== 'Allow') return;
      const kinds = policyKinds(ctx);
      // Elsewhere, in key policies above all, this is how everyone writes it.
      if (kinds.length === 0 || !kinds.every(({ service }) => TOLD.has(service))) return;
      const account = accountOf(item.text);
      if (account === undefined) return;
      const own = ownAccount(statement, ctx);
      if (account === 'own' || account === own) {
        ctx.report({
          at: item.text.range,
          path: item.path,
          message:
            'The account itself as principal only hands the decision to its identity policies: its users and roles need them still, unless they are named here',
        });
      } else if (own !== undefined) {
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `Callers of account ${account} also need an identity policy there that allows the same; this policy alone does not let them in`,
        });
      }
    },
  },
};

/** Services of this product's first care, whose resource policies are new to most. */
const TOLD: ReadonlySet<string> = new Set(['aps']);

/** The account that an id or root ARN names; `own` for the caller's, however its number may be. */
function accountOf({ value, pieces }: Text): string | undefined {
  if (value !== undefined) return /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(value)?.[1];
  const shape = pieces
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      const { target, attribute } = piece.reference ?? { target: '' };
      if (/^data\.aws_partition\./.test(target)) return 'aws';
      const own = /^data\.aws_caller_identity\./.test(target);
      return own && (attribute === 'account_id' || attribute === 'id') ? 'OWN' : '?';
    })
    .join('');
  return /^(?:arn:[a-z-]*:iam::)?OWN(?::root)?$/.test(shape) ? 'own' : undefined;
}

/** The account of the resources, where they agree. A resource of the same module counts as of the caller's account. */
function ownAccount({ resource }: Statement, ctx: RuleContext): string | undefined {
  const items = resource?.value.items ?? [];
  const accounts = new Set(items.map(({ text }) => parseArn(arnPattern(text) ?? '')?.account.text ?? ''));
  const [account, ...more] = accounts;
  const known = account !== undefined && more.length === 0 && /^\d{12}$/.test(account);
  return known && ctx.policy.open.length === 0 ? account : undefined;
}
