import type { Mistyped } from '../../policy/model.ts';
import { setPath } from '../fixes.ts';
import type { PrincipalElement, Rule, RuleContext } from '../rule.ts';

/** `"Principal": "111122223333"`: who is meant stands under a kind of principal. */
export const invalidPrincipalFormat: Rule = {
  id: 'invalid-principal-format',
  code: 'INVALID_PRINCIPAL_FORMAT',
  severity: 'error',
  dialects: ['aws', 'ram'],
  kinds: ['resource', 'trust', 'endpoint'],
  summary: 'A principal stands there without its kind',
  check: {
    statement(statement, ctx) {
      if (ctx.dialect.ownPrincipals.has(ctx.kind)) return;
      for (const field of [statement.principal, statement.notPrincipal]) {
        const mistyped = field?.mistyped.find(({ path }) => path.length === field.path.length);
        if (field === undefined || mistyped === undefined) continue;
        ctx.report({
          at: mistyped.range,
          path: mistyped.path,
          message: `${field.name} takes "*" or an object such as { "${ctx.dialect.ownPrincipal}": "${ctx.dialect.account.principal}" }; put who is meant under its kind`,
          fixes: () => wrapList(mistyped, ctx),
        });
      }
    },
    principal(element, ctx) {
      const { entry, value, field, item } = element;
      if (entry !== undefined || value === undefined || value === '*') return;
      if (ctx.dialect.ownPrincipals.has(ctx.kind)) return;
      const kind = ctx.dialect.principalKindOf(value);
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `${field.name} takes only "*" as a bare string, not "${value}"; put it under its kind, as in { "${kind ?? ctx.dialect.ownPrincipal}": "${value}" }`,
        fixes: () => wrap(element, value, kind, ctx),
      });
    },
  },
};

function wrap({ item }: PrincipalElement, value: string, kind: string | undefined, ctx: RuleContext) {
  return kind === undefined
    ? []
    : setPath(ctx, item.path, { [kind]: value }, 'safe', `Put it under "${kind}"`);
}

/** A list whose texts are all of one kind. */
function wrapList({ value, path }: Mistyped, ctx: RuleContext) {
  if (value.type !== 'list' || value.open.length > 0 || value.items.length === 0) return [];
  const texts = value.items.flatMap((item) => (item.type === 'string' ? (item.text.value ?? []) : []));
  if (texts.length !== value.items.length) return [];
  const [only, ...more] = texts;
  if (only === '*' && more.length === 0) {
    return setPath(ctx, path, only, 'review', 'Take "*" out of the list');
  }
  const [kind, ...kinds] = new Set(texts.map((text) => ctx.dialect.principalKindOf(text)));
  return kind === undefined || kinds.length > 0
    ? []
    : setPath(ctx, path, { [kind]: texts }, 'review', `Put them under "${kind}"`);
}
