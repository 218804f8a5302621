import type { PlainValue, PolicyPath } from '../policy/model.ts';
import type { Text } from '../policy/text.ts';
import type { TextEdit } from '../text/edit.ts';
import type { TextRange } from '../text/range.ts';
import type { Fix, RuleContext } from './rule.ts';

export type Applicability = Fix['applicability'];

/**
 * Fixes as lists of none or one, so that rules can spread them together: `[...replaceText(…), ...removePath(…)]`.
 * An intent that the syntax at that place cannot carry out offers nothing.
 */
export function fix(title: string, applicability: Applicability, edits: readonly TextEdit[]): readonly Fix[] {
  return edits.length === 0 ? [] : [{ title, applicability, edits }];
}

/** The whole scalar becomes `value`. */
export function replaceText(
  ctx: RuleContext,
  text: Text,
  value: string,
  applicability: Applicability,
  title = `Replace by "${value}"`,
): readonly Fix[] {
  return fix(title, applicability, ctx.policy.write.text(text, value));
}

/** The characters of a scalar at `range` (of the file, see `rangeWithin`) become `value`. */
export function replacePart(
  ctx: RuleContext,
  range: TextRange,
  value: string,
  applicability: Applicability,
  title = `Replace by "${value}"`,
): readonly Fix[] {
  return fix(title, applicability, ctx.policy.write.part(range, value));
}

/** Takes away the element, item or field at `path`. */
export function removePath(
  ctx: RuleContext,
  path: PolicyPath,
  applicability: Applicability,
  title: string,
): readonly Fix[] {
  return fix(title, applicability, ctx.policy.write.remove(path));
}

/** Takes away several elements at once. */
export function removePaths(
  ctx: RuleContext,
  paths: readonly PolicyPath[],
  applicability: Applicability,
  title: string,
): readonly Fix[] {
  return fix(title, applicability, ctx.policy.write.removeAll(paths));
}

/** The element at `path` becomes `value`; missing elements on the way are made. */
export function setPath(
  ctx: RuleContext,
  path: PolicyPath,
  value: PlainValue,
  applicability: Applicability,
  title: string,
): readonly Fix[] {
  return fix(title, applicability, ctx.policy.write.set(path, value));
}

/** Another name for the key of the element at `path`. */
export function renameKey(
  ctx: RuleContext,
  path: PolicyPath,
  name: string,
  applicability: Applicability,
  title = `Rename to "${name}"`,
): readonly Fix[] {
  return fix(title, applicability, ctx.policy.write.rename(path, name));
}
