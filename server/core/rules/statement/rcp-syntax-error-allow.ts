import type { Field, List, Statement } from '../../policy/model.ts';
import type { Rule } from '../rule.ts';
import { effectOf } from './effect.ts';
import { isEveryAwsPrincipal, isEveryone } from './principals.ts';

/** A resource control policy takes away; the only allow is AWS's own, of everything. */
export const rcpSyntaxErrorAllow: Rule = {
  id: 'rcp-syntax-error-allow',
  code: 'RCP_SYNTAX_ERROR_ALLOW',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['rcp'],
  summary: 'A resource control policy allows something in particular',
  check: {
    statement(statement, ctx) {
      const { effect } = statement;
      if (effect?.value === undefined || effectOf(statement, ctx.policy) !== 'Allow') return;
      const narrow = isNarrow(statement);
      if (!narrow && isOnlyStar(statement.action) !== false) return;
      ctx.report({
        at: effect.value.range,
        path: effect.path,
        ...(narrow ? {} : { severity: 'warning' }),
        message:
          'A resource control policy only denies; AWS\'s own full access is the one policy that allows. Write "Deny" and turn the statement round',
      });
    },
  },
};

function isNarrow(statement: Statement): boolean {
  const { condition, principal, notPrincipal, resource, notResource } = statement;
  if ((condition?.value.operators.length ?? 0) > 0) return true;
  if (notPrincipal !== undefined || notResource !== undefined) return true;
  const named = (principal?.value.entries.length ?? 0) > 0 || principal?.value.bare?.text.value !== undefined;
  if (principal !== undefined && named && !isEveryone(principal) && !isEveryAwsPrincipal(principal))
    return true;
  return isOnlyStar(resource) === false;
}

/** Undefined: not known, or not there. */
function isOnlyStar(field: Field<List> | undefined): boolean | undefined {
  if (field === undefined || field.value.open.length > 0 || field.value.items.length === 0) return undefined;
  if (field.value.items.some(({ text }) => text.value === undefined)) return undefined;
  return field.value.items.some(({ text }) => text.value === '*');
}
