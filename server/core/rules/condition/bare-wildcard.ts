import { fix } from '../fixes.ts';
import type { Checks } from '../rule.ts';
import { moveEntry } from './edits.ts';
import { knownValues } from './entries.ts';

/** A value `*` under exactly this operator asks for nothing but the key: one finding per such value. */
export function checkBareWildcard(operatorName: string, meaning: string, answer: 'true' | 'false'): Checks {
  return {
    condition(element, ctx) {
      const { parsed, entry, operator } = element;
      if (parsed?.base !== operatorName || parsed.ifExists || parsed.qualifier !== undefined) return;
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
