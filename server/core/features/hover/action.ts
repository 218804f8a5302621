import type { Action, ActionMatch, Catalog } from '../../catalog/catalog.ts';
import { code, enumerate, escapeText, lines, list, paragraphs } from '../markdown.ts';
import { referenceLink, serviceName } from '../reference.ts';
import { conditionKeysOf } from '../statement-actions.ts';
import { actionNotes, serviceNotes } from './notes.ts';
import { describeWildcard } from './wildcard.ts';

/** One element of `Action`, in Markdown. Undefined for names that nobody knows. */
export function describeActionPattern(catalog: Catalog, pattern: string): string | undefined {
  const match: ActionMatch = catalog.expand(pattern);
  switch (match.kind) {
    case 'one':
      return describeAction(catalog, match.action);
    case 'all':
      return ALL;
    case 'pattern':
      return describeWildcard(catalog, pattern, match);
    case 'no-action':
      return paragraphs([
        `${code(pattern)}: no action of ${escapeText(match.service.name)} has this name`,
        nearest(catalog, pattern),
        dataDate(catalog),
      ]);
    default:
      return undefined;
  }
}

const ALL = [
  '**`*`** · every action of every service',
  'It includes permissions management, and whatever is added later. With `Allow` on every resource this is administrator access.',
].join('\n\n');

export function describeAction(catalog: Catalog, action: Action): string {
  const service = catalog.service(action.service);
  const key = action.fullName.toLowerCase();
  return paragraphs([
    lines([
      `**${code(action.fullName)}** · ${action.access} · ${escapeText(serviceName(catalog, action.service))}`,
    ]),
    retirement(action),
    doubts(action),
    escapeText(catalog.describeAction(action) ?? ''),
    actionNotes[key],
    serviceNotes[action.service],
    resources(action),
    keys(action),
    dependents(action),
    lines([firstSeen(action), `${referenceLink(catalog, service)} · ${dataDate(catalog)}`]),
  ]);
}

function retirement({ retiredSince }: Action): string | undefined {
  if (retiredSince === undefined) return undefined;
  return `**Retired:** the reference has not listed it since ${retiredSince}. AWS mostly still accepts such names.`;
}

function doubts({ certainty, deprecated }: Action): string | undefined {
  return paragraphs([
    deprecated === undefined ? undefined : `**Deprecated.** ${escapeText(deprecated)}`,
    certainty === undefined ? undefined : CERTAINTY[certainty],
  ]);
}

const CERTAINTY = {
  seen: 'Known only from policies that name it.',
  inferred: 'Named after an API operation; what it takes is an inference.',
} as const;

function resources({ resourceTypes, name, resourcesUnknown }: Action): string | undefined {
  if (resourcesUnknown === true && resourceTypes.length === 0) return undefined;
  if (resourceTypes.length === 0) {
    return `Takes no ARN: ${code(name)} works only in statements whose ${code('Resource')} is ${code('*')}.`;
  }
  const shown = resourceTypes.slice(0, MAX_TYPES).map(({ type, required }) => {
    const arn = type.arns[0] === undefined ? '' : `: ${code(type.arns[0])}`;
    return `${escapeText(type.name)}${required ? ' (required)' : ''}${arn}`;
  });
  const rest = resourceTypes.length - shown.length;
  return `Resource types:\n\n${list(rest > 0 ? [...shown, `and ${rest} more`] : shown)}`;
}

const MAX_TYPES = 12;

function keys(action: Action): string | undefined {
  const names = [...conditionKeysOf([action])];
  return names.length === 0 ? undefined : `Condition keys: ${enumerate(names.map(code), MAX_KEYS)}`;
}

const MAX_KEYS = 14;

function dependents({ dependentActions, resourceTypes }: Action): string | undefined {
  const names = new Set([...dependentActions, ...resourceTypes.flatMap((one) => one.dependentActions)]);
  if (names.size === 0) return undefined;
  return `Some requests also need ${enumerate([...names].map(code), MAX_KEYS)}; AWS’s reference does not say which.`;
}

function firstSeen({ firstSeen: day }: Action): string | undefined {
  return day === undefined ? undefined : `First seen in the reference of ${day}`;
}

function nearest(catalog: Catalog, name: string): string | undefined {
  const names = catalog.nearestActions(name, 3).map(({ fullName }) => code(fullName));
  return names.length === 0 ? undefined : `Near it: ${enumerate(names, 3)}`;
}

export function dataDate({ date }: Catalog): string {
  return `data of ${date}`;
}

/** A service prefix, in Markdown. */
export function describeService(catalog: Catalog, prefix: string): string | undefined {
  const service = catalog.service(prefix);
  if (service === undefined) return undefined;
  const { name, actions, resourceTypes, conditionKeys } = service;
  return paragraphs([
    `**${code(service.prefix)}** · ${escapeText(name)}`,
    serviceNotes[service.prefix],
    `${actions.length} actions, ${resourceTypes.length} resource types, ${conditionKeys.length} condition keys`,
    `${referenceLink(catalog, service)} · ${dataDate(catalog)}`,
  ]);
}
