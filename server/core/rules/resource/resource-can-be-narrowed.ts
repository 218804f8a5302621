import { openVariables } from '../../catalog/arn.ts';
import type { Action, ActionResource, ResourceType } from '../../catalog/catalog.ts';
import { covers } from '../../catalog/wildcard.ts';
import type { Item, Statement } from '../../policy/model.ts';
import { AGENT_PARAMETERS, isAgentPolicy } from '../action/agent-parameters.ts';
import { anyHas, factsOf, has, trait } from '../action/facts.ts';
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
  summary: 'Actions that take ARNs are allowed on every resource',
  check: {
    statement(statement, ctx) {
      // A condition, or what may be one, narrows in its own way.
      if (statement.condition !== undefined || statement.open.length > 0) return;
      if (statement.action === undefined || !anyHas(candidate, statement.action, ctx)) return;
      const star = statement.resource?.value.items.find(({ text }) => text.value === '*');
      if (star === undefined || effectOf(statement, ctx.policy) !== 'Allow') return;
      const found = narrowable(statement, ctx);
      const [first] = found;
      if (first === undefined) return;
      const asked = found.find(({ service }) => service === 'aps');
      const { item, type } = asked ?? first;
      const arn = arnOf(asked ?? first, ctx);
      ctx.report({
        at: star.text.range,
        path: star.path,
        ...(asked === undefined ? { severity: 'hint' } : {}),
        message:
          asked === undefined
            ? `"${item.text.value}" can be kept to ARNs, as in "${arn}", and only other actions of the statement need "*"; split it`
            : `"*" gives "${item.text.value}" on every ${type.name} of the account; name those that are meant, as in "${arn}"`,
        // Told apart from the message, which stays the same when one of them goes.
        related: found
          .filter((other) => other.item !== item)
          .map((other) => ({
            at: other.item.text.range,
            path: other.item.path,
            message: `"${other.item.text.value}" can be kept to ARNs too`,
          })),
        fixes: () => narrow(statement, star, found, ctx),
      });
    },
  },
};

interface Narrowable {
  readonly item: Item;
  readonly service: string;
  readonly type: ResourceType;
}

/** A pattern for all of the type, or for those that the agent has. */
function arnOf({ service, type }: Narrowable, ctx: RuleContext): string {
  if (service === 'ssm' && isAgentPolicy(ctx)) return AGENT_PARAMETERS;
  return openVariables(type.arns[0] ?? '').replace('arn:*', 'arn:aws');
}

/**
 * Elements that take an ARN: about Prometheus, or, beside actions that take only `*`, about clusters, logs and parameters.
 * Full access by `aps:*` is another rule's.
 */
function narrowable({ action }: Statement, ctx: RuleContext): readonly Narrowable[] {
  if (action === undefined) return [];
  const mixed = anyHas(staysOnStar, action, ctx);
  if (!anyHas(ofPrometheus, action, ctx) && !(mixed && anyHas(besideStar, action, ctx))) return [];
  const facts = factsOf(action, ctx);
  return action.value.items.flatMap((item, index) => {
    const one = facts[index];
    const match = has(one, ofPrometheus) || has(one, besideStar) ? one?.match : undefined;
    if (match === undefined || (match.kind !== 'one' && match.kind !== 'pattern')) return [];
    const { prefix } = match.service;
    const actions: readonly Action[] = match.kind === 'one' ? [match.action] : match.actions;
    if (actions.length === match.service.actions.length) return [];
    const counts = (each: Action) =>
      each.resourceTypes.length > 0 && (prefix === 'aps' || BESIDE_STAR[prefix]?.test(each.name) === true);
    if ((prefix !== 'aps' && !mixed) || !actions.every(counts)) return [];
    // A pattern is narrowed only when everything it covers can be.
    const type = actions[0]?.resourceTypes.find((each) => each.type.service === prefix && isOwn(each))?.type;
    return type === undefined ? [] : [{ item, service: prefix, type }];
  });
}

/** The reference has no ARN for it, or knows one that nobody has to name. */
function needsStar({ resourceTypes: [first, ...others] }: Action): boolean {
  return first === undefined || (others.length === 0 && !first.required);
}

/** Actions that the guides keep to ARNs, by service. Lists are asked for on `*`. */
const BESIDE_STAR: Readonly<Record<string, RegExp>> = {
  eks: /^(?!List)/,
  logs: /^(?!List|DescribeLogGroups$|StopQuery$|PutResourcePolicy$)/,
  ssm: /^(Get|Put|Delete|Label)Parameters?/,
};

const ofPrometheus = trait(({ prefix }) => prefix === 'aps');
const besideStar = trait(({ prefix }) => BESIDE_STAR[prefix] !== undefined);
const candidate = ofPrometheus | besideStar;
const staysOnStar = trait(({ match }) => match.kind === 'one' && needsStar(match.action));

/** Prometheus lists clusters of EKS among its own types. */
function isOwn({ type }: ActionResource): boolean {
  return type.service !== 'aps' || type.name !== 'cluster';
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
  const all = [...new Set(found.map((one) => arnOf(one, ctx)))];
  const arns = all.filter((arn) => !all.some((other) => other !== arn && covers(other, arn)));
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
