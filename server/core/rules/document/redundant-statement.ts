import type { Field, Item, List, PolicyDocument, Principal, Statement } from '../../policy/model.ts';
import { mayRepeat, sumOfHashes } from '../action/facts.ts';
import { removePath } from '../fixes.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';

/** Two statements that say the same, whatever their Sids. */
export const redundantStatement: Rule = {
  id: 'redundant-statement',
  code: 'REDUNDANT_STATEMENT',
  severity: 'info',
  dialects: ['aws', 'ram'],
  tags: ['unnecessary'],
  summary: 'A statement says what another one says',
  check: {
    document(policy, ctx) {
      if (policy.statements.length < 2 || policy.repeatedKeys.length > 0) return;
      for (const [first, ...later] of equalStatements(policy, ctx)) {
        if (first === undefined) continue;
        for (const statement of later) {
          ctx.report({
            at: statement.range,
            path: statement.path,
            message: `${titleOf(statement)} says exactly what ${titleOf(first, 'lower')} says; remove one`,
            related: [{ at: first.range, path: first.path, message: 'The same statement' }],
            fixes: () => removePath(ctx, statement.path, 'safe', 'Remove the repeated statement'),
          });
        }
      }
    },
  },
};

function titleOf(statement: Statement, place?: 'lower'): string {
  const sid = statement.sid?.value?.value;
  if (sid !== undefined && sid !== '') return `${place === 'lower' ? 'statement' : 'Statement'} "${sid}"`;
  const last = statement.path.at(-1);
  return `${place === 'lower' ? 'statement' : 'Statement'} ${typeof last === 'number' ? last + 1 : 1}`;
}

/** Groups of two or more. Cheap looks first: few policies have two statements alike even in their sizes. */
function equalStatements(policy: PolicyDocument, ctx: RuleContext): readonly (readonly Statement[])[] {
  if (!anyAlike(policy.statements, ctx)) return none;
  return alike(policy.statements, countOf)
    .flatMap((group) => alike(group, lengthOf))
    .flatMap((group) => alike(group, (statement) => meaning(statement, policy)));
}

const none: readonly (readonly Statement[])[] = [];

/** Whether two statements have as many elements of each kind, and may have the same actions. */
function anyAlike(statements: readonly Statement[], ctx: RuleContext): boolean {
  if (statements.length > FEW) return true;
  const counts = statements.map(countOf);
  for (let index = 1; index < counts.length; index++) {
    for (let other = counts.indexOf(counts[index] ?? 0); other < index; other++) {
      if (counts[other] !== counts[index]) continue;
      if (areAlike(statements[other], statements[index], ctx)) return true;
    }
  }
  return false;
}

function areAlike(one: Statement | undefined, other: Statement | undefined, ctx: RuleContext): boolean {
  if (one === undefined || other === undefined || !mayDoTheSame(one.action, other.action, ctx)) return false;
  return lengthOf(one) === lengthOf(other);
}

/** Of two lists of the same length. */
function mayDoTheSame(
  one: Field<List> | undefined,
  other: Field<List> | undefined,
  ctx: RuleContext,
): boolean {
  if (one === undefined || other === undefined) return one === other;
  // Elements that stand twice count once.
  if (mayRepeat(one, ctx) || mayRepeat(other, ctx)) return true;
  return sumOfHashes(one, ctx) === sumOfHashes(other, ctx);
}

/** More are grouped at once. */
const FEW = 16;

type Key = string | number | undefined;

/** Groups of statements that agree in a key. */
function alike(
  statements: readonly Statement[],
  keyOf: (statement: Statement) => Key,
): readonly (readonly Statement[])[] {
  return groupBy(statements, keyOf).filter((group) => group.length > 1);
}

function countOf({ action, notAction, resource, notResource, condition }: Statement): number {
  const actions = (action?.value.items.length ?? 0) + 31 * (notAction?.value.items.length ?? 0);
  const resources = (resource?.value.items.length ?? 0) + 31 * (notResource?.value.items.length ?? 0);
  return (actions * 1009 + resources) * 1009 + (condition?.value.operators.length ?? 0);
}

function lengthOf({ action, notAction, resource, notResource }: Statement): number {
  let length = 0;
  for (const field of [action, notAction, resource, notResource]) {
    for (const { text } of field?.value.items ?? []) length += text.value?.length ?? 0;
  }
  return length;
}

function groupBy(
  statements: readonly Statement[],
  keyOf: (statement: Statement) => Key,
): readonly (readonly Statement[])[] {
  const groups = new Map<Key, Statement[]>();
  for (const statement of statements) {
    const key = keyOf(statement);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [statement]);
    else group.push(statement);
  }
  return [...groups.values()];
}

/** Equal for statements that mean the same; undefined where part of a statement is not known or not understood. */
function meaning(statement: Statement, policy: PolicyDocument): string | undefined {
  if (statement.open.length + statement.others.length + statement.repeated.length > 0) return undefined;
  if (statement.fields.some((field) => field.mistyped.length > 0 || field.raw.type === 'unknown'))
    return undefined;
  if (statement.action === undefined && statement.notAction === undefined) return undefined;
  const effect = effectOf(statement, policy);
  if (effect === undefined) return undefined;
  let known = true;
  const list = (
    of: { readonly items: readonly Item[]; readonly open: readonly unknown[] },
    fold: boolean,
  ) => {
    if (of.open.length > 0 || of.items.some((item) => item.text.value === undefined)) known = false;
    const values = of.items.map(({ text }) => (fold ? (text.value ?? '').toLowerCase() : (text.value ?? '')));
    return [...new Set(values)].sort();
  };
  const principal = (of: Principal | undefined): unknown => {
    if (of === undefined) return null;
    if (of.open.length > 0) known = false;
    if (of.bare !== undefined) return list({ items: [of.bare], open: [] }, false);
    return of.entries.map((entry) => [entry.kind, ...list(entry.values, false)]).sort(byText);
  };
  const { action, notAction, resource, notResource, condition } = statement;
  if ((condition?.value.open.length ?? 0) > 0) known = false;
  const operators = (condition?.value.operators ?? []).map((operator) => {
    if (operator.open.length > 0 || operator.key.value === undefined) known = false;
    const entries = operator.entries.map((entry) => {
      if (entry.key.value === undefined) known = false;
      return [entry.name.toLowerCase(), ...list(entry.values, false)];
    });
    return [operator.name.toLowerCase(), entries.sort(byText)];
  });
  const text = JSON.stringify([
    effect,
    action && list(action.value, true),
    notAction && list(notAction.value, true),
    resource && list(resource.value, false),
    notResource && list(notResource.value, false),
    principal(statement.principal?.value),
    principal(statement.notPrincipal?.value),
    operators.sort(byText),
  ]);
  return known ? text : undefined;
}

function byText(a: unknown, b: unknown): number {
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
