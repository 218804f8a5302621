import type { Action, ActionMatch } from '../../catalog/catalog.ts';
import type { Item, List } from '../../policy/model.ts';
import { RESOURCE, SERVICE, wholeArn } from '../resource/element-arn.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { factsOf } from './facts.ts';

/** `s3:GetObject` on `arn:aws:s3:::bucket`: the action works on objects only. */
export const actionNeverMatchesResource: Rule = {
  id: 'action-never-matches-resource',
  severity: 'info',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session', 'scp', 'resource'],
  summary: 'An action works on none of the resources that the statement names',
  check: {
    statement(statement, ctx) {
      const { action, resource } = statement;
      if (action === undefined || resource === undefined) return;
      const known = readResources(resource.value, ctx);
      if (known === undefined) return;
      const facts = factsOf(action, ctx.catalog);
      const idle: { readonly item: Item; readonly needs: readonly string[] }[] = [];
      action.value.items.forEach((item, index) => {
        const needs = neededTypes(facts[index]?.match, known);
        if (needs !== undefined) idle.push({ item, needs });
      });
      const [first, ...others] = idle;
      if (first === undefined) return;
      const { item, needs } = first;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message: messageOf(item.text.value ?? '', needs, others.length),
        related: [
          ...others.map((other) => ({
            at: other.item.text.range,
            path: other.item.path,
            message: 'Works on none of them either',
          })),
          { at: resource.key, path: resource.path, message: 'The resources of the statement' },
        ],
      });
    },
  },
};

interface KnownResources {
  /** Service field of the ARNs, when all have the same. */
  readonly service: string | undefined;
  /** The names of the types that some ARN can mean, in lower case. */
  readonly types: ReadonlySet<string>;
}

/** Undefined where one element is `*`, a pattern for more than one type can tell, or of no documented form. */
function readResources(list: List, ctx: RuleContext): KnownResources | undefined {
  if (list.open.length > 0 || list.items.length === 0) return undefined;
  const services = new Set<string>();
  const types = new Set<string>();
  for (const { text } of list.items) {
    const parts = wholeArn(text);
    const service = parts?.[SERVICE]?.text ?? '';
    const resource = parts?.[RESOURCE]?.text ?? '';
    if (parts === undefined || !/^[a-z0-9-]+$/.test(service) || /^[*?]|^$/.test(resource)) return undefined;
    const found = ctx.catalog.resourceTypesOf(text.value ?? '');
    if (found.length === 0) return undefined;
    services.add(service);
    for (const { name } of found) types.add(name.toLowerCase());
  }
  return { service: services.size === 1 ? [...services][0] : undefined, types };
}

/** The types that an action works on, when no ARN is of one of them. Empty: it works on `*` only. */
function neededTypes(
  match: ActionMatch | undefined,
  { service, types }: KnownResources,
): readonly string[] | undefined {
  if (match?.kind !== 'one') return undefined;
  const { action } = match;
  // What can be tagged is listed carelessly: AWS's own policies tag more.
  if (action.retiredSince !== undefined || action.name.includes('Tag')) return undefined;
  if (action.resourceTypes.length === 0) return takesOnlyStar(action) && service === 'ec2' ? [] : undefined;
  if (action.resourceTypes.some(({ type }) => types.has(type.name.toLowerCase()))) return undefined;
  return [...new Set(action.resourceTypes.map(({ type }) => type.name))];
}

/**
 * EC2 documents that its describe actions take no ARN. For other actions without types the reference is no proof:
 * `ssmmessages:OpenDataChannel` has none, and AWS's guides restrict it to sessions.
 */
function takesOnlyStar({ service, name }: Action): boolean {
  return service === 'ec2' && name.startsWith('Describe');
}

function messageOf(value: string, needs: readonly string[], others: number): string {
  const also = others === 0 ? '' : others === 1 ? ' (and one more action)' : ` (and ${others} more actions)`;
  if (needs.length === 0)
    return `"${value}"${also} takes no ARN, only "*"; move it to a statement with "Resource": "*"`;
  const wanted = needs.slice(0, 3).join(', ');
  return `"${value}"${also} never meets the ARNs of the statement: it works on ${wanted}${needs.length > 3 ? ' …' : ''}; add such an ARN, or move the action`;
}
