import type { Catalog } from '../../catalog/catalog.ts';
import { memoizedPer } from '../../catalog/memo.ts';
import { hasWildcard, matches } from '../../catalog/wildcard.ts';
import { replaceText } from '../fixes.ts';
import { nearestWord } from '../resource/nearest.ts';
import type { Rule } from '../rule.ts';
import { knownValues } from './entries.ts';

/** `AWS::Logs::LogGroups` for `oam:ResourceTypes`, which can have seven values and not this one. */
export const unknownConditionValue: Rule = {
  id: 'unknown-condition-value',
  severity: 'warning',
  dialects: ['aws'],
  textual: true,
  summary: 'A value that the condition key can never have',
  check: {
    condition({ entry, parsed }, ctx) {
      if (parsed === undefined || parsed.family !== 'String') return;
      const values = valuesOf(entry.name.toLowerCase(), ctx.catalog);
      if (values === undefined) return;
      for (const { item, value } of knownValues(entry.values.items)) {
        if (value.includes('${') || values.includes(value)) continue;
        if (parsed.wild && hasWildcard(value) && values.some((each) => matches(value, each))) continue;
        if (/IgnoreCase/.test(parsed.base) && values.some((each) => same(each, value))) continue;
        const near = nearestWord(value, values);
        ctx.report({
          at: item.text.range,
          path: item.path,
          message: `"${entry.name}" never is "${value}"; ${near === undefined ? `it can be ${values.map((each) => `"${each}"`).join(', ')}` : `did you mean "${near}"?`}`,
          fixes: () => (near === undefined ? [] : replaceText(ctx, item.text, near, 'review')),
        });
      }
    },
  },
};

/** By the key in small letters; undefined where no list is closed. */
const valuesOf = memoizedPer(10_000, (key, { resourcePolicies }: Catalog): readonly string[] | undefined => {
  for (const { conditionValues = {} } of resourcePolicies.kinds) {
    const found = Object.entries(conditionValues).find(([name]) => name.toLowerCase() === key);
    if (found !== undefined) return found[1];
  }
  return undefined;
});

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
