import { hasWildcard } from '../../catalog/wildcard.ts';
import type { Checks } from '../rule.ts';
import { isKey, knownValues } from './entries.ts';

/** IDs of VPCs and of their endpoints: a prefix and 8 characters, or 17 since 2018. */
export function checkNetworkId(key: string, prefix: string, what: string): Checks {
  const id = new RegExp(`^${prefix}(?:[0-9a-z]{8}|[0-9a-z]{17})$`, 'i');
  return {
    condition({ parsed, entry }, ctx) {
      if (parsed?.family !== 'String' || !isKey(entry, key)) return;
      for (const { item, value } of knownValues(entry.values.items)) {
        if (id.test(value) || hasWildcard(value) || value.includes('${')) continue;
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `"${value}" is not the ID of ${what}, which is "${prefix}" and 8 or 17 letters and digits; compare "${entry.name}" with such an ID`,
        });
      }
    },
  };
}
