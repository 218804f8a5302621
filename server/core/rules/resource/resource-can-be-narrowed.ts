import { openVariables } from '../../catalog/arn.ts';
import type { Action } from '../../catalog/catalog.ts';
import type { Item, Statement } from '../../policy/model.ts';
import { factsOf } from '../action/facts.ts';
import { moveActions } from '../action/split.ts';
import { fix } from '../fixes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';

/** `aps:RemoteWrite` on `*`: all workspaces of the account, where one was probably meant. */
export const resourceCanBeNarrowed: Rule = {
  id: 'resource-can-be-narrowed',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['identity'],
  summary: 'Actions on Prometheus workspaces are allowed on every one',
  check: {
    statement(statement, ctx) {
      const star = statement.resource?.value.items.find(({ text }) => text.value === '*');
      if (star === undefined || effectOf(statement, ctx.policy) !== 'Allow') return;
      // A condition, or what may be one, narrows in its own way.
      if (statement.condition !== undefined || statement.open.length > 0) return;
      const [first, ...others] = narrowable(statement, ctx);
      if (first === undefined) return;
      const also = others.length === 0 ? '' : ` (and ${others.length} more)`;
      ctx.report({
        at: star.text.range,
        path: star.path,
        message: `"*" gives "${first.item.text.value}"${also} on every ${first.type} of the account; name those that are meant, as in "${first.arn}"`,
        fixes: () => narrow(statement, star, [first, ...others], ctx),
      });
    },
  },
};

interface Narrowable {
  readonly item: Item;
  readonly type: string;
  /** A pattern for all of the type. */
  readonly arn: string;
}

/** Elements about Prometheus that take an ARN. Full access by `aps:*` is another rule's. */
function narrowable({ action }: Statement, ctx: RuleContext): readonly Narrowable[] {
  if (action === undefined) return [];
  const facts = factsOf(action, ctx);
  if (!facts.some((each) => each?.lower.startsWith('aps:'))) return [];
  return action.value.items.flatMap((item, index) => {
    const match = facts[index]?.match;
    if (match === undefined || (match.kind !== 'one' && match.kind !== 'pattern')) return [];
    const actions: readonly Action[] = match.kind === 'one' ? [match.action] : match.actions;
    if (match.service.prefix !== 'aps' || actions.length === match.service.actions.length) return [];
    // A pattern is narrowed only when everything it covers can be.
    const type = actions.every(({ resourceTypes }) => resourceTypes.length > 0)
      ? actions[0]?.resourceTypes.find((each) => each.type.service === 'aps' && each.type.name !== 'cluster')
          ?.type
      : undefined;
    const arn = openVariables(type?.arns[0] ?? '').replace('arn:*', 'arn:aws');
    return type === undefined ? [] : [{ item, type: type.name, arn }];
  });
}

/** The ARNs in place of `*`; actions that take only `*` move to a statement of their own. */
function narrow(
  statement: Statement,
  star: Item,
  found: readonly Narrowable[],
  ctx: RuleContext,
): readonly Fix[] {
  const items = statement.action?.value.items ?? [];
  const kept = new Set(found.map(({ item }) => item));
  const moved = items.filter((item) => !kept.has(item));
  const arns = [...new Set(found.map(({ arn }) => arn))];
  if (statement.resource?.value.items.length !== 1 || statement.action?.value.open.length !== 0) return [];
  const { write } = ctx.policy;
  const [only, ...more] = arns;
  if (only === undefined) return [];
  const named = more.length === 0 ? write.text(star.text, only) : write.set(statement.resource.path, arns);
  const title = `Name ${more.length === 0 ? `"${only}"` : 'the ARNs'}, to be completed`;
  if (moved.length === 0) return fix(title, 'review', named);
  const split = moveActions(statement, moved, '*', ctx);
  return split.length === 0 || named.length === 0
    ? []
    : fix(`${title}, and move the other actions to a statement of their own`, 'review', [...named, ...split]);
}
