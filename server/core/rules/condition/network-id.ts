import { hasWildcard } from '../../catalog/wildcard.ts';
import { renameKey } from '../fixes.ts';
import type { Checks, ConditionElement, RuleContext } from '../rule.ts';
import { isKey, knownValues } from './entries.ts';

/** IDs of VPCs and of their endpoints: a prefix and 8 characters, or 17 since 2018. */
export function checkNetworkId(key: string, prefix: string, what: string): Checks {
  const id = new RegExp(`^${prefix}(?:[0-9a-z]{8}|[0-9a-z]{17})$`, 'i');
  return {
    condition(element, ctx) {
      const { parsed, entry } = element;
      if (parsed?.family !== 'String' || !isKey(entry, key)) return;
      for (const { item, value } of knownValues(entry.values.items)) {
        if (id.test(value) || hasWildcard(value) || value.includes('${')) continue;
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `"${value}" is not the ID of ${what}, which is "${prefix}" and 8 or 17 letters and digits; compare "${entry.name}" with such an ID`,
          fixes: () => useOtherKey(element, ctx),
        });
      }
    },
  };
}

/** Where all values are IDs that another key holds, that key was meant. */
function useOtherKey({ operator, entry }: ConditionElement, ctx: RuleContext) {
  const { items, open } = entry.values;
  const key = KEYS.find(({ id }) =>
    items.every(({ text }) => text.value !== undefined && id.test(text.value)),
  )?.key;
  if (key === undefined || open.length > 0 || operator.entries.some((other) => isKey(other, key))) return [];
  return renameKey(ctx, entry.path, key, 'review');
}

const KEYS = [
  { key: 'aws:SourceVpc', id: /^vpc-(?:[0-9a-z]{8}|[0-9a-z]{17})$/i },
  { key: 'aws:SourceVpce', id: /^vpce-(?:[0-9a-z]{8}|[0-9a-z]{17})$/i },
] as const;
