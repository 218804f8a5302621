import { fix, setPath } from '../fixes.ts';
import type { Fix, ListElement, RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import { moveActions } from './split.ts';

/** Parameters that the managed policies of the agent name. */
export const AGENT_PARAMETERS = 'arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*';

/** Whether the element is allowed on everything without a condition. */
export function isBroad({ negated, statement }: ListElement, ctx: RuleContext): boolean {
  if (negated) return false;
  const star = statement.resource?.value.items.some(({ text }) => text.value === '*') === true;
  if (!star || effectOf(statement, ctx.policy) !== 'Allow') return false;
  return statement.condition === undefined && statement.open.length === 0;
}

/** What the agent does on every server, it sends metrics and logs, and nothing that it never does. */
export function isAgentPolicy({ policy }: RuleContext): boolean {
  const names = new Set(
    policy.statements.flatMap(({ action }) =>
      (action?.value.items ?? []).map(({ text }) => text.value?.toLowerCase() ?? ''),
    ),
  );
  if (!names.has('cloudwatch:putmetricdata') || !names.has('logs:putlogevents')) return false;
  return [...names].every((name) => AGENT_SERVICES.has(name.slice(0, Math.max(0, name.indexOf(':')))));
}

/** Of AWS's own policies for the agent. */
const AGENT_SERVICES: ReadonlySet<string> = new Set(['cloudwatch', 'ec2', 'logs', 'ssm', 'xray']);

/** The statement's actions on parameters keep to those of the agent. */
export function scoped({ statement, field }: ListElement, ctx: RuleContext): readonly Fix[] {
  const { items, open } = field.value;
  const title = `Keep the actions on parameters to "${AGENT_PARAMETERS}"`;
  const moved = items.filter(({ text }) => /^ssm:(get|put)parameters?$/i.test(text.value ?? ''));
  if (moved.length === items.length && open.length === 0 && statement.resource !== undefined)
    return setPath(ctx, statement.resource.path, AGENT_PARAMETERS, 'review', title);
  return fix(title, 'review', moveActions(statement, moved, AGENT_PARAMETERS, ctx));
}
