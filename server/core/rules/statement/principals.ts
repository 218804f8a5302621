import type { Field, Item, Principal, Statement } from '../../policy/model.ts';
import type { TextEdit } from '../../text/edit.ts';
import { fix } from '../fixes.ts';
import type { Fix, RuleContext } from '../rule.ts';

/** The bare string `"*"`. */
export function isEveryone({ value }: Field<Principal>): boolean {
  return value.bare?.text.value === '*';
}

/** `{"AWS": "*"}`, which means the same in most places. */
export function isEveryAwsPrincipal({ value }: Field<Principal>): boolean {
  const [entry, ...more] = value.entries;
  if (entry === undefined || more.length > 0 || value.open.length > 0) return false;
  const { items, open } = entry.values;
  return entry.kind === 'AWS' && open.length === 0 && items.length === 1 && items[0]?.text.value === '*';
}

/**
 * Says the principals of a field by a condition on `aws:PrincipalArn`, where they are all users or roles; `rest` does with
 * the field what its kind of policy wants.
 */
export function principalArnCondition(
  statement: Statement,
  field: Field<Principal>,
  ctx: RuleContext,
  title: string,
  rest: readonly TextEdit[],
): readonly Fix[] {
  const arns = userAndRoleArns(field.value);
  if (arns === undefined || rest.length === 0) return [];
  const operator = field.name === 'NotPrincipal' ? 'ArnNotEquals' : 'ArnEquals';
  if (statement.condition?.value.operators.some(({ name }) => name === operator) === true) return [];
  const edits = ctx.policy.write.set([...statement.path, 'Condition', operator, 'aws:PrincipalArn'], arns);
  return edits.length === 0 ? [] : fix(title, 'review', [...rest, ...edits]);
}

function userAndRoleArns({ entries, bare, open }: Principal): readonly string[] | undefined {
  const items: Item[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'AWS' || entry.values.open.length > 0) return undefined;
    items.push(...entry.values.items);
  }
  if (bare !== undefined || open.length > 0 || items.length === 0) return undefined;
  const values = items.map(({ text }) => text.value ?? '');
  return values.every((value) => /^arn:[^:]+:iam::\d{12}:(user|role)\//.test(value)) ? values : undefined;
}

/** The values under `Service`. */
export function serviceItems(principal: Principal): readonly Item[] {
  return principal.entries.filter(({ kind }) => kind === 'Service').flatMap(({ values }) => values.items);
}
