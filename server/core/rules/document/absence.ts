import type { Field, PolicyDocument } from '../../policy/model.ts';
import type { TextRange } from '../../text/range.ts';
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
 * can see, while its author types, or when a misspelt key stands for one of them: that key has its own finding.
 */
export function lacks(
  policy: PolicyDocument,
  object: { readonly open: readonly TextRange[]; readonly others: readonly Field<unknown>[] },
  names: readonly string[],
): boolean {
  if (object.open.length > 0 || policy.open.length > 0) return false;
  if (object.others.some((field) => isHalfTyped(field) || nearNames(field.name, names).length > 0))
    return false;
  return policy.root.type === 'object' && isUnderstood(policy);
}

/** The text is JSON, but for what its author may be allowed: what is empty in it was not just cut off. */
export function isUnderstood(policy: PolicyDocument): boolean {
  return policy.problems.every((problem) => problem.tolerated);
}
