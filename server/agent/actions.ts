import type { Action, ActionMatch, Catalog } from '../core/index.ts';
import type { AgentTool, Property } from './tool.ts';

const cloud = {
  type: 'string',
  enum: ['aws', 'ram'],
  description: 'Optional: "aws" (default) or "ram" for Alibaba Cloud.',
} as const satisfies Property;

export const searchActions: AgentTool = {
  name: 'search_actions',
  title: 'Search actions',
  summary: 'Searches the actions of all AWS (or Alibaba Cloud) services by words. Offline.',
  description:
    'Finds actions of AWS IAM (or Alibaba Cloud RAM) by words of their name or description, best first, each with access level, resource types, condition keys and description. Use it to find the action for a task ("query prometheus metrics") instead of guessing its name.',
  reference: 'searchIamActions',
  input: {
    type: 'object',
    properties: {
      query: { type: 'string', description: 'Words, e.g. "remote write" or "list log streams".' },
      service: { type: 'string', description: 'Optional service prefix that all must have, e.g. "logs".' },
      cloud,
      limit: { type: 'integer', minimum: 1, maximum: 100, description: 'Optional, 20 if absent.' },
    },
    required: ['query'],
    additionalProperties: false,
  },
  async run({ query, service, limit, cloud: name }, parts) {
    const catalog = catalogOf(parts.catalog, name);
    if (typeof service === 'string' && catalog.service(service) === undefined)
      return { refused: `There is no service "${service}"${nearServices(service, catalog)}` };
    const most = typeof limit === 'number' ? limit : 20;
    const prefix = typeof service === 'string' ? service.toLowerCase() : undefined;
    const found = catalog.searchActions(String(query), most, prefix);
    if (found.length === 0) return { text: `No action fits "${query}" (service data of ${catalog.date})` };
    return {
      text: [`Service data of ${catalog.date}`, ...found.map((one) => told(one, catalog))].join('\n\n'),
    };
  },
};

export const expandWildcards: AgentTool = {
  name: 'expand_wildcards',
  title: 'Expand wildcards in actions',
  summary: 'Lists the actions that patterns such as "aps:*Query*" match. Offline.',
  description:
    'Lists what action patterns with wildcards match, e.g. "s3:Get*" or "aps:*Query*", with access levels. A name without a wildcard is looked up: the answer tells whether the action exists, and names near it if not. Use it to see what a wildcard really grants, or to replace it by the actions that are needed.',
  reference: 'expandIamWildcards',
  input: {
    type: 'object',
    properties: {
      patterns: {
        type: 'array',
        items: { type: 'string' },
        minItems: 1,
        maxItems: 50,
        description: 'Elements of Action, e.g. ["aps:*Query*", "s3:GetObject"].',
      },
      cloud,
    },
    required: ['patterns'],
    additionalProperties: false,
  },
  async run({ patterns, cloud: name }, parts) {
    const catalog = catalogOf(parts.catalog, name);
    const all = Array.isArray(patterns) ? (patterns as readonly string[]) : [];
    const blocks = all.map((pattern) => expanded(pattern, catalog));
    return { text: [...blocks, `Service data of ${catalog.date}`].join('\n\n') };
  },
};

function catalogOf(catalog: Catalog, name: unknown): Catalog {
  return catalog.of(name === 'ram' ? 'ram' : 'aws');
}

function told(action: Action, catalog: Catalog): string {
  const { fullName, access, resourceTypes, conditionKeys, retiredSince } = action;
  const about = catalog.describeAction(action);
  return [
    `${fullName} (${access.toLowerCase()}${retiredSince === undefined ? '' : `, no longer listed since ${retiredSince}`})${about === undefined ? '' : `: ${about}`}`,
    resourceTypes.length === 0
      ? undefined
      : `  resource types: ${resourceTypes.map(({ type, required }) => `${type.name}${required ? ' (required)' : ''}`).join(', ')}`,
    conditionKeys.length === 0 ? undefined : `  condition keys: ${conditionKeys.join(', ')}`,
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

function expanded(pattern: string, catalog: Catalog): string {
  return `"${pattern}" ${saidOf(catalog.expand(pattern), pattern, catalog)}`;
}

function saidOf(match: ActionMatch, pattern: string, catalog: Catalog): string {
  switch (match.kind) {
    case 'all':
      return 'matches every action of every service';
    case 'one':
      return `is an action\n${told(match.action, catalog)}`;
    case 'pattern':
      return matchesOf(match.actions, match.retired);
    case 'no-action': {
      const { name, partial } = match.service;
      const near = catalog.nearestActions(pattern, 5).map(({ fullName }) => fullName);
      const about = partial === true ? ' that is listed (the list of this service is not complete)' : '';
      return `matches no action of ${name}${about}${nearWords(near)}`;
    }
    case 'no-service':
      return `matches nothing: there is no service "${match.prefix}"${nearServices(match.prefix, catalog)}`;
    case 'wild-service':
      return 'matches nothing: IAM takes no wildcard before the colon';
    case 'malformed':
      return 'is no pattern of actions: one colon must stand between service and action';
  }
}

function matchesOf(actions: readonly Action[], retired: readonly Action[]): string {
  const former = retired.length === 0 ? '' : ` and ${retired.length} that are no longer listed`;
  const shown = actions
    .slice(0, MOST)
    .map(({ fullName, access }) => `- ${fullName} (${access.toLowerCase()})`);
  const rest = actions.length - shown.length;
  return [
    `matches ${actions.length} ${actions.length === 1 ? 'action' : 'actions'}${former}`,
    ...shown,
    ...(rest > 0 ? [`- and ${rest} more`] : []),
  ].join('\n');
}

/** Of one pattern. */
const MOST = 300;

function nearServices(prefix: string, catalog: Catalog): string {
  return nearWords(catalog.nearestServices(prefix, 3));
}

function nearWords(near: readonly string[]): string {
  return near.length === 0 ? '' : `; near it: ${near.join(', ')}`;
}
