import { parseArn } from '../../catalog/arn.ts';
import { covers } from '../../catalog/wildcard.ts';
import type { Item, PolicyDocument, Statement } from '../../policy/model.ts';
import { textWith } from '../../policy/text.ts';
import { fix, setPath } from '../fixes.ts';
import type { Fix, ListElement, RuleContext } from '../rule.ts';
import { effectOf } from '../statement/effect.ts';
import type { ActionFacts } from './facts.ts';
import { moveActions } from './split.ts';

/** Parameters that the managed policies of the agent name. */
export const AGENT_PARAMETERS = 'arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*';

/** Whether the element is allowed on every parameter without a condition. */
export function isBroad({ negated, statement }: ListElement, ctx: RuleContext): boolean {
  if (negated || broadResource(statement.resource?.value.items ?? []) === undefined) return false;
  if (effectOf(statement, ctx.policy) !== 'Allow') return false;
  return statement.condition === undefined && statement.open.length === 0;
}

/** The element of `Resource` that stands for every parameter, of one account and Region at least. */
export function broadResource(items: readonly Item[]): Item | undefined {
  return items.find(({ text }) => {
    if (text.value === '*') return true;
    // A hole in the fields before the name does not make the names fewer.
    const arn = parseArn(textWith(text, '_'));
    return arn?.service.text === 'ssm' && covers(arn.resource.text, 'parameter/*');
  });
}

/**
 * Whether an element of `Action` is one of these, in small letters, or a pattern for one. Full access to Systems Manager is
 * another matter: whoever grants that means more than parameters.
 */
export function includes(
  { lower, wild, prefix }: Pick<ActionFacts, 'lower' | 'wild' | 'prefix'>,
  names: readonly string[],
): boolean {
  if (prefix !== 'ssm') return false;
  if (!wild) return names.includes(lower);
  return !covers(lower, 'ssm:createdocument') && names.some((name) => covers(lower, name));
}

/** What the agent does on every server, it sends metrics and logs, and nothing that it never does. */
export function isAgentPolicy({ policy, notes }: Pick<RuleContext, 'policy' | 'notes'>): boolean {
  const known = notes.get(isAgentPolicy);
  if (typeof known === 'boolean') return known;
  const found = policy.statements.every(isAgentStatement) && sends(policy);
  notes.set(isAgentPolicy, found);
  return found;
}

/** Most policies speak of another service soon. */
function isAgentStatement({ action }: Statement): boolean {
  return action?.value.items.every(({ text }) => AGENT_SERVICES.has(serviceOf(text.value ?? ''))) !== false;
}

function serviceOf(action: string): string {
  return action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();
}

function sends({ statements }: PolicyDocument): boolean {
  const names = new Set(
    statements.flatMap(({ action }) =>
      (action?.value.items ?? []).map(({ text }) => text.value?.toLowerCase()),
    ),
  );
  return SENDING.every((name) => names.has(name));
}

const SENDING = ['cloudwatch:putmetricdata', 'logs:putlogevents'];

/** Of AWS's own policies for the agent. */
const AGENT_SERVICES: ReadonlySet<string> = new Set(['cloudwatch', 'ec2', 'logs', 'ssm', 'xray']);

/** The statement's actions on parameters keep to those of the agent. */
export function scoped({ statement, field }: ListElement, ctx: RuleContext): readonly Fix[] {
  const { items, open } = field.value;
  const title = `Keep the actions on parameters to "${AGENT_PARAMETERS}"`;
  const moved = items.filter(({ text }) => /^ssm:(get|put)[*p]/i.test(text.value ?? ''));
  if (moved.length === items.length && open.length === 0 && statement.resource !== undefined)
    return setPath(ctx, statement.resource.path, AGENT_PARAMETERS, 'review', title);
  return fix(title, 'review', moveActions(statement, moved, AGENT_PARAMETERS, ctx));
}
