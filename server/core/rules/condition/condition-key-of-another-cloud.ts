import { own } from '../../text/own.ts';
import { renameKey } from '../fixes.ts';
import type { ConditionElement, Rule, RuleContext } from '../rule.ts';
import { splitKey } from './entries.ts';

/** `aws:SourceIp` in a policy for Alibaba Cloud, `acs:SourceIp` in one for AWS: no request of this cloud has such a key. */
export const conditionKeyOfAnotherCloud: Rule = {
  id: 'condition-key-of-another-cloud',
  severity: 'error',
  dialects: ['aws', 'ram'],
  textual: true,
  summary: 'A condition key belongs to another cloud',
  check: {
    condition(element, ctx) {
      const { entry } = element;
      const { cloud, foreign } = ctx.dialect;
      if (entry.key.value === undefined) return;
      if (splitKey(entry.name)?.prefix.toLowerCase() !== foreign.keyPrefix) return;
      const here = translated(element, ctx);
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: `"${entry.name}" is a condition key of ${foreign.cloud}, which no request to ${cloud} has; ${here === undefined ? `use one of ${cloud}` : `write "${here}"`}`,
        fixes: () => (here === undefined ? [] : renameKey(ctx, entry.path, here, 'review')),
      });
    },
  },
};

/** What stands behind a slash is the author's: a tag key. */
function translated({ entry: { name } }: ConditionElement, { dialect }: RuleContext): string | undefined {
  const slash = name.indexOf('/');
  const base = slash < 0 ? name : name.slice(0, slash);
  const here = own(dialect.foreign.keys, base.toLowerCase());
  return here === undefined || slash < 0 ? here : here + name.slice(slash);
}
