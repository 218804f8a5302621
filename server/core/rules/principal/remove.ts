import { removePath } from '../fixes.ts';
import type { Fix, PrincipalElement, RuleContext } from '../rule.ts';

/** Takes a principal away where others of its kind stay: a statement without principals is none. */
export function removePrincipal(
  { entry, item }: PrincipalElement,
  ctx: RuleContext,
  title: string,
): readonly Fix[] {
  if (entry === undefined || entry.values.items.length < 2) return [];
  return removePath(ctx, item.path, 'review', title);
}
