import type { Rule } from '../rule.ts';
import { mayEqual } from './keys.ts';
import { denyTests, guardFixes, SOURCE_KEYS, strikesOthers } from './rcp-guards.ts';

/** A deny by source keys that strikes service calls which carry none. */
export const rcpMissingServiceConditionKeyNullCheck: Rule = {
  id: 'rcp-missing-service-condition-key-null-check',
  code: 'RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['rcp'],
  summary: 'A deny by keys of a source does not ask that the key be there',
  check: {
    statement(statement, ctx) {
      const all = denyTests(statement, ctx) ?? [];
      const test = strikesOthers(
        all.filter(({ parsed }) => parsed?.family !== 'Null'),
        SOURCE_KEYS,
      );
      if (test === undefined) return;
      const guarded = all.some(
        (one) =>
          one.parsed?.family === 'Null' &&
          (one.key === 'aws:sourceaccount' || one.key === 'aws:sourcearn') &&
          mayEqual(one, 'false'),
      );
      if (guarded) return;
      ctx.report({
        at: test.entry.key.range,
        path: test.entry.path,
        message: `Some services call without "${test.entry.name}" and are denied then; ask by Null "aws:SourceAccount": "false" that there be a source`,
        fixes: () => guardFixes(statement, ctx, 'Null', 'aws:SourceAccount', 'false'),
      });
    },
  },
};
