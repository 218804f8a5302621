import type { Statement } from '../../policy/model.ts';
import { own } from '../../text/own.ts';
import { effectOf } from '../condition/entries.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** A document that says what the system policies AdministratorAccess and AliyunRAMFullAccess say. */
export const administratorAccess: Rule = {
  id: 'administrator-access',
  severity: 'warning',
  dialects: ['ram'],
  kinds: ['identity', 'session'],
  summary: 'Everything, or everything in RAM, is allowed',
  check: {
    action({ statement, negated, item: { text, path }, value }, ctx) {
      const risk = value === undefined || negated ? undefined : own(RISKS, value.toLowerCase());
      if (risk === undefined || !isUnlimited(statement, ctx)) return;
      ctx.report({
        at: text.range,
        path,
        message: `"${value}" on every resource is as much as the system policy ${risk.policy} allows: ${risk.why}; list the actions that are needed`,
      });
    },
  },
};

const RISKS: Readonly<Record<string, { readonly policy: string; readonly why: string }>> = {
  '*': { policy: 'AdministratorAccess', why: 'everything in the account' },
  '*:*': { policy: 'AdministratorAccess', why: 'everything in the account' },
  'ram:*': { policy: 'AliyunRAMFullAccess', why: 'whoever has it can give anybody any permission' },
};

function isUnlimited(statement: Statement, ctx: RuleContext): boolean {
  if (effectOf(statement, ctx.policy) !== 'Allow') return false;
  if (statement.condition !== undefined || statement.open.length > 0) return false;
  return statement.resource?.value.items.some(({ text }) => text.value === '*') === true;
}
