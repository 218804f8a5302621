import type { AccessLevel } from '../../catalog/catalog.ts';
import type { Place } from '../place.ts';
import { actionsOf } from '../statement-actions.ts';
import type { CompletionItem, CompletionList } from './list.ts';

/** Names for the statement that no other one of the policy has: what it is called now, when that is taken, and what it does. */
export function completeSids(place: Place): CompletionList | undefined {
  const { cursor, statement } = place;
  const taken = new Set(
    cursor.policy.statements.filter((one) => one !== statement).map(({ sid }) => sid?.value?.value ?? ''),
  );
  const now = statement?.sid?.value?.value ?? '';
  const names = [
    ...(now !== '' && taken.has(now) ? [now] : []),
    ...(statement === undefined ? [] : wordsFor(place)),
  ].map((name) => free(name, taken));
  const items = [...new Set(names)].map(
    (name, index): CompletionItem => ({
      label: name,
      kind: 'value',
      detail: 'free Sid',
      newText: cursor.spell(name),
      sortText: String(index),
    }),
  );
  return items.length === 0 ? undefined : { range: cursor.replace, items, incomplete: false };
}

/** The name, or with the first number behind it that makes it a new one. */
function free(name: string, taken: ReadonlySet<string>): string {
  let result = name;
  for (let number = 2; taken.has(result); number++) result = `${name}${number}`;
  return result;
}

/** `ReadAps`, `DenyWriteS3`; several services or none that is known: `Read`. Letters and digits, as IAM wants them. */
function wordsFor({ catalog, cursor, statement }: Place): readonly string[] {
  const { actions, open } = actionsOf(catalog, statement);
  const effect = statement?.effect?.value?.value ?? cursor.policy.implied.effect;
  const deny = effect === 'Deny' ? 'Deny' : '';
  const services = [...new Set(actions.map(({ service }) => service))];
  const [service = ''] = services;
  const what = services.length === 1 && !open ? pascal(service) : '';
  const levels = new Set(actions.map(({ access }) => VERBS[access]));
  const [verb = 'Use'] =
    levels.size === 1 ? levels : levels.has('Write') || levels.has('Manage') ? ['Use'] : ['Read'];
  const only = actions.length === 1 && !open ? actions[0]?.name.replace(/[^A-Za-z0-9]/g, '') : undefined;
  if (actions.length === 0) return deny === '' ? [] : [deny];
  return [`${deny}${verb}${what}`, ...(only === undefined ? [] : [`${deny}${only}`])];
}

const VERBS: Readonly<Record<AccessLevel, string>> = {
  List: 'Read',
  Read: 'Read',
  Write: 'Write',
  Tagging: 'Tag',
  'Permissions management': 'Manage',
  Unknown: 'Use',
};

function pascal(prefix: string): string {
  return prefix
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
