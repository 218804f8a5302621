import { fix } from '../fixes.ts';
import { isAudience } from '../principal/trust.ts';
import type { ConditionElement, Rule, RuleContext } from '../rule.ts';
import { moveEntry, spellOperator } from './edits.ts';
import { conditionIsOpen, effectOf, isUnfinished, keyOf, testedKeys } from './entries.ts';

/** ForAllValues on a key with one value: an allow that also counts where the key is absent. */
export const forallvaluesWithSingleValuedKey: Rule = {
  id: 'forallvalues-with-single-valued-key',
  code: 'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'ForAllValues lets requests without the key through an allow',
  check: {
    condition(element, ctx) {
      const { parsed, entry, operator, statement } = element;
      if (parsed?.qualifier !== 'ForAllValues' || parsed.family === 'Null') return;
      const key = keyOf(ctx, entry.name);
      if (key === undefined || key.multivalued || WAVERING.has(key.name)) return;
      if (isUnfinished(entry.values)) return;
      if (effectOf(statement, ctx.policy) !== 'Allow' || isRequired(element, ctx)) return;
      // Audiences have a rule of their own there.
      if (ctx.kind === 'trust' && isAudience(entry.name)) return;
      const target = spellOperator(parsed, { qualifier: 'none' });
      // Without the qualifier these are true for an absent key as well; of services' keys the count may be wrong.
      const same = key.global !== undefined && (parsed.negated || parsed.ifExists);
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: `"${entry.name}" has one value, and "${operator.name}" is also true when a request has none, so this allows more than it says; use "${target}"`,
        fixes: () => fix(`Test with "${target}"`, same ? 'safe' : 'review', moveEntry(ctx, element, target)),
      });
    },
  },
};

/** `"Null": {key: "false"}` next to it closes the gap, and may stand where nobody can see it. */
function isRequired({ statement, entry }: ConditionElement, ctx: RuleContext): boolean {
  if (conditionIsOpen(statement)) return true;
  const wanted = entry.name.toLowerCase();
  return testedKeys(statement, ctx).some(
    ({ parsed, entry: other }) =>
      parsed.family === 'Null' &&
      other.name.toLowerCase() === wanted &&
      (other.values.open.length > 0 ||
        other.values.items.some(({ text }) => text.value?.toLowerCase() !== 'true')),
  );
}

/** Listed with one value, but AWS itself treats it as multivalued from time to time. */
const WAVERING: ReadonlySet<string> = new Set([
  'codestar-connections:ProviderAction',
  'codeconnections:ProviderAction',
]);
