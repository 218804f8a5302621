import { fix } from '../fixes.ts';
import type { Checks } from '../rule.ts';
import { moveEntry, spellOperator } from './edits.ts';
import { knownValues } from './entries.ts';

/**
 * A value `*` under these operators asks for nothing but the key: one finding per such value. Of `StringLike` and
 * `StringNotLike` as they are AWS says so; for the others it follows from what an absent key does.
 */
export function checkBareWildcard(
  operators: ReadonlySet<string>,
  meaning: string,
  answer: 'true' | 'false',
): Checks {
  return {
    condition(element, ctx) {
      const { parsed, entry, operator } = element;
      if (parsed === undefined || !operators.has(spellOperator(parsed, {}))) return;
      for (const { item, value } of knownValues(entry.values.items)) {
        if (value !== '*') continue;
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `"${operator.name}" with "*" only asks that a request ${meaning} "${entry.name}"; say so with "Null": { "${entry.name}": "${answer}" }`,
          fixes: () => fix(`Test with "Null": "${answer}"`, 'safe', moveEntry(ctx, element, 'Null', answer)),
        });
      }
    },
  };
}
