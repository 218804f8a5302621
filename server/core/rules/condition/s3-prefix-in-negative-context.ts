import { fix } from '../fixes.ts';
import type { ParsedOperator, Rule } from '../rule.ts';
import { moveEntry, spellOperator } from './edits.ts';
import { effectOf, isKey, isUnfinished } from './entries.ts';

/** A deny for listed prefixes of `s3:prefix`: a shorter prefix lists the same objects and slips through. */
export const s3PrefixInNegativeContext: Rule = {
  id: 's3-prefix-in-negative-context',
  code: 'S3_PREFIX_IN_NEGATIVE_CONTEXT',
  severity: 'warning',
  dialects: ['aws'],
  kinds: ['identity', 'boundary', 'session', 'resource', 'endpoint', 'scp', 'rcp'],
  summary: 'A shorter prefix slips past a list of forbidden S3 prefixes',
  check: {
    condition(element, ctx) {
      const { parsed, entry, operator, statement } = element;
      if (parsed?.family !== 'String' || !isKey(entry, 's3:prefix')) return;
      if (isUnfinished(entry.values)) return;
      const effect = effectOf(statement, ctx.policy);
      if (effect === undefined || (effect === 'Deny') === parsed.negated) return;
      const target = swapped(parsed);
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: `${effect} with "${operator.name}" forbids listing the given prefixes, and a shorter "${entry.name}" lists their objects all the same; list the permitted prefixes under "${target}" instead`,
        fixes: () => fix(`Test with "${target}"`, 'review', moveEntry(ctx, element, target)),
      });
    },
  },
};

function swapped(parsed: ParsedOperator): string {
  const base = parsed.negated ? parsed.base.replace('Not', '') : parsed.base.replace('String', 'StringNot');
  return spellOperator(parsed, { base });
}
