import type { Mistyped } from '../../policy/model.ts';
import { setPath } from '../fixes.ts';
import type { PrincipalElement, Rule, RuleContext } from '../rule.ts';
import { isDomain } from './trust.ts';

/** `"Principal": "111122223333"`: who is meant stands under a kind of principal. */
export const invalidPrincipalFormat: Rule = {
  id: 'invalid-principal-format',
  code: 'INVALID_PRINCIPAL_FORMAT',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource', 'trust', 'endpoint'],
  summary: 'A principal stands there without its kind',
  check: {
    statement(statement, ctx) {
      for (const field of [statement.principal, statement.notPrincipal]) {
        const mistyped = field?.mistyped.find(({ path }) => path.length === field.path.length);
        if (field === undefined || mistyped === undefined) continue;
        ctx.report({
          at: mistyped.range,
          path: mistyped.path,
          message: `${field.name} takes "*" or an object such as { "AWS": "111122223333" }; put who is meant under its kind`,
          fixes: () => wrapList(mistyped, ctx),
        });
      }
    },
    principal(element, ctx) {
      const { entry, value, field, item } = element;
      if (entry !== undefined || value === undefined || value === '*') return;
      const kind = kindOf(value);
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: `${field.name} takes only "*" as a bare string, not "${value}"; put it under its kind, as in { "${kind ?? 'AWS'}": "${value}" }`,
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
  const [kind, ...kinds] = new Set(texts.map(kindOf));
  return kind === undefined || kinds.length > 0
    ? []
    : setPath(ctx, path, { [kind]: texts }, 'review', `Put them under "${kind}"`);
}

function kindOf(value: string): string | undefined {
  if (/-provider\//.test(value)) return 'Federated';
  if (/^arn:|^\d{12}$/.test(value)) return 'AWS';
  if (/\.amazonaws\.com(\.cn)?$/.test(value)) {
    return value.startsWith('cognito-identity.') ? 'Federated' : 'Service';
  }
  if (/^[0-9a-f]{64}$/.test(value)) return 'CanonicalUser';
  return WEB_IDENTITY.has(value) && isDomain(value) ? 'Federated' : undefined;
}

const WEB_IDENTITY: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
]);
