import type { Statement } from '../../policy/model.ts';
import type { ConditionElement, Related, Rule, RuleContext } from '../rule.ts';

/** `aws:VpceOrgID` for services that do not send it. */
export const useConditionKeyOnlyWithSupportedServices: Rule = {
  id: 'use-condition-key-only-with-supported-services',
  code: 'USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES',
  severity: 'warning',
  dialects: ['aws'],
  summary: 'A condition key stands with actions of services that do not send it',
  check: {
    condition(element, ctx) {
      const { statement, parsed, entry } = element;
      const name = entry.name.toLowerCase();
      if (!name.startsWith('aws:vpce') || parsed === undefined) return;
      const supported = ctx.catalog.conditionKey(name)?.global?.supportedServices;
      if (supported === undefined || !KEYS.has(name)) return;
      if (parsed.family === 'Null' || isGuarded(element, ctx)) return;
      const strangers = strangersOf(statement, supported, ctx);
      if (strangers.length === 0) return;
      ctx.report({
        at: entry.key.range,
        path: entry.path,
        // The author thought of requests without the key.
        ...(parsed.ifExists ? { severity: 'info' } : {}),
        message: `"${entry.name}" comes only with requests to some services, and this statement covers others; move their actions into a statement without the key`,
        related: strangers,
      });
    },
  },
};

/** The keys that the check names. `aws:SourceVpcArn` has such a list too, but AWS does not check it. */
const KEYS: ReadonlySet<string> = new Set(['aws:vpceaccount', 'aws:vpceorgid', 'aws:vpceorgpaths']);

/** A `Null` test next to it sees to requests without the key. */
function isGuarded({ statement, entry }: ConditionElement, ctx: RuleContext): boolean {
  const name = entry.name.toLowerCase();
  if ((statement.condition?.value.open.length ?? 0) > 0) return true;
  return (statement.condition?.value.operators ?? []).some(
    (operator) =>
      ctx.dialect.parseOperator(operator.name)?.family === 'Null' &&
      (operator.open.length > 0 || operator.entries.some((one) => one.name.toLowerCase() === name)),
  );
}

/** Elements that reach beyond the services. `iam:PassRole` is exempt by AWS's list, and so is what the policy sits on. */
function strangersOf(
  statement: Statement,
  supported: readonly string[],
  ctx: RuleContext,
): readonly Related[] {
  const { notAction, action } = statement;
  const attached = ctx.kind === 'resource' ? ctx.use.attachedTo?.service : undefined;
  if (attached !== undefined && supported.includes(attached)) return [];
  if (notAction !== undefined) {
    return [{ at: notAction.key, path: notAction.path, message: 'NotAction covers every other service' }];
  }
  return (action?.value.items ?? []).flatMap(({ text, path }): readonly Related[] => {
    if (text.value === undefined) return [];
    const match = ctx.catalog.expand(text.value);
    const service = 'service' in match ? match.service.prefix : match.kind === 'all' ? '*' : undefined;
    if (service === undefined || supported.includes(service)) return [];
    return [{ at: text.range, path, message: `"${text.value}" is not of these services` }];
  });
}
