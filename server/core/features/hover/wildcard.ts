import type { AccessLevel, Action, ActionMatch, Catalog } from '../../catalog/catalog.ts';
import { code, count, escapeText, paragraphs } from '../markdown.ts';
import { referenceLink } from '../reference.ts';
import { grantsAccess, serviceNotes } from './notes.ts';

type Pattern = Extract<ActionMatch, { readonly kind: 'pattern' }>;

/** What a pattern matches: how many actions per access level, and the names that matter most. A few kilobytes at most. */
export function describeWildcard(catalog: Catalog, pattern: string, match: Pattern): string {
  const { service, actions, retired } = match;
  const former = retired.length === 0 ? '' : `, and ${count(retired.length, 'former one')}`;
  return paragraphs([
    `**${code(pattern)}** · ${count(actions.length, 'action')}${former} of ${escapeText(service.name)}`,
    serviceNotes[service.prefix],
    levels(actions),
    names(actions),
    `It also covers actions that are added later under such names.`,
    `${referenceLink(catalog, service)} · data of ${catalog.date}`,
  ]);
}

/** `2 Permissions management · 30 Write · 8 Read`, the gravest first. */
export function levels(actions: readonly Action[]): string {
  const counts = new Map<AccessLevel, number>();
  for (const { access } of actions) counts.set(access, (counts.get(access) ?? 0) + 1);
  return GRAVITY.flatMap((level) => {
    const number = counts.get(level);
    return number === undefined ? [] : [`${number} ${level}`];
  }).join(' · ');
}

const GRAVITY: readonly AccessLevel[] = [
  'Permissions management',
  'Write',
  'Tagging',
  'Read',
  'List',
  'Unknown',
];

function names(actions: readonly Action[]): string {
  const parts: string[] = [];
  let room = MAX_CHARACTERS;
  let left = actions.length;
  for (const level of GRAVITY) {
    const ofLevel = actions.filter(({ access }) => access === level).sort(grantsFirst);
    const shown: string[] = [];
    for (const { name } of ofLevel) {
      room -= name.length + 4;
      if (room < 0) break;
      shown.push(code(name));
    }
    left -= shown.length;
    if (shown.length > 0) parts.push(`**${level}:** ${shown.join(', ')}`);
    if (room < 0) break;
  }
  return left > 0 ? `${parts.join('\n\n')} and ${left} more` : parts.join('\n\n');
}

/** Of names; a hover is read, not searched. */
const MAX_CHARACTERS = 2600;

function grantsFirst(a: Action, b: Action): number {
  return Number(grantsAccess(b.name)) - Number(grantsAccess(a.name));
}
