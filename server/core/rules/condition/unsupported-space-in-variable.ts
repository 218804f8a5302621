import { rangeWithin } from '../../policy/text.ts';
import { replacePart } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { wherePermitted } from './variable-places.ts';

/** `${ aws:username }`: blanks are part of the name, and no key is called that. */
export const unsupportedSpaceInVariable: Rule = {
  id: 'unsupported-space-in-variable',
  code: 'UNSUPPORTED_SPACE_IN_VARIABLE',
  severity: 'error',
  dialects: ['aws'],
  textual: true,
  summary: 'The name of a policy variable has a blank in it',
  check: wherePermitted(({ item, variable, spelling }, ctx) => {
    const { name, nameStart, closed } = variable;
    if (!closed || name.trim() === '' || !hasBlank(name)) return;
    const range = rangeWithin(item.text, nameStart, nameStart + name.length);
    const slash = name.indexOf('/');
    const tight =
      slash < 0
        ? name.replace(/\s+/g, '')
        : name.slice(0, slash).replace(/\s+/g, '') + name.slice(slash).trimEnd();
    ctx.report({
      at: range,
      path: item.path,
      message: `The name of the policy variable "${spelling}" has a blank in it, so it names no key; write "${tight}"`,
      fixes: () => replacePart(ctx, range, tight, 'review', 'Delete the blanks'),
    });
  }),
};

/** Tag keys may have blanks inside; what IAM makes of them in a variable is not known. */
function hasBlank(name: string): boolean {
  if (name !== name.trim()) return true;
  const slash = name.indexOf('/');
  return /\s/.test(slash < 0 ? name : name.slice(0, slash));
}
