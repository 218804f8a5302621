import type { Field, Principal, Statement } from '../../policy/model.ts';
import { entryOf } from '../../policy/value.ts';
import { isUnderstood } from '../document/absence.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { removeStatement } from './empty.ts';

/** `"Principal": {"AWS": []}`. */
export const emptyArrayPrincipal: Rule = {
  id: 'empty-array-principal',
  code: 'EMPTY_ARRAY_PRINCIPAL',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['resource', 'trust', 'endpoint'],
  summary: 'A kind of principal has an empty list',
  check: {
    statement(statement, ctx) {
      judge(statement, statement.principal, ctx);
      judge(statement, statement.notPrincipal, ctx);
    },
  },
};

function judge(statement: Statement, field: Field<Principal> | undefined, ctx: RuleContext): void {
  for (const entry of field?.value.entries ?? []) {
    const value = entryOf(field?.raw, entry.kind)?.value;
    if (value?.type !== 'list' || value.items.length > 0 || value.open.length > 0) continue;
    if (!isUnderstood(ctx.policy)) continue;
    const alone = field?.name === 'Principal' && field.value.entries.length === 1;
    ctx.report({
      at: value.range,
      path: entry.path,
      message: `"${entry.kind}" is an empty list and names nobody; name a principal or remove it`,
      fixes: () => (alone ? removeStatement(statement, ctx) : []),
    });
  }
}
