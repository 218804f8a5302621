import type { Place } from '../place.ts';

/** Full names in small letters, of the element's items other than the one at the cursor. */
export function listedActions({ statement, spot, cursor }: Place): ReadonlySet<string> {
  const field = spot.at === 'action' && spot.name === 'NotAction' ? statement?.notAction : statement?.action;
  const listed = new Set<string>();
  for (const { text } of field?.value.items ?? []) {
    const { start, end } = text.range;
    const here = start <= cursor.offset && cursor.offset <= end;
    if (!here && text.value !== undefined) listed.add(text.value.toLowerCase());
  }
  return listed;
}
