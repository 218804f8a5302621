import { fix } from '../fixes.ts';
import type { Checks, ConditionElement, Fix, ParsedOperator, RuleContext } from '../rule.ts';
import { moveEntry } from './edits.ts';
import { hasEmptyList } from './entries.ts';

export type EmptyListForm = 'plain' | 'ForAllValues' | 'ForAnyValue' | 'IfExists';

/** Access Analyzer has a code for each form of operator. Where a qualifier and IfExists meet, the qualifier decides. */
export function checkEmptyList(
  form: EmptyListForm,
  describe: (element: ConditionElement) => string,
  repair: (element: ConditionElement, ctx: RuleContext) => readonly Fix[],
): Checks {
  return {
    condition(element, ctx) {
      const { parsed, entry } = element;
      if (parsed === undefined || formOf(parsed) !== form || !hasEmptyList(element)) return;
      ctx.report({
        at: entry.values.range,
        path: entry.path,
        message: describe(element),
        fixes: () => repair(element, ctx),
      });
    },
  };
}

/** For tests that only an absent key passes. */
export function toNullTrue(element: ConditionElement, ctx: RuleContext): readonly Fix[] {
  if (element.parsed?.negated !== false || element.parsed.family === 'Null') return [];
  return fix('Test that the key is absent: "Null": "true"', 'safe', moveEntry(ctx, element, 'Null', 'true'));
}

function formOf(parsed: ParsedOperator): EmptyListForm {
  return parsed.qualifier ?? (parsed.ifExists ? 'IfExists' : 'plain');
}
