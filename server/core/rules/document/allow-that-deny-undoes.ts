import { covers, coversIgnoringCase } from '../../catalog/wildcard.ts';
import type { Field, List, PolicyDocument, Statement } from '../../policy/model.ts';
import { removePath } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { isEveryAwsPrincipal, isEveryone } from '../statement/principals.ts';

/** `Allow s3:GetObject` beside `Deny s3:*` on the same resources: the first says nothing. */
export const allowThatDenyUndoes: Rule = {
  id: 'allow-that-deny-undoes',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session', 'resource'],
  summary: 'A statement allows only what another one of the policy denies',
  check: {
    document(policy, ctx) {
      // A deny that is there only sometimes, by a dynamic block or a conditional, may be meant so.
      if (policy.open.length > 0) return;
      const denials = policy.statements.filter((statement) => isDenial(statement, policy));
      if (denials.length === 0) return;
      for (const statement of policy.statements) {
        if (effectOf(statement, policy) !== 'Allow') continue;
        const denial = denials.find((one) => undoes(one, statement));
        const at = statement.effect?.value?.range ?? statement.action?.key;
        if (denial === undefined || at === undefined) continue;
        ctx.report({
          at,
          path: statement.effect?.path ?? statement.path,
          message:
            'Another statement denies all that this one allows, and a deny always wins; narrow the deny, or take this statement away',
          related: [
            {
              at: denial.effect?.value?.range ?? denial.range,
              path: denial.effect?.path ?? denial.path,
              message: 'The deny that wins',
            },
          ],
          fixes: () => removePath(ctx, statement.path, 'review', 'Remove the statement'),
        });
      }
    },
  },
};

/** A deny in all circumstances, of what it lists. */
function isDenial(statement: Statement, policy: PolicyDocument): boolean {
  const { action, resource, condition, open } = statement;
  if (action === undefined || resource === undefined || effectOf(statement, policy) !== 'Deny') return false;
  return condition === undefined && open.length === 0;
}

function undoes(denial: Statement, allow: Statement): boolean {
  const { action, resource, open } = allow;
  if (open.length > 0 || !coversPrincipals(denial, allow)) return false;
  return coversAll(denial.action, action, coversIgnoringCase) && coversAll(denial.resource, resource, covers);
}

/** Whether every item is known and within one of `wide`, of which those that are not known do not count. */
function coversAll(
  wide: Field<List> | undefined,
  narrow: Field<List> | undefined,
  within: (wide: string, narrow: string) => boolean,
): boolean {
  if (wide === undefined || narrow === undefined || narrow.value.open.length > 0) return false;
  const { items } = narrow.value;
  const patterns = wide.value.items.flatMap(({ text }) => text.value ?? []);
  return (
    items.length > 0 &&
    items.every(({ text: { value } }) => {
      if (value === undefined) return false;
      return patterns.some((pattern) => within(pattern, value));
    })
  );
}

/** Whether the denial is about everyone, or names each principal as the other statement does. */
function coversPrincipals(denial: Statement, allow: Statement): boolean {
  if (denial.notPrincipal !== undefined || allow.notPrincipal !== undefined) return false;
  const wide = denial.principal;
  const narrow = allow.principal;
  if (wide === undefined || narrow === undefined) return wide === narrow;
  if (isEveryone(wide) || isEveryAwsPrincipal(wide)) return true;
  const { bare, entries, open } = narrow.value;
  if (bare !== undefined || open.length > 0 || entries.length === 0) return false;
  return entries.every(({ kind, values }) => {
    const same = wide.value.entries
      .filter((entry) => entry.kind === kind)
      .flatMap((entry) => entry.values.items);
    const named = new Set(same.flatMap(({ text }) => text.value ?? []));
    return (
      values.items.length > 0 &&
      values.open.length === 0 &&
      values.items.every(({ text }) => text.value !== undefined && named.has(text.value))
    );
  });
}
