import type { Field, PolicyDocument } from '../../policy/model.ts';
import type { TextRange } from '../../text/range.ts';
import type { Report } from '../rule.ts';
import { nearNames } from './spelling.ts';

/** The first character of a construct: marks where something is missing without marking everything that is there. */
export function opening(range: TextRange): TextRange {
  return { start: range.start, end: Math.min(range.start + 1, range.end) };
}

/** The key stands there and its value is still to be typed. */
export function isHalfTyped(field: Field<unknown>): boolean {
  return field.raw.type === 'unknown' && field.raw.missing === true;
}

/**
 * Whether an object without any element of these names can be said to lack them. Not while it may hold entries nobody
 * can see, or while its author types.
 */
export function lacks(
  policy: PolicyDocument,
  object: { readonly open: readonly TextRange[]; readonly others: readonly Field<unknown>[] },
): boolean {
  if (object.open.length > 0 || policy.open.length > 0 || object.others.some(isHalfTyped)) return false;
  return policy.root.type === 'object' && isUnderstood(policy);
}

/**
 * The key that was probably meant to be one of these elements. AWS reports both the strange key and the missing element;
 * one loud finding is enough, so the report of the absence is a hint at that key.
 */
export function misspelt(
  { others }: { readonly others: readonly Field<unknown>[] },
  names: readonly string[],
): Pick<Report, 'at' | 'severity' | 'message' | 'fixes'> | undefined {
  const field = others.find(({ name }) => nearNames(name, names).length > 0);
  if (field === undefined) return undefined;
  return {
    at: field.key,
    severity: 'hint',
    message: `"${field.name}" does not count as "${nearNames(field.name, names)[0]}", and the policy misses that element; correct the key`,
    fixes: () => [],
  };
}

/** The text is JSON, but for what its author may be allowed: what is empty in it was not just cut off. */
export function isUnderstood(policy: PolicyDocument): boolean {
  return policy.problems.every((problem) => problem.tolerated);
}
