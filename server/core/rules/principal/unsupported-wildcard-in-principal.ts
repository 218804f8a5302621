import { parseArn } from '../../catalog/arn.ts';
import { hasWildcard } from '../../catalog/wildcard.ts';
import { withoutVariables } from '../../policy/variables.ts';
import { fix } from '../fixes.ts';
import type { PrincipalElement, Rule, RuleContext } from '../rule.ts';

/** `"AWS": "arn:aws:iam::111122223333:role/team-*"`: principals are names, never patterns. */
export const unsupportedWildcardInPrincipal: Rule = {
  id: 'unsupported-wildcard-in-principal',
  code: 'UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
  severity: 'error',
  dialects: ['aws'],
  kinds: ['resource', 'trust', 'endpoint'],
  summary: 'A principal takes no wildcard, except "*" for everyone',
  check: {
    principal(element, ctx) {
      const { entry, item, value } = element;
      if (entry?.key.value === undefined || value === undefined || !hasWildcard(value)) return;
      if ((entry.kind === 'AWS' || entry.kind === '*') && value === '*') return;
      if (!hasWildcard(withoutVariables(value))) return;
      ctx.report({
        at: item.text.range,
        path: item.path,
        message:
          entry.kind === 'AWS'
            ? `A principal is a name, not a pattern, so "${value}" is refused; name the account and test "aws:PrincipalArn" with ArnLike`
            : `"${entry.kind}" takes no wildcard, so "${value}" is refused; name each principal`,
        fixes: () => toCondition(element, value, ctx),
      });
    },
  },
};

/** The account as principal and the pattern as a condition, where the pattern stands alone and names its account. */
function toCondition({ entry, item, statement, negated }: PrincipalElement, value: string, ctx: RuleContext) {
  const principal = statement.principal?.value;
  const arn = parseArn(value);
  const account = arn?.account.text ?? '';
  if (negated || principal?.entries.length !== 1 || entry?.values.items.length !== 1) return [];
  if (arn?.service.text !== 'iam' || !/^\d{12}$/.test(account) || entry.values.open.length > 0) return [];
  const tested = (statement.condition?.value.operators ?? []).some(({ entries }) =>
    entries.some(({ name }) => name.toLowerCase() === 'aws:principalarn'),
  );
  if (tested || value.includes('${')) return [];
  const { write } = ctx.policy;
  const condition = write.set([...statement.path, 'Condition', 'ArnLike', 'aws:PrincipalArn'], value);
  if (condition.length === 0) return [];
  return fix('Name the account and test "aws:PrincipalArn" in a condition', 'review', [
    ...write.text(item.text, `arn:${arn.partition.text}:iam::${account}:root`),
    ...condition,
  ]);
}
