import type { PolicyKind } from '../../policy/use.ts';
import { hasVariable, scanVariables, withoutVariables } from '../../policy/variables.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isKey, keyOf, knownValues } from './entries.ts';
import { isLike, isSensitiveKey, leavesUserIdOpen } from './loose-values.ts';

/**
 * A variable under a Like operator on a key that fences off accounts, organizations or networks: whoever controls the
 * variable's value can put a wildcard there. Which further keys AWS watches is not published.
 */
export const variableUsageTooPermissive: Rule = {
  id: 'variable-usage-too-permissive',
  code: 'VARIABLE_USAGE_TOO_PERMISSIVE',
  // Fitted to no verdict of AWS: the near misses it publishes are quiet here.
  severity: 'warning',
  dialects: ['aws'],
  textual: true,
  summary: 'A variable can widen a condition that keeps strangers out',
  check: {
    condition(element, ctx) {
      const { entry, operator } = element;
      if (!isLike(element)) return;
      const userId = isKey(entry, 'aws:userid');
      if (!userId && !isSensitiveKey(element, ctx)) return;
      for (const { item, value } of knownValues(entry.values.items)) {
        if (!hasVariable(value) || isFixedByAws(value, ctx)) continue;
        // In a text of variables only, one stands for the whole ID.
        if (userId && !leavesUserIdOpen(withoutVariables(value, '*'))) continue;
        ctx.report({
          at: item.text.range,
          path: item.path,
          ...(GRANTING.has(ctx.kind) ? {} : { severity: 'info' }),
          message: `"${operator.name}" lets the variable in "${value}" act as a pattern, which can widen "${entry.name}" beyond what you mean; write the value itself or compare with StringEquals`,
        });
      }
    },
  },
};

/** Kinds that let strangers in when a fence is too wide. */
const GRANTING: ReadonlySet<PolicyKind> = new Set(['resource', 'trust', 'endpoint']);

/** One variable alone whose value only AWS sets: `${aws:PrincipalAccount}`. AWS's own policies have it under Like. */
function isFixedByAws(value: string, ctx: RuleContext): boolean {
  const [only, ...more] = scanVariables(value);
  if (only === undefined || more.length > 0 || only.start > 0 || only.end < value.length) return false;
  return keyOf(ctx, only.name)?.global?.sensitive === true;
}
