import { hasWildcard } from '../../catalog/wildcard.ts';
import type { ConditionElement, RuleContext } from '../rule.ts';
import { keyOf } from './entries.ts';

/**
 * Keys that fence off whole accounts, organizations or networks: a pattern on them opens the fence to strangers.
 * AWS publishes the list; the catalog marks them as sensitive.
 */
export function isSensitiveKey({ entry }: ConditionElement, ctx: RuleContext): boolean {
  return keyOf(ctx, entry.name)?.global?.sensitive === true;
}

/** Under an operator that takes patterns of text. */
export function isLike({ parsed }: ConditionElement): boolean {
  return parsed?.family === 'String' && parsed.wild;
}

/**
 * `aws:userid` is an ID that nobody can choose, and for roles a colon and a session name that the caller chooses. What is
 * left open must therefore stand right of the colon; left of it only the whole ID may be open.
 */
export function leavesUserIdOpen(pattern: string): boolean {
  const colon = pattern.indexOf(':');
  const left = colon < 0 ? pattern : pattern.slice(0, colon);
  if (!hasWildcard(left)) return false;
  return colon < 0 || /[^*?]/.test(left);
}
