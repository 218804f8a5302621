import type { Field, List, Statement } from '../../policy/model.ts';
import { isUnderstood } from '../document/absence.ts';
import { removePath } from '../fixes.ts';
import type { RuleContext } from '../rule.ts';

/** Reports a field whose list has no item and cannot get one. */
export function checkEmptyList(
  statement: Statement,
  field: Field<List> | undefined,
  ctx: RuleContext,
  what: string,
): void {
  if (field === undefined || field.raw.type !== 'list') return;
  // What it means that the element is not there is for another rule.
  if (ctx.policy.implied.emptyLists === 'left out') return;
  if (field.raw.items.length > 0 || field.raw.open.length > 0 || !isUnderstood(ctx.policy)) return;
  const negated = field.name.startsWith('Not');
  ctx.report({
    at: field.raw.range,
    path: field.path,
    message: negated
      ? `"${field.name}" is an empty list and leaves nothing out; name ${what}, or say what you mean by "${field.name.slice(3)}"`
      : `"${field.name}" is an empty list, so the statement is about nothing; name ${what} or remove the statement`,
    fixes: () => (negated ? [] : removeStatement(statement, ctx)),
  });
}

/** Not for the only statement: a policy needs one. */
export function removeStatement(statement: Statement, ctx: RuleContext) {
  if (ctx.policy.statements.length < 2) return [];
  return removePath(ctx, statement.path, 'review', 'Remove the statement');
}
