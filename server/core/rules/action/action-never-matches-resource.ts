import { openVariables, parseArn } from '../../catalog/arn.ts';
import type { Action, ActionResource } from '../../catalog/catalog.ts';
import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Item, Statement } from '../../policy/model.ts';
import { fix } from '../fixes.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';
import { type ActionFacts, factsOf } from './facts.ts';
import { type KnownResources, readResources } from './known-resources.ts';
import { policyKinds } from './policy-kinds.ts';
import { moveActions } from './split.ts';

/** `s3:GetObject` on `arn:aws:s3:::bucket`: the action works on objects only. */
export const actionNeverMatchesResource: Rule = {
  id: 'action-never-matches-resource',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session', 'scp', 'resource'],
  summary: 'An action works on none of the resources that the statement names',
  check: {
    statement(statement, ctx) {
      const { action, resource } = statement;
      if (action === undefined || resource === undefined || isAboutItself(ctx)) return;
      const known = readResources(resource.value, ctx);
      if (known === undefined) return;
      const facts = factsOf(action, ctx);
      const idle: Idle[] = [];
      for (let index = 0; index < facts.length; index++) {
        const item = action.value.items[index];
        const match = facts[index]?.match;
        const needs = neededTypes(facts[index], known);
        if (item === undefined || needs === undefined || match?.kind !== 'one') continue;
        if (needs.length === 0 && isTaken(match.action, ctx)) continue;
        idle.push({ item, needs, sure: isSure(match.action, needs, known) });
      }
      const [first, ...others] = idle;
      if (first === undefined) return;
      const { item } = first;
      ctx.report({
        at: item.text.range,
        path: item.path,
        severity: idle.some(({ sure }) => sure) ? 'warning' : 'info',
        message: messageOf(first, others.length),
        related: [
          ...others.map((other) => ({
            at: other.item.text.range,
            path: other.item.path,
            message: 'Works on none of them either',
          })),
          { at: resource.key, path: resource.path, message: 'The resources of the statement' },
        ],
        fixes: () => fixesOf(statement, idle, ctx),
      });
    },
  },
};

/** An element of `Action` that none of the ARNs can be for. */
interface Idle {
  readonly item: Item;
  /** Empty: it works on `*` only. */
  readonly needs: readonly ActionResource[];
  /** AWS's own guide says so. */
  readonly sure: boolean;
}

/** Workspaces' actions that take only `*`, and stream actions on the ARN of a log group that lacks its `:*`. */
function isSure({ service }: Action, needs: readonly ActionResource[], { types }: KnownResources): boolean {
  if (service === 'aps') return needs.length === 0;
  return service === 'logs' && types.size === 1 && types.has('log-group') && needs.some(isStream);
}

function isStream({ type }: ActionResource): boolean {
  return type.name === 'log-stream';
}

/** The policy sits on the resource and says `*` for it: unsupported-resource-policy-resource judges its ARNs. */
function isAboutItself(ctx: RuleContext): boolean {
  const kinds = policyKinds(ctx);
  return kinds.length > 0 && kinds.every(({ resource }) => resource === 'star');
}

/** AWS's documents name the action for the policies of the kind, whatever the reference says it works on. */
function isTaken({ fullName }: Action, ctx: RuleContext): boolean {
  const kinds = policyKinds(ctx);
  return (
    kinds.length > 0 && kinds.every(({ arns, actions }) => arns !== undefined && actions?.includes(fullName))
  );
}

/** The types that an action works on, when no ARN is of one of them. Empty: it works on `*` only. */
function neededTypes(
  facts: ActionFacts | undefined,
  { service, types, wild }: KnownResources,
): readonly ActionResource[] | undefined {
  if (facts?.match.kind !== 'one') return undefined;
  for (const type of facts.types) if (types.has(type)) return undefined;
  const { action } = facts.match;
  // What can be tagged is listed carelessly: AWS's own policies tag more.
  if (action.retiredSince !== undefined || /Tag|^Untag/.test(action.name)) return undefined;
  if (action.resourceTypes.length === 0) {
    return takesOnlyStar(action) && service === action.service && !(wild && service === 'logs')
      ? []
      : undefined;
  }
  return isNamedAfter(action, types) ? undefined : action.resourceTypes;
}

/** `quicksight:CreateDataSet` on a data set: the reference lists only what else it takes, and AWS's own policies know better. */
function isNamedAfter({ name }: Action, types: ReadonlySet<string>): boolean {
  const lower = name.toLowerCase();
  for (const type of types) {
    const word = type.replace(/[^a-z]/g, '');
    if (word.length > 3 && lower.includes(word)) return true;
  }
  return false;
}

/**
 * The guides of these services say that the actions take no ARN. For other actions without types the reference is no
 * proof: `ssmmessages:OpenDataChannel` has none, and AWS's guides restrict it to sessions.
 */
function takesOnlyStar({ service, name }: Action): boolean {
  return ONLY_STAR[service]?.test(name) === true;
}

const ONLY_STAR: Readonly<Record<string, RegExp>> = {
  aps: /^/,
  cloudwatch: /^(ListMetrics|GetMetric(Data|Statistics))$/,
  ec2: /^Describe/,
  eks: /^ListClusters$/,
  // With a pattern for all groups some of these do work, so only names of groups count.
  logs: /^(DescribeLogGroups|StopQuery|PutResourcePolicy|DescribeResourcePolicies|DeleteResourcePolicy|PutAccountPolicy|CreateLogDelivery)$/,
  ssm: /^DescribeParameters$/,
  // The guide lists the seven actions that take ARNs, and the reference has types for each.
  xray: /^/,
};

function messageOf({ item, needs }: Idle, others: number): string {
  const value = item.text.value ?? '';
  const also = others === 0 ? '' : others === 1 ? ' (and one more action)' : ` (and ${others} more actions)`;
  if (needs.length === 0)
    return `"${value}"${also} takes no ARN, only "*"; move it to a statement with "Resource": "*"`;
  const names = [...new Map(needs.map(({ type }) => [type.name, type])).values()];
  const wanted = names.slice(0, 3).map(({ name, arns }) => `${name} (${arns[0] ?? 'no ARN'})`);
  if (needs.length === 1 && needs.every(isStream))
    return `"${value}"${also} works on log streams, and the ARN of a log group alone covers none: end it in ":*"`;
  const star = mayBeStar(needs) ? ', or on "*"' : '';
  return `"${value}"${also} never meets the ARNs of the statement: it works on ${wanted.join(', ')}${names.length > 3 ? ' …' : ''}${star}; add such an ARN, or move the action`;
}

function fixesOf(statement: Statement, idle: readonly Idle[], ctx: RuleContext): readonly Fix[] {
  return [
    ...streamsFix(statement, idle, ctx),
    ...partsFix(statement, idle, ctx),
    ...starFix(statement, idle, ctx),
  ];
}

/** Of several types each is marked as not required, for one will do; a single one is truly optional. */
function mayBeStar([first, ...others]: readonly ActionResource[]): boolean {
  return first !== undefined && others.length === 0 && !first.required;
}

/** Actions that work on `*` and on none of the ARNs go to a statement of their own. */
function starFix(statement: Statement, idle: readonly Idle[], ctx: RuleContext): readonly Fix[] {
  const items = idle.filter(({ needs }) => needs.length === 0 || mayBeStar(needs)).map(({ item }) => item);
  if (items.length === 0) return [];
  const title = items.length === 1 ? `"${items[0]?.text.value}"` : `${items.length} actions`;
  const split = moveActions(statement, items, '*', ctx);
  if (split.length > 0) return fix(`Move ${title} to a statement with "Resource": "*"`, 'review', split);
  const { action, resource } = statement;
  if (resource === undefined || action?.value.items.length !== items.length) return [];
  return fix('Replace the resources by "*"', 'review', ctx.policy.write.set(resource.path, '*'));
}

/** `:*` behind the ARN covers the streams of a log group; only the actions on tags want the ARN without it. */
function streamsFix(
  { action, resource }: Statement,
  idle: readonly Idle[],
  ctx: RuleContext,
): readonly Fix[] {
  const tags = action?.value.items.some(({ text }) => text.value === undefined || /tag/i.test(text.value));
  if (resource === undefined || tags !== false || !idle.every(({ needs }) => needs.every(isStream)))
    return [];
  const { items } = resource.value;
  const groups = items.filter(({ text }) => /:log-group:[^:*?]+$/.test(text.value ?? ''));
  if (groups.length === 0 || groups.length < items.length) return [];
  const edits = groups.flatMap(({ text }) => ctx.policy.write.text(text, `${text.value}:*`));
  return fix('Append ":*" to cover the streams', 'review', edits);
}

/** The action works on what is in the resource: the objects of a bucket, the streams of a log group. */
function partsFix({ resource }: Statement, idle: readonly Idle[], ctx: RuleContext): readonly Fix[] {
  const [first] = idle;
  if (resource === undefined || first === undefined || idle.length > 1) return [];
  const { items } = resource.value;
  const inside = items.flatMap(({ text }) => {
    const end = first.needs.flatMap(({ type }) => endOf(text.value ?? '', type.arns, ctx))[0];
    return end === undefined ? [] : [`${text.value}${end}`];
  });
  if (inside.length !== items.length) return [];
  const all = [...items.flatMap(({ text }) => text.value ?? []), ...inside];
  return fix(
    inside.length === 1 ? `Add "${inside[0]}"` : 'Add what is in these resources',
    'review',
    ctx.policy.write.set(resource.path, all),
  );
}

/** What to append to an ARN for everything of a wanted format below it: `/*` for objects. */
function endOf(arn: string, wanted: readonly string[], ctx: RuleContext): readonly string[] {
  return ctx.catalog.resourceTypesOf(arn).flatMap((type) =>
    type.arns.flatMap((own) =>
      wanted.flatMap((form) => {
        const end = form.startsWith(own) ? form.slice(own.length) : '';
        const whole = parseArn(arn) !== undefined && !hasWildcard(arn) && /^[/:]/.test(end);
        return whole ? [openVariables(end)] : [];
      }),
    ),
  );
}
