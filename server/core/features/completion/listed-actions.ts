import type { List } from '../../policy/model.ts';
import { touches } from '../../text/range.ts';
import type { Place } from '../place.ts';

/** Tells whether the element has a full name, in small letters, in items other than the one at the cursor. */
export interface ListedActions {
  has(name: string): boolean;
}

export function listedActions({ statement, spot, cursor }: Place): ListedActions {
  const field = spot.at === 'action' && spot.name === 'NotAction' ? statement?.notAction : statement?.action;
  if (field === undefined) return NOTHING;
  const counts = countsOf(field.value);
  const here = field.value.items.flatMap(({ text }) =>
    touches(text.range, cursor.offset) ? (text.value?.toLowerCase() ?? []) : [],
  );
  return { has: (name) => (counts.get(name) ?? 0) > here.filter((one) => one === name).length };
}

const NOTHING: ListedActions = { has: () => false };

/** How often a list has each name. Worked out once per list: the largest policies have thousands in one. */
function countsOf(list: List): ReadonlyMap<string, number> {
  const known = memo.get(list);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  for (const { text } of list.items) {
    const name = text.value?.toLowerCase();
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  memo.set(list, counts);
  return counts;
}

const memo = new WeakMap<List, ReadonlyMap<string, number>>();
