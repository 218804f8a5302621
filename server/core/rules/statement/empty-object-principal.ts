import type { Field, Principal, Statement } from '../../policy/model.ts';
import { isUnderstood } from '../document/absence.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { removeStatement } from './empty.ts';

/** `"Principal": {}`. */
export const emptyObjectPrincipal: Rule = {
  id: 'empty-object-principal',
  code: 'EMPTY_OBJECT_PRINCIPAL',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['resource', 'trust', 'endpoint'],
  summary: 'Principal or NotPrincipal is an empty object',
  check: {
    statement(statement, ctx) {
      judge(statement, statement.principal, ctx);
      judge(statement, statement.notPrincipal, ctx);
    },
  },
};

function judge(statement: Statement, field: Field<Principal> | undefined, ctx: RuleContext): void {
  if (field === undefined || field.raw.type !== 'object') return;
  if (field.raw.entries.length > 0 || field.raw.open.length > 0 || !isUnderstood(ctx.policy)) return;
  ctx.report({
    at: field.raw.range,
    path: field.path,
    message: `"${field.name}" is an empty object and names nobody; name a principal or remove the statement`,
    fixes: () => (field.name === 'Principal' ? removeStatement(statement, ctx) : []),
  });
}
