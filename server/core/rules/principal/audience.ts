import { moveEntry, spellOperator } from '../condition/edits.ts';
import { fix } from '../fixes.ts';
import type { Checks, ConditionElement } from '../rule.ts';
import { isAudience } from './trust.ts';

/** A qualifier on the audience of a token, which is one value. */
export function checkAudience(
  qualifier: 'ForAllValues' | 'ForAnyValue',
  message: (element: ConditionElement, target: string) => string,
): Checks {
  return {
    condition(element, ctx) {
      const { parsed, entry } = element;
      if (parsed?.qualifier !== qualifier || parsed.family === 'Null' || !isAudience(entry.name)) return;
      const target = spellOperator(parsed, { qualifier: 'none' });
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: message(element, target),
        fixes: () => fix(`Test with "${target}"`, 'review', moveEntry(ctx, element, target)),
      });
    },
  };
}
