import type { Field, Mistyped } from '../../policy/model.ts';
import type { PolicyKind } from '../../policy/use.ts';
import { replaceText, setPath } from '../fixes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

/** `"Sid": 1`: an element holds JSON of a type that it cannot take. */
export const dataTypeMismatch: Rule = {
  id: 'data-type-mismatch',
  code: 'DATA_TYPE_MISMATCH',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'An element holds a value of a JSON type that it cannot take',
  check: {
    document(policy, ctx) {
      const { root } = policy;
      if (root.type !== 'object' && root.type !== 'unknown') {
        ctx.report({
          at: root.range,
          path: [],
          message: `A policy is an object and this is ${NAMES[root.type]}; ${ctx.dialect.cloud} refuses it`,
        });
      }
      for (const field of policy.fields) judge(field, ctx);
      for (const statement of policy.statements) {
        for (const field of statement.fields) {
          if (field.mistyped.length > 0 && !isPrincipalOf(field, ctx)) judge(field, ctx);
        }
      }
    },
  },
};

/** A principal that is neither text nor an object is the business of invalid-principal-format. */
function isPrincipalOf(field: Field<unknown>, ctx: RuleContext): boolean {
  return (
    PRINCIPALS.has(field.name) &&
    WITH_PRINCIPAL.has(ctx.kind) &&
    field.mistyped.some(({ path }) => path.length === field.path.length)
  );
}

const PRINCIPALS: ReadonlySet<string> = new Set(['Principal', 'NotPrincipal']);
const WITH_PRINCIPAL: ReadonlySet<PolicyKind> = new Set(['resource', 'trust', 'endpoint']);

function judge(field: Field<unknown>, ctx: RuleContext): void {
  for (const mistyped of field.mistyped) {
    ctx.report({
      at: mistyped.range,
      path: mistyped.path,
      message: `${placeOf(field, mistyped)} takes ${mistyped.expected}, not ${NAMES[mistyped.found]}; ${ctx.dialect.cloud} refuses the policy`,
      fixes: () => fixesOf(field, mistyped, ctx),
    });
  }
}

/** `"Action"`, `An item of "Action"`, `"AWS" of "Principal"`. */
function placeOf(field: Field<unknown>, { path }: Mistyped): string {
  const inside = path.slice(field.path.length);
  const last = inside.at(-1);
  if (last === undefined) return `"${field.name}"`;
  if (typeof last === 'string') return `"${last}" of "${field.name}"`;
  return `An item of "${inside.length > 1 ? inside.at(-2) : field.name}"`;
}

function fixesOf(field: Field<unknown>, mistyped: Mistyped, ctx: RuleContext): readonly Fix[] {
  const { value, path } = mistyped;
  const applicability = LABELS.has(field.name) ? 'safe' : 'review';
  if (value.type === 'number' || value.type === 'boolean') {
    const spelled = value.text.value;
    if (spelled === undefined || !mistyped.expected.includes('a string')) return [];
    return replaceText(ctx, value.text, spelled, applicability, `Put "${spelled}" in quotes`);
  }
  if (value.type !== 'list' || value.items.length !== 1 || value.open.length > 0) return [];
  const [only] = value.items;
  if (only?.type !== 'string' || only.text.value === undefined) return [];
  const everyone = field.name.endsWith('Principal') && only.text.value === '*';
  if (mistyped.expected !== 'a string' && !everyone) return [];
  return setPath(ctx, path, only.text.value, applicability, `Take "${only.text.value}" out of the list`);
}

/** Elements that never decide about access. */
const LABELS: ReadonlySet<string> = new Set(['Sid', 'Id', 'Version']);

const NAMES = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
  list: 'a list',
  object: 'an object',
} as const;
