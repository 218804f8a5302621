import type { Statement } from '../../policy/model.ts';
import { renameKey } from '../fixes.ts';
import type { ConditionElement, Rule, RuleContext } from '../rule.ts';
import { isUnfinished, keyOf, splitKey } from './entries.ts';

/** `SourceIp`: a condition key without the prefix that tells whose key it is. */
export const invalidConditionKeyFormat: Rule = {
  id: 'invalid-condition-key-format',
  code: 'INVALID_CONDITION_KEY_FORMAT',
  severity: 'error',
  dialects: ['aws', 'ram'],
  summary: 'A condition key is not of the form prefix:name',
  check: {
    condition(element, ctx) {
      const { entry } = element;
      if (entry.key.value === undefined || isUnfinished(entry.values)) return;
      // Operator and key swapped: the operator's rule says so.
      if (element.parsed === undefined && ctx.dialect.parseOperator(entry.name) !== undefined) return;
      const parts = splitKey(entry.name);
      if (parts !== undefined && parts.prefix !== '' && parts.rest !== '') return;
      const meant = parts === undefined ? keysNamed(element, ctx) : [];
      const [first] = meant;
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        message: `"${entry.name}" is no condition key: a key is a prefix, a colon and a name${first === undefined ? `, such as "${ctx.dialect.keyPrefix}:SourceIp"` : `; did you mean "${first}"?`}`,
        fixes: () => meant.flatMap((name) => renameKey(ctx, entry.path, name, 'review')),
      });
    },
  },
};

/** The AWS-wide key of this name, then those of the services that the statement speaks of. */
function keysNamed({ statement, entry }: ConditionElement, ctx: RuleContext): readonly string[] {
  const found: string[] = [];
  for (const prefix of [ctx.dialect.keyPrefix, ...servicesOf(statement)]) {
    const key = keyOf(ctx, `${prefix}:${entry.name}`);
    const documented = key?.name.includes('$') === true ? `${prefix}:${entry.name}` : key?.name;
    if (documented !== undefined && !found.includes(documented)) found.push(documented);
  }
  return found.slice(0, 4);
}

function servicesOf(statement: Statement): ReadonlySet<string> {
  const items = statement.action?.value.items ?? statement.notAction?.value.items ?? [];
  return new Set(items.flatMap(({ text }) => splitKey(text.value ?? '')?.prefix.toLowerCase() ?? []));
}
