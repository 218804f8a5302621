import { parseArn } from '../../catalog/arn.ts';
import { fix } from '../fixes.ts';
import type { ConditionElement, Rule, RuleContext } from '../rule.ts';
import { moveEntry, spellOperator } from './edits.ts';
import { isUnfinished, keyOf, knownValues } from './entries.ts';

/** `"StringLike": {"aws:SourceArn": "arn:aws:s3:*:*:bucket"}`: the star runs across colons. */
export const stringLikeOperatorWithArnConditionKeys: Rule = {
  id: 'string-like-operator-with-arn-condition-keys',
  code: 'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS',
  severity: 'warning',
  dialects: ['aws'],
  textual: true,
  summary: 'StringLike lets a wildcard run across the fields of an ARN',
  check: {
    condition(element, ctx) {
      const { parsed, entry, operator } = element;
      if (parsed?.family !== 'String' || !parsed.wild) return;
      if (keyOf(ctx, entry.name)?.type !== 'ARN') return;
      if (isUnfinished(entry.values)) return;
      const target = spellOperator(parsed, { base: parsed.negated ? 'ArnNotLike' : 'ArnLike' });
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: `"${entry.name}" holds an ARN, and a wildcard under "${operator.name}" runs across its fields, account included; use "${target}"`,
        fixes: () => toArnOperator(element, target, ctx),
      });
    },
  },
};

/** Arn operators want six fields. */
function toArnOperator(element: ConditionElement, target: string, ctx: RuleContext) {
  const { items, open } = element.entry.values;
  const arns = knownValues(items).filter(({ value }) => parseArn(value) !== undefined);
  return arns.length === items.length && open.length === 0
    ? fix(`Test with "${target}"`, 'review', moveEntry(ctx, element, target))
    : [];
}
